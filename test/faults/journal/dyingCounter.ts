// A counter that dies at one step of an exchange: node dyingCounter.ts <data folder> <step> <port of the center>
import { connect } from 'node:net'
import { ulid } from 'ulid'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import { openStore } from '../../../src/main/station/store/store.ts'
import { portsFor, tickingClock } from '../../unit/store/ports.ts'
import { acknowledged, planOf, type Step } from './steps.ts'

const [dataFolder = '', step = '', port = ''] = process.argv.slice(2)

function dieAt(here: Step): void {
  if (step === here) process.kill(process.pid, 'SIGKILL')
}

const opened = openStore(portsFor(dataFolder))
if (!opened.ok) throw new Error(opened.failure.code)
const store = opened.value

const now = tickingClock()
let looks = 0
const journal = createJournal(store, {
  // wanted before anything is written
  newId: () => {
    dieAt('before it is prepared')
    return ulid()
  },
  // looked at for `prepared`, for `sent`, and for the outcome
  clock: () => {
    looks++
    if (looks === 2) dieAt('inside the transaction that prepares it')
    if (looks === 3) dieAt('after the answer, before its outcome')
    return now()
  },
})

/** One byte to a real listener, and an answer that never comes. */
function sendForEver(): Promise<never> {
  return new Promise(() => connect(Number(port), '127.0.0.1').write('1'))
}

await journal.run(
  planOf('key'),
  async () => {
    dieAt('after it is marked sent, before the first byte')
    return step === 'while sending' ? sendForEver() : acknowledged
  },
  () => {
    store.settings.set('settled', true)
    dieAt('inside the transaction of the outcome')
  },
)
dieAt('after the outcome')
