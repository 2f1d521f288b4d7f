// A counter that sends the same exchanges as another one: node racingCounter.ts <data folder> <log of what was sent> <number of keys>
// Says "ready", waits for a line, and then writes each key that it sent to the log.

import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { ulid } from 'ulid'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import { openStore } from '../../../src/main/station/store/store.ts'
import { portsFor, tickingClock } from '../../unit/store/ports.ts'
import { acknowledged, planOf } from './steps.ts'

const [dataFolder = '', log = '', keys = '0'] = process.argv.slice(2)

const opened = openStore(portsFor(dataFolder))
if (!opened.ok) throw new Error(opened.failure.code)
const store = opened.value
const journal = createJournal(store, { clock: tickingClock(), newId: () => ulid() })

process.stdout.write('ready\n')
await once(process.stdin, 'data')

for (let key = 0; key < Number(keys); key++) {
  try {
    await journal.run(
      planOf(`key-${key}`),
      async () => {
        appendFileSync(log, `${key}\n`)
        await setImmediate()
        return acknowledged
      },
      () => store.settings.nextNumber('settled'),
    )
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('under way or acknowledged')) throw error
  }
}
store.close()
process.exit()
