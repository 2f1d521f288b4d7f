import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reverse } from '../../../server-mock/insurance/reverse.ts'
import { revoke } from '../../../server-mock/insurance/revoke.ts'
import { presettle, settle } from '../../../server-mock/insurance/settle.ts'
import { isObject } from '../../../server-mock/json.ts'
import { readDecimal } from '../../../server-mock/money.ts'
import type { Person } from '../../../server-mock/store/registry.ts'
import { dig } from '../../integration/server-mock/pharmacy.ts'
import { codeOf, AMLODIPINE as DRUG, saleInput } from '../../integration/server-mock/settlementShop.ts'
import { createBench, tokenOf } from './settlementBench.ts'

const bench = createBench(
  ['王秀兰', '李建国', '吴桂芳'].map((name) => ({
    name,
    insured: [{ balance: 20_000 }],
    prescriptions: [
      { department: '心血管内科', lines: [{ drug: DRUG, quantity: 2 }] },
      { department: '心血管内科', lines: [{ drug: DRUG, quantity: 1 }] },
    ],
  })),
)
const { store } = bench.context
let messages = 0

interface Made {
  readonly person: Person
  readonly msgid: string
  readonly setlId: string
  readonly mdtrtId: string
  readonly hiRxno: string | null
  readonly codes: readonly string[]
  readonly account: number
  readonly deductible: number
  readonly fund: number
  state: 'stands' | 'revoked' | 'reversed'
}
interface Revocation {
  readonly of: Made
  readonly msgid: string
  reversed: boolean
}

function saleOf(person: Person, hiRxno: string | null, packs: number, codes: readonly string[]): object {
  const { personNumber } = person
  const lines = [{ drug: DRUG, packs, price: 12_345, codes }]
  return saleInput({ personNumber, token: tokenOf(person), now: bench.now, hiRxno, lines })
}

/** What the books say: accounts, years, sold codes, used prescriptions. */
function books(): object {
  const codes = Array.from({ length: 6 }, (_, serial) => codeOf(DRUG, serial))
  return bench.people.map((person) => ({
    balance: store.registry.insurancesOf(person.identityNumber).map(({ balance }) => balance),
    years: ['ordinary', 'outpatientPooling'].map((plan) =>
      store.settlements.accumulation({ person: person.identityNumber, insuranceType: '310', year: 2026, plan }),
    ),
    used: bench.prescriptionsOf(person).map((hiRxno) => store.prescriptions.find(hiRxno)?.usedBy),
    sold: codes.filter((code) => store.traceCodes.claimsOf(code).length > 0),
  }))
}

function expectedBooks(made: readonly Made[]): object {
  const standing = made.filter(({ state }) => state === 'stands')
  const sum = (list: readonly Made[], part: 'account' | 'deductible' | 'fund'): number =>
    list.reduce((total, each) => total + each[part], 0)
  return bench.people.map((person) => {
    const own = standing.filter((each) => each.person === person)
    return {
      balance: [20_000 - sum(own, 'account')],
      years: [own.filter(({ hiRxno }) => hiRxno === null), own.filter(({ hiRxno }) => hiRxno !== null)].map((list) => ({
        deductiblePaid: sum(list, 'deductible'),
        fundPaid: sum(list, 'fund'),
      })),
      used: bench.prescriptionsOf(person).map((hiRxno) => own.find((each) => each.hiRxno === hiRxno)?.setlId ?? null),
      sold: standing.flatMap(({ codes }) => codes).sort(),
    }
  })
}

const codeOfRefusal = (reply: ReturnType<typeof revoke>): string => (reply.ok ? '0' : reply.refusal.code)
const fen = (amount: unknown): number => readDecimal(String(amount), 2) ?? Number.NaN

/** Settles, and checks the answer against what must come of it. */
function trySettle(
  made: readonly Made[],
  person: Person,
  hiRxno: string | null,
  packs: number,
  codes: readonly string[],
): Made | null {
  const standing = made.filter(({ state }) => state === 'stands')
  const isSold = standing.some((each) => each.codes.some((code) => codes.includes(code)))
  const isUsed = hiRxno !== null && standing.some((each) => each.hiRxno === hiRxno)
  const msgid = `settle-${++messages}`
  const before = books()
  const asked = bench.call(presettle, saleOf(person, hiRxno, packs, codes))
  expect(books()).toEqual(before)
  const reply = bench.call(settle('2102A'), saleOf(person, hiRxno, packs, codes), msgid)
  expect(codeOfRefusal(reply)).toBe(isUsed ? '1022' : isSold ? '1033' : '0')
  expect(asked.ok).toBe(reply.ok)
  if (!reply.ok || !asked.ok) {
    expect(books()).toEqual(before)
    return null
  }
  const info = (name: string): string => String(dig(reply.output, 'setlinfo', name))
  const { setlinfo } = asked.output
  const { mdtrt_id: _visit, medins_setl_id: _msgid, ...figures } = isObject(setlinfo) ? setlinfo : {}
  expect(reply.output.setlinfo).toMatchObject(figures)
  return {
    person,
    msgid,
    setlId: info('setl_id'),
    mdtrtId: info('mdtrt_id'),
    hiRxno,
    codes,
    account: fen(info('acct_pay')),
    deductible: fen(info('act_pay_dedc')),
    fund: fen(info('fund_pay_sumamt')),
    state: 'stands',
  }
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('settle' as const),
    who: fc.nat(2),
    prescription: fc.option(fc.nat(1), { nil: null }),
    code: fc.nat(4),
  }),
  fc.record({ kind: fc.constant('revoke' as const), which: fc.nat(8) }),
  fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(8) }),
  fc.record({ kind: fc.constant('reverseRevocation' as const), which: fc.nat(8) }),
)

describe('2102A, 2103 and 2601 in any order over several people', () => {
  it('leave accounts, years, codes and prescriptions as if only what stands had been', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        bench.restart()
        const made: Made[] = []
        const revocations: Revocation[] = []
        // who did what last, 2601 and what it undid left out: a revocation can be reversed only while it is the person's last step
        const history: { readonly person: Person; readonly of: Made | Revocation }[] = []
        for (const [index, each] of steps.entries()) {
          if (each.kind === 'settle') {
            const person = bench.people[each.who]
            if (person === undefined) throw new Error('nobody')
            const hiRxno = each.prescription === null ? null : (bench.prescriptionsOf(person)[each.prescription] ?? null)
            const packs = each.prescription === 0 ? 2 : 1
            const codes = Array.from({ length: packs }, (_, extra) => codeOf(DRUG, each.code + extra))
            const settlement = trySettle(made, person, hiRxno, packs, codes)
            if (settlement !== null) {
              made.push(settlement)
              history.push({ person, of: settlement })
            }
          } else if (each.kind === 'revoke') {
            const settlement = made[each.which]
            if (settlement === undefined) continue
            const msgid = `revoke-${index}`
            const { person, setlId, mdtrtId, state } = settlement
            const reply = bench.call(revoke, { data: { psn_no: person.personNumber, setl_id: setlId, mdtrt_id: mdtrtId } }, msgid)
            expect(codeOfRefusal(reply)).toBe({ stands: '0', revoked: '1043', reversed: '1042' }[state])
            if (!reply.ok) continue
            expect(fen(dig(reply.output, 'setlinfo', 'acct_pay'))).toBe(settlement.account === 0 ? 0 : -settlement.account)
            settlement.state = 'revoked'
            const revocation = { of: settlement, msgid, reversed: false }
            revocations.push(revocation)
            history.push({ person, of: revocation })
          } else if (each.kind === 'reverse') {
            const settlement = made[each.which]
            if (settlement === undefined) continue
            const { person, msgid, state } = settlement
            const reply = bench.call(reverse, { data: { psn_no: person.personNumber, omsgid: msgid, oinfno: '2102A' } })
            expect(codeOfRefusal(reply)).toBe(state === 'revoked' ? '1044' : '0')
            if (state === 'stands') settlement.state = 'reversed'
          } else {
            const revocation = revocations[each.which]
            if (revocation === undefined) continue
            const { of: settlement, msgid, reversed } = revocation
            const { person, codes } = settlement
            const at = history.findIndex((past) => past.of === revocation)
            const hasLater = history
              .slice(at + 1)
              .some(
                (past) => past.person === person && !('reversed' in past.of ? past.of.reversed : past.of.state === 'reversed'),
              )
            const isSold = made.some((other) => other.state === 'stands' && other.codes.some((code) => codes.includes(code)))
            const reply = bench.call(reverse, { data: { psn_no: person.personNumber, omsgid: msgid, oinfno: '2103' } })
            expect(codeOfRefusal(reply)).toBe(!reversed && (hasLater || isSold) ? '1044' : '0')
            if (reply.ok && !reversed) {
              revocation.reversed = true
              settlement.state = 'stands'
            }
          }
          expect(books()).toEqual(expectedBooks(made))
        }
        for (const settlement of made.filter(({ state }) => state === 'stands')) {
          const { person, setlId, mdtrtId } = settlement
          bench.call(revoke, { data: { psn_no: person.personNumber, setl_id: setlId, mdtrt_id: mdtrtId } })
          settlement.state = 'revoked'
        }
        expect(books()).toEqual(expectedBooks([]))
      }),
      { numRuns: 300 },
    )
  })
})
