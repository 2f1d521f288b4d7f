import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { entry, newDataFolder, openRaw, openTestStore } from './support.ts'

const script = fileURLToPath(new URL('../../../scripts/audit-verify.ts', import.meta.url))

function verify(...folders: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...folders], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

function folderWithTrail(): string {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  for (const action of ['a', 'b', 'c']) store.audit.append(entry(action))
  return folder
}

it('says how many entries a whole trail has, and what it cannot see, while the station has it open', () => {
  const { status, said } = verify(folderWithTrail())
  expect(said).toMatch(/^3 entries, .*Without the master key this cannot show/)
  expect(status).toBe(0)
})

it('names the first entry that is wrong', () => {
  const folder = folderWithTrail()
  openRaw(folder).exec(`DROP TRIGGER audit_never_changed; UPDATE audit SET action = 'x' WHERE seq >= 2`)
  expect(verify(folder)).toEqual({ status: 1, said: 'entry 2 is not what was written\n' })
})

it('says so when there is nothing that it could check', () => {
  const folder = newDataFolder()
  expect(verify(folder)).toEqual({ status: 2, said: `there is no ${join(folder, DATABASE_FILE)}\n` })
  expect(verify().status).toBe(2)
  writeFileSync(join(folder, DATABASE_FILE), 'no database'.repeat(100))
  expect(verify(folder)).toMatchObject({ status: 2, said: expect.stringContaining('not a database') })
})
