import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { type InterfaceNumber, interfaceTables } from '../../../src/shared/wire/index.ts'
import { defectsOf } from '../../unit/wire/defects.ts'
import { isYes, type Step, walk } from './walk.ts'

const beforeNational = [
  'ec.query',
  '9001',
  '1101',
  '3501',
  '35081',
  '7201',
  '7204',
  '7205',
  '7206',
  '2101',
  '2102',
  '2101A',
  '7207',
] as const
const afterNational = ['2102A', '5203', '3505', '2103', '2601', '7208', '3506', '3507', '9002'] as const
const fujian = [
  ...['ec.query', '9001', '1101', '3501', '35081', '7201', '7204', '7205', '7206', '2101A', '3505', '2102A'],
  ...['2103', '2601', '3506', '3507', '9002'],
] as const

/** The register of messages and the log see what is refused as well; everything else must be as it was. */
const REGISTERS = ['message', 'used_msgid', 'used_signature', 'serial']

describe.each([
  { province: 'national', order: [...beforeNational, ...afterNational] },
  { province: 'fujian', order: fujian },
] as const)('the center of $province', ({ province, order }) => {
  let folder = ''
  let dataFile = ''
  let center: MockCenter
  let steps: AsyncGenerator<Step>
  let taken: Step | null = null

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mock-center-generated-'))
    dataFile = join(folder, 'center.sqlite')
    const clock = createCenterClock()
    clock.freeze()
    center = await createMockCenter({ port: 0, seed: 'generated', scenario: 'single-drug', province, dataFile, clock })
    steps = walk(center, province)
  })
  afterAll(async () => {
    await center.close()
    rmSync(folder, { recursive: true })
  })

  function state(): ReadonlyMap<string, string> {
    const db = new Database(dataFile, { readonly: true })
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    const content = tables
      .filter(({ name }) => !REGISTERS.includes(name))
      .map(({ name }) => [name, JSON.stringify(db.prepare(`SELECT * FROM ${name}`).all())] as const)
    db.close()
    return new Map(content)
  }

  it.each(order)(
    '%s: refuses every single defect by its name, a forged message and one that came before, and changes nothing',
    { timeout: 60_000 },
    async (number) => {
      const { value: step }: { readonly value?: Step } = await steps.next()
      if (step === undefined) throw new Error('the sale is over')
      expect(step.number).toBe(number)
      const before = state()
      if (taken !== null) expect(isYes(await taken.sendAgain()), `${taken.number} repeated`).toBe(false)
      taken = step
      if (step.forge !== null) expect(isYes(await step.forge()), 'forged').toBe(false)
      const { input } = interfaceTables[number as InterfaceNumber]
      const defects = defectsOf(input, step.message, step.facts)
      expect(defects.length).toBeGreaterThan(5)
      for (const { title, path, message } of defects) {
        const answer = await step.send(message)
        const said = String(answer.err_msg ?? answer.message)
        expect(isYes(answer), `${path}: ${title}`).toBe(false)
        expect(said.includes(lastName(path)), `${path}: ${title} → ${said}`).toBe(true)
      }
      expect(state()).toEqual(before)
    },
  )
})

/** `a.b[0].c` → c. */
function lastName(path: string): string {
  return /(\w+)(?:\[\d+\])?$/.exec(path)?.[1] ?? path
}
