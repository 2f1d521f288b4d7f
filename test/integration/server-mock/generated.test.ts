import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { type InterfaceNumber, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { defectsOf } from '../../unit/wire/defects.ts'
import { type Step, walk } from './walk.ts'

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

const codes = {
  A: { table: '1003', forged: '1002', repeated: '1009' },
  B: { table: '-2', forged: '700002', repeated: '700005' },
  C: { table: '-2', forged: '', repeated: '501001' },
} as const

/** What the other pharmacy is told that sends the right message; who it is decides nothing in those that are not here. */
const notTheOwner: Partial<Record<InterfaceNumber, string>> = {
  '1101': '1006',
  '35081': '1003',
  '7201': '700006',
  '7204': '700112',
  '7205': '700006',
  '7206': '700006',
  '7207': '700112',
  '7208': '700006',
  '2101': '1006',
  '2101A': '1006',
  '2102': '1006',
  '2102A': '1006',
  '5203': '1042',
  '2103': '1042',
  '2601': '1042',
  '3506': '1051',
  '3507': '1051',
  '9002': '1004',
}
const OWNERLESS = ['ec.query', '9001', '3501']

type Stale = readonly [lifetimeMs: number, code: string]
const MINUTE_MS = 60_000
/** The messages that carry a token which must be alive. */
const stale: Partial<Record<InterfaceNumber, Stale>> = {
  '1101': [15 * MINUTE_MS, '1006'],
  '7201': [15 * MINUTE_MS, '700101'],
  '2101': [15 * MINUTE_MS, '1006'],
  '2101A': [15 * MINUTE_MS, '1006'],
  '2102': [15 * MINUTE_MS, '1006'],
  '2102A': [15 * MINUTE_MS, '1006'],
  '7204': [120 * MINUTE_MS, '700111'],
  '7205': [120 * MINUTE_MS, '700111'],
  '7206': [120 * MINUTE_MS, '700111'],
}

type Early = readonly [before: InterfaceNumber, code: string]
/** Before which step a message comes too early, and what it is told then. */
function tooEarly(isNational: boolean): Partial<Record<InterfaceNumber, Early>> {
  return {
    '1101': ['9001', '1004'],
    '3501': ['9001', '1004'],
    '35081': ['9001', '1004'],
    '9002': ['9001', '1004'],
    '7201': ['ec.query', '700101'],
    '7204': ['7201', '700111'],
    '7205': ['7204', '-2'],
    '7206': ['7205', '700131'],
    '2101': ['7206', '1026'],
    '2101A': ['7206', '1026'],
    '2102': ['9001', '1004'],
    '7207': ['7206', '700141'],
    '2102A': [isNational ? '7207' : '3505', '1029'],
    '3505': isNational ? ['2102A', '1046'] : ['7206', '1026'],
    '5203': ['2102A', '1042'],
    '2103': ['2102A', '1042'],
    '2601': ['2103', '1042'],
    '7208': ['7207', '700144'],
    '3506': ['3505', '1051'],
    '3507': ['3501', '1051'],
  }
}

const codeOf = (answer: Readonly<Record<string, unknown>>): string => String(answer.infcode ?? answer.code)
const saidIn = (answer: Readonly<Record<string, unknown>>): string => String(answer.err_msg ?? answer.message)

describe.each([
  { province: 'national', order: [...beforeNational, ...afterNational] },
  { province: 'fujian', order: fujian },
] as const)('the center of $province', ({ province, order }) => {
  let folder = ''
  let dataFile = ''
  let center: MockCenter
  let admin: AdminClient
  let steps: AsyncGenerator<Step>
  let taken: Step | null = null
  const early = tooEarly(province === 'national')

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mock-center-generated-'))
    dataFile = join(folder, 'center.sqlite')
    // noon: no token outlives its day
    const clock = createCenterClock(() => Date.parse('2026-11-21T12:00:00+08:00'))
    clock.freeze()
    center = await createMockCenter({ port: 0, seed: 'generated', scenario: 'single-drug', province, dataFile, clock })
    admin = createAdminClient(center.adminUrl, center.adminToken)
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

  async function refusesRepetition(): Promise<void> {
    if (taken === null) return
    const repeated = await taken.sendAgain()
    expect(codeOf(repeated), `${taken.number} repeated`).toBe(codes[interfaceTables[taken.number].channel].repeated)
  }

  it.each(order)(
    '%s: refuses every single defect by its rule, what is forged, repeated, not of its sender, too early or too late, and changes nothing',
    { timeout: 60_000 },
    async (number) => {
      const { value: step }: { readonly value?: Step } = await steps.next()
      if (step === undefined) throw new Error('the sale is over')
      expect(step.number).toBe(number)
      const before = state()
      await admin.snapshot(number)
      await refusesRepetition()
      taken = step
      const { channel, input } = interfaceTables[step.number]
      if (step.forge !== null) expect(codeOf(await step.forge()), 'forged').toBe(codes[channel].forged)

      const defects = defectsOf(input, step.message, step.facts)
      expect(defects.length).toBeGreaterThan(5)
      for (const { title, path, message } of defects) {
        const answer = await step.send(message)
        expect(codeOf(answer), `${path}: ${title}`).toBe(codes[channel].table)
        const [issue] = validateNode(input, message, { facts: step.facts })
        expect(saidIn(answer), `${path}: ${title}`).toContain(issue?.message)
        expect(saidIn(answer).includes(lastName(path)), `${path}: ${title}`).toBe(true)
      }

      // before the settlement the goods are of a prescription, after it of a settlement
      const foreign = number === '3505' ? (step.facts.outbound === 'after' ? '1046' : '1034') : notTheOwner[step.number]
      expect(foreign === undefined).toBe(OWNERLESS.includes(number))
      if (foreign !== undefined) expect(codeOf((await step.sendByOther?.()) ?? {}), 'by another').toBe(foreign)

      const [lifetimeMs, tooLate] = stale[step.number] ?? []
      if (lifetimeMs !== undefined) {
        center.clock.advance(lifetimeMs)
        expect(codeOf(await step.send(step.message)), 'too late').toBe(tooLate)
        center.clock.advance(-lifetimeMs)
      }
      expect(state()).toEqual(before)

      const [stage, tooSoon] = early[step.number] ?? []
      expect(stage === undefined).toBe(['ec.query', '9001'].includes(number))
      if (stage === undefined) return
      await admin.restore(stage)
      const then = state()
      expect(codeOf(await step.send(step.message)), 'too early').toBe(tooSoon)
      expect(state()).toEqual(then)
      await admin.restore(number)
    },
  )

  it('refuses the last message once more', async () => {
    expect((await steps.next()).done).toBe(true)
    await refusesRepetition()
  })
})

/** `a.b[0].c` → c. */
function lastName(path: string): string {
  return /(\w+)(?:\[\d+\])?$/.exec(path)?.[1] ?? path
}
