import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../../server-mock/admin/client.ts'
import { createCenterClock } from '../../../../server-mock/clock.ts'
import type { Scenario } from '../../../../server-mock/scenarios/scenario.ts'
import { createMockCenter, type MockCenter } from '../../../../server-mock/server.ts'
import {
  type Channel,
  type Facts,
  type InterfaceNumber,
  interfaceTables,
  validateNode,
} from '../../../../src/shared/wire/index.ts'
import { defectsOf } from '../../../unit/wire/defects.ts'

export type Json = Record<string, unknown>

/** One interface in a state in which its message is right. */
export interface Step {
  readonly number: InterfaceNumber
  /** tells apart two steps of one interface; empty where there is one */
  readonly title?: string
  /** what stands inside the envelope; on a channel without one the whole message */
  readonly message: Json
  /** under which the center judges the message */
  readonly facts: Facts
  /** sends any content in an envelope that is in order, and gives the center's answer, opened */
  readonly send: (message: object) => Promise<Json>
  /** sends the very bytes that were sent last, once more */
  readonly sendAgain: () => Promise<Json>
  /** sends other content, as good as the right one, under the signature of the right one; null where nothing is signed */
  readonly forge: (() => Promise<Json>) | null
  /** somebody else with access sends the right message in an envelope of its own; null where nobody signs */
  readonly sendByOther: (() => Promise<Json>) | null
  /** the answer to the right message; there once the walk has gone on */
  readonly answer: () => Json
}

/** The name of a step: its number, and its title where it has one. */
export type StepName = string

/** A walk through interfaces of the center, message by message, and how each message is refused in its wrong moments. */
export interface Flow {
  /** folder under server-mock/examples where the right messages and their answers are recorded; none: they are recorded elsewhere */
  readonly examples?: string
  readonly province: 'national' | 'fujian'
  readonly scenario: string | Scenario
  /** every step, in the order of the walk */
  readonly order: readonly StepName[]
  readonly walk: (center: MockCenter) => AsyncGenerator<Step>
  /** what somebody else is told who sends the right message; a step that is not here must stand in `ownerless` */
  readonly notTheOwner: Readonly<Record<StepName, string>>
  /** the steps in which it does not matter who sends the message */
  readonly ownerless: readonly StepName[]
  /** the messages that carry what runs out: how long it lives, and what is said afterwards */
  readonly stale: Readonly<Record<StepName, readonly [lifetimeMs: number, code: string]>>
  /** before which step a message comes too early, and what it is told then; a step that is not here must stand in `anytime` */
  readonly tooEarly: Readonly<Record<StepName, readonly [before: StepName, code: string]>>
  readonly anytime: readonly StepName[]
  /** what the very same bytes are told once more, where it is not what their channel says of all */
  readonly repeated?: Readonly<Record<StepName, string>>
}

/** The register of messages and the log see what is refused as well; everything else must be as it was. */
const REGISTERS = ['message', 'used_msgid', 'used_signature', 'serial']

/** What a channel says of a message that breaks its table, whose signature covers other bytes, that was there before. */
const codes: Readonly<Record<Channel, { readonly table: string; readonly forged: string; readonly repeated: string }>> = {
  A: { table: '1003', forged: '1002', repeated: '1009' },
  B: { table: '-2', forged: '700002', repeated: '700005' },
  C: { table: '-2', forged: '500036', repeated: '501001' },
  D: { table: '-2', forged: '700002', repeated: '700005' },
  E: { table: '-2', forged: '700002', repeated: '700005' },
  L: { table: '-2', forged: '700002', repeated: '700005' },
}

/** Whether an answer of any channel says yes. */
export function isYes(answer: Json): boolean {
  return codeOf(answer) === '0'
}

function codeOf(answer: Json): string {
  return String(answer.infcode ?? answer.code)
}

/** Noon: no token outlives its day. */
const NOON = Date.parse('2026-11-21T12:00:00+08:00')

/**
 * For each step of a flow, from the tables alone: every single defect, other bytes under the signature, a repetition, somebody else, too late, too early. Each
 * is refused by its rule with the field's name, and the database stays as it was. Then the right message must be taken.
 */
export function describeFlow(title: string, flow: Flow): void {
  describe(title, () => {
    let folder = ''
    let dataFile = ''
    let center: MockCenter
    let admin: AdminClient
    let steps: AsyncGenerator<Step>
    let taken: Step | null = null

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'mock-center-generated-'))
      dataFile = join(folder, 'center.sqlite')
      const clock = createCenterClock(() => NOON)
      clock.freeze()
      const { province, scenario } = flow
      center = await createMockCenter({ port: 0, seed: 'generated', scenario, province, dataFile, clock })
      admin = createAdminClient(center.adminUrl, center.adminToken)
      steps = flow.walk(center)
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

    /** What the step before was answered is recorded, and the same bytes once more are refused. */
    async function closeStep(): Promise<void> {
      if (taken === null) return
      const { number } = taken
      if (flow.examples !== undefined) await recordExample(flow.examples, taken)
      expect(codeOf(await taken.sendAgain()), `${nameOf(taken)} repeated`).toBe(
        flow.repeated?.[nameOf(taken)] ?? codes[interfaceTables[number].channel].repeated,
      )
    }

    it.each(flow.order)(
      '%s: refuses every single defect by its rule, what is forged, repeated, not of its sender, too early or too late, and changes nothing',
      { timeout: 60_000 },
      async (name) => {
        const { value: step }: { readonly value?: Step } = await steps.next()
        if (step === undefined) throw new Error('the walk is over')
        expect(nameOf(step)).toBe(name)
        const before = state()
        await admin.snapshot(name)
        await closeStep()
        taken = step
        const { channel, input } = interfaceTables[step.number]
        if (step.forge !== null) expect(codeOf(await step.forge()), 'forged').toBe(codes[channel].forged)

        const defects = defectsOf(input, step.message, step.facts)
        expect(defects.length).toBeGreaterThan(2)
        for (const { title: defect, path, message } of defects) {
          const answer = await step.send(message)
          expect(codeOf(answer), `${path}: ${defect}`).toBe(codes[channel].table)
          const [issue] = validateNode(input, message, { facts: step.facts })
          const said = String(answer.err_msg ?? answer.message)
          expect(said, `${path}: ${defect}`).toContain(issue?.message)
          expect(said.includes(lastName(path)), `${path}: ${defect}`).toBe(true)
        }

        const foreign = flow.notTheOwner[name]
        expect(foreign === undefined, 'whose message it is').toBe(flow.ownerless.includes(name))
        if (foreign !== undefined) expect(codeOf((await step.sendByOther?.()) ?? {}), 'by another').toBe(foreign)

        const [lifetimeMs, tooLate] = flow.stale[name] ?? []
        if (lifetimeMs !== undefined) {
          center.clock.advance(lifetimeMs)
          expect(codeOf(await step.send(step.message)), 'too late').toBe(tooLate)
          center.clock.advance(-lifetimeMs)
        }
        expect(state()).toEqual(before)

        const [stage, tooSoon] = flow.tooEarly[name] ?? []
        expect(stage === undefined, 'when it may come').toBe(flow.anytime.includes(name))
        if (stage === undefined) return
        await admin.restore(stage)
        const then = state()
        expect(codeOf(await step.send(step.message)), 'too early').toBe(tooSoon)
        expect(state()).toEqual(then)
        await admin.restore(name)
      },
    )

    it('refuses the last message once more', async () => {
      expect((await steps.next()).done).toBe(true)
      await closeStep()
    })
  })
}

function nameOf({ number, title }: Pick<Step, 'number' | 'title'>): StepName {
  return title === undefined ? number : `${number}-${title}`
}

/** Compares the right message and its answer with their files; `vitest -u` writes them. */
async function recordExample(folder: string, step: Step): Promise<void> {
  const answer = step.answer()
  const file = (end: string): string =>
    join(import.meta.dirname, '../../../../server-mock/examples', folder, `${nameOf(step)}-${end}`)
  await expect(readable(step.message)).toMatchFileSnapshot(file('request.json'))
  await expect(readable(answer)).toMatchFileSnapshot(file(`response-${codeOf(answer)}.json`))
}

/** Signatures are made anew each time, answers are numbered as they come, and files are long: stand-ins say that they were there. */
const standIns: Readonly<Record<string, unknown>> = {
  inf_refmsgid: '990101202611211200000000000001',
  rxFile: 'JVBERi0xLjc=',
  originalRxFile: 'JVBERi0xLjc=',
  signDigest: 'MIIB',
  verified: undefined,
  signData: undefined,
  encData: undefined,
  // files of 9101 and 9102: how they are packed depends on the runtime
  in: 'UEsDBBQ=',
  out: 'UEsDBBQ=',
}

function readable(value: unknown): string {
  return `${JSON.stringify(value, (name, each: unknown) => (Object.hasOwn(standIns, name) ? standIns[name] : each), 2)}\n`
}

/** `a.b[0].c` → c. */
function lastName(path: string): string {
  return /(\w+)(?:\[\d+\])?$/.exec(path)?.[1] ?? path
}
