import { expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { createDesk, type Desk, type OpenCenter, openCenter } from './prescriptionDesk.ts'

type Json = Record<string, unknown>

/** The patient's first prescription at every stage of its way, each kept as a snapshot of the center. */
export interface Stages {
  readonly open: OpenCenter
  readonly desk: Desk
  readonly other: Desk
  readonly hiRxno: string
  readonly token: string
  /** the answer of 7204 */
  readonly downloaded: Json
  /** of 7205 */
  readonly serial: string
  readonly second: string
  readonly secondToken: string
}

export type Stage = 'authorized' | 'downloaded' | 'verified' | 'reviewed' | 'out'
type Ask = () => Promise<Json>
/** What is refused, with which code and words; `prepare` may change the world before the message is made. */
export type Refusal = readonly [what: string, code: number, words: readonly string[], prepare: () => Ask | Promise<Ask>]

export async function openStages(): Promise<Stages> {
  const open = await openCenter()
  const desk = createDesk(open, 'P99010100001', '陈国栋')
  const [[hiRxno, token] = ['', ''], [second, secondToken] = ['', '']] = [...(await desk.scan())]
  await open.admin.snapshot('authorized')
  const downloaded = await desk.download(hiRxno, token)
  await open.admin.snapshot('downloaded')
  const serial = String(dig(await desk.verify(downloaded, token), 'data', 'rxSignVerifySn'))
  await open.admin.snapshot('verified')
  await desk.review(hiRxno, token, serial)
  await open.admin.snapshot('reviewed')
  await desk.outbound(hiRxno, token)
  await open.admin.snapshot('out')
  const other = createDesk(open, 'P99010100002', '沈玉梅')
  return { open, desk, other, hiRxno, token, downloaded, serial, second, secondToken }
}

/** At a stage each message is refused with code, field and rule, names no other pharmacy, and changes nothing. */
export function refusedWhen(at: () => Stages, stage: Stage, cases: readonly Refusal[]): void {
  it.each(cases)(`${stage}: %s`, async (_what, code, words, prepare) => {
    const { open } = at()
    await open.admin.restore(stage)
    const ask = await prepare()
    const before = open.state()
    const answer = await ask()
    expect(answer).toMatchObject({ code, verified: true })
    for (const word of words) expect(answer.message).toContain(word)
    expect(answer.message).not.toMatch(/惠民|P99010100002/)
    expect(answer).not.toHaveProperty('data')
    expect(open.state()).toBe(before)
  })
}

/** What another part of the province does to the first prescription. */
export const fates = {
  withdrawn: ({ open, hiRxno }: Stages) => open.admin.withdraw({ hiRxno, reason: '医师撤回' }),
  used: ({ open, hiRxno }: Stages) => open.meddle(`UPDATE prescription SET used_by = 'S1' WHERE hi_rxno = '${hiRxno}'`),
  expired: ({ open, hiRxno }: Stages) =>
    open.meddle(`UPDATE prescription SET valid_until = ${open.center.clock.now()} WHERE hi_rxno = '${hiRxno}'`),
} as const

/** The time that a prescription token lives, and no moment longer. */
export function letTokenDie({ open }: Stages): void {
  open.center.clock.advance(2 * 3_600_000)
}

/** What every interface with a living token says of tokens and of the prescription's state. `ask` makes its message for a prescription with a token. */
export function tokenRefusals(
  at: () => Stages,
  field: string,
  ask: (hiRxno: string, token: string) => Ask | Promise<Ask>,
): readonly Refusal[] {
  const rx = field.replace('epcToken', 'hiRxno')
  const after = (change: (stages: Stages) => unknown) => async () => {
    await change(at())
    return ask(at().hiRxno, at().token)
  }
  return [
    ['a token that never was', 700111, [field, '不存在'], () => ask(at().hiRxno, 'X'.repeat(64))],
    ['a token of another prescription', 700111, [field, '不属于该处方'], () => ask(at().second, at().token)],
    [
      'a token of another pharmacy',
      700112,
      [field, '本机构'],
      async () => ask(at().hiRxno, (await at().other.scan()).get(at().hiRxno) ?? ''),
    ],
    ['a token that ran out', 700111, [field, '有效截止时间', 'N 8.4.4'], after(letTokenDie)],
    ['a token that a new scan replaced', 700111, [field, '失效'], after(({ desk }) => desk.scan())],
    ['a token that another pharmacy took over', 700111, [field, '失效'], after(({ other }) => other.scan())],
    ['a withdrawn prescription', 700123, [rx, '撤销'], after(fates.withdrawn)],
    ['a used prescription', 700121, [rx, '已使用'], after(fates.used)],
    ['a prescription past its validity', 700122, [rx, '有效截止时间'], after(fates.expired)],
  ]
}
