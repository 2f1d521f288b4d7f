import { copyFileSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { expect, it } from 'vitest'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { tickingClock } from '../../unit/store/ports.ts'
import { entry, newDataFolder, openTestStore } from '../../unit/store/support.ts'
import { acknowledged, planOf } from './steps.ts'

const WAL = `${DATABASE_FILE}-wal`
const HEADER_BYTES = 32
const FRAME_BYTES = 24 + 4096

/** How many commits a write-ahead log holds: a frame that ends one says how large the database is then. */
function commitsIn(wal: Buffer): number {
  let commits = 0
  for (let frame = HEADER_BYTES; frame + FRAME_BYTES <= wal.length; frame += FRAME_BYTES)
    if (wal.readUInt32BE(frame + 4) > 0) commits++
  return commits
}

/** One acknowledged exchange whose `settle` writes a setting and an audit entry; its log is not yet checkpointed. */
async function afterOneExchange() {
  const folder = newDataFolder()
  openTestStore(folder).close()
  const store = openTestStore(folder)
  const journal = createJournal(store, { clock: tickingClock(), newId: () => ulid() })
  const wal = () => readFileSync(join(folder, WAL))
  let commitsBeforeFirstByte = 0
  await journal.run(
    planOf('key'),
    async () => {
      commitsBeforeFirstByte = commitsIn(wal())
      return acknowledged
    },
    () => {
      store.settings.set('settled', true)
      store.audit.append(entry('prescription.reviewed'))
    },
  )
  return { folder, wal: wal(), commitsBeforeFirstByte }
}

it('an exchange costs two commits, one of them before the first byte', async () => {
  const { wal, commitsBeforeFirstByte } = await afterOneExchange()
  expect(commitsBeforeFirstByte).toBe(1)
  expect(commitsIn(wal)).toBe(2)
})

it('wherever the power cuts the log, the exchange is in one of its states and settled only together with its outcome', async () => {
  const { folder, wal } = await afterOneExchange()
  const seen: string[] = []
  for (let length = 0; length < wal.length; length += 515) {
    const after = newDataFolder()
    for (const file of [DATABASE_FILE, WAL]) copyFileSync(join(folder, file), join(after, file))
    truncateSync(join(after, WAL), length)
    const store = openTestStore(after)
    const [exchange] = store.exchanges.find('7206', 'key')
    const state = exchange?.state ?? 'nothing'
    const isSettled = state === 'acknowledged'
    expect(store.settings.get('settled')).toBe(isSettled ? true : null)
    expect(store.audit.verify()).toEqual({ ok: true, value: { entries: isSettled ? 1 : 0 } })
    store.close()
    if (seen.at(-1) !== state) seen.push(state)
  }
  expect(seen).toEqual(['nothing', 'sent'])
  // the last commit is whole only with the last byte
  const whole = openTestStore(folder)
  expect(whole.exchanges.find('7206', 'key')[0]?.state).toBe('acknowledged')
})
