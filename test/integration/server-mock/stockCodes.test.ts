import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centerStock } from '../../../server-mock/stock/centerStock.ts'
import { deletion } from '../../../server-mock/stock/deletion.ts'
import { stockInterfaces } from '../../../server-mock/stock/interfaces.ts'
import { stockDetail } from '../../../server-mock/stock/stockDetail.ts'
import { createBench } from '../../unit/server-mock/settlementBench.ts'
import { dateTime, dig } from './pharmacy.ts'
import { AMLODIPINE, codeOf, drugNamed, goodsInput, type Node, returnInput } from './settlementShop.ts'

const bench = createBench([{ name: '王秀兰' }])
const SHOPS = [bench.shop, bench.otherShop] as const
const CODES = Array.from({ length: 5 }, (_, serial) => codeOf(AMLODIPINE, serial))
const TYPES = { '3501': '1', '3502': '2', '3503': '3', '3504': '3', '3505': '4', '3506': '4' } as const

/** An upload that stands, and where it put the packs that it names: into the shop, out of it, out to a patient, out for ever. */
interface Moved {
  readonly number: '3502' | '3503' | '3504' | '3505' | '3506'
  readonly serial: string
  readonly shop: number
  readonly codes: readonly string[]
  readonly to: 'in' | 'out' | 'sold' | 'destroyed'
  readonly input: ReturnType<typeof goodsInput>
  readonly returns: Moved | null
}

const shop = fc.nat(1)
const packs = fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 2 })
const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('buy' as const, 'sendBack' as const, 'bring' as const, 'take' as const, 'destroy' as const),
    shop,
    codes: packs,
  }),
  fc.record({ kind: fc.constant('sell' as const), shop, codes: packs }),
  fc.record({ kind: fc.constant('count' as const), shop, more: fc.option(fc.constantFrom(...CODES)) }),
  fc.record({ kind: fc.constantFrom('return' as const, 'delete' as const), which: fc.nat(9) }),
)

const moves = {
  buy: { number: '3503', node: 'purcinfo', to: 'in', change: {} },
  sendBack: { number: '3504', node: 'purcinfo', to: 'out', change: {} },
  bring: { number: '3502', node: 'invinfo', to: 'in', change: { inv_chg_type: '101' } },
  take: { number: '3502', node: 'invinfo', to: 'out', change: { inv_chg_type: '102' } },
  destroy: { number: '3502', node: 'invinfo', to: 'destroyed', change: { inv_chg_type: '105' } },
  sell: { number: '3505', node: 'selinfo', to: 'sold', change: {} },
} as const

/** One node that 3501 to 3505 all find their own fields in. */
function inputOf(codes: readonly string[], serial: string, change: Node): ReturnType<typeof goodsInput> {
  const now = dateTime(bench.now)
  const quantity = String(codes.length)
  return goodsInput(
    { now: bench.now, drug: AMLODIPINE, packs: codes.length, serial, codes },
    { purc_retn_cnt: quantity, purc_retn_stoin_time: now, cnt: quantity, inv_chg_time: now, pric: '25.00', ...change },
  )
}

function answered(by: number, act: Parameters<typeof bench.call>[0], input: object): string {
  const reply = bench.call(act, input, undefined, undefined, SHOPS[by])
  return reply.ok ? '0' : reply.refusal.code
}

/** The codes that 35082 lists for a shop, sorted, and the sum of its lots; what 35081 says. */
function detailOf(by: number) {
  const asked = { data: { fixmedins_code: SHOPS[by], med_list_codg: drugNamed(AMLODIPINE).code } }
  const lots = dig(bench.call(stockDetail, asked, undefined, undefined, SHOPS[by]), 'output', 'data')
  const list = Array.isArray(lots) ? lots : []
  return {
    codes: list
      .flatMap((lot) => dig(lot, 'drugtracinfo'))
      .map((pack) => String(dig(pack, 'drugTracCodg')))
      .toSorted(),
    sum: list.reduce((sum, lot) => sum + Number(dig(lot, 'invCnt')), 0),
    stock: Number(dig(bench.call(centerStock, asked, undefined, undefined, SHOPS[by]), 'output', 'data', 0, 'invCnt') ?? 0),
  }
}

describe('trace codes at the center, whatever two shops upload', () => {
  it('are in one stock at most, which 35082 lists; nobody else receives, takes away, counts or sells them twice', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        bench.restart()
        let moved: readonly Moved[] = []
        let serials = 0
        const counted = new Set<string>()
        const last = (code: string): Moved | undefined => moved.findLast(({ codes }) => codes.includes(code))
        const soldIn = (code: string): Moved | undefined =>
          moved.find(
            (sale) =>
              sale.to === 'sold' &&
              sale.codes.includes(code) &&
              !moved.some((back) => back.returns === sale && back.codes.includes(code)),
          )
        const isIn = (code: string, by: number): boolean => last(code)?.to === 'in' && last(code)?.shop === by
        const isDestroyed = (code: string): boolean => last(code)?.to === 'destroyed'
        /** why packs may not come into a shop, or leave it but for a patient; by the first that is wrong */
        const faultOf = (codes: readonly string[], by: number, to: 'in' | 'out'): string =>
          codes
            .map((code) => {
              if (isDestroyed(code)) return '1032'
              if (soldIn(code) !== undefined) return '1033'
              if (isIn(code, 1 - by)) return '1032'
              const isWrongSide = to === 'in' ? isIn(code, by) : last(code)?.shop === by && !isIn(code, by)
              return isWrongSide ? '1032' : '0'
            })
            .find((fault) => fault !== '0') ?? '0'
        const saleFaultOf = (codes: readonly string[], own: Moved | null): string =>
          codes
            .map((code) => {
              const sale = soldIn(code)
              if (sale !== undefined && sale !== own) return '1033'
              return isDestroyed(code) ? '1032' : '0'
            })
            .find((fault) => fault !== '0') ?? '0'
        const deletionFaultOf = (target: Moved): string => {
          if (moved.some(({ returns }) => returns === target)) return '1045'
          if (target.number === '3506') return saleFaultOf(target.codes, target.returns)
          if (target.to === 'in' || target.to === 'sold') return '0'
          return (
            target.codes
              .map((code) => {
                if (last(code) === target) return soldIn(code) === undefined ? '0' : '1033'
                return faultOf([code], target.shop, 'in')
              })
              .find((fault) => fault !== '0') ?? '0'
          )
        }

        for (const each of steps) {
          const serial = `U${++serials}`
          if (each.kind === 'count') {
            const here = CODES.filter((code) => isIn(code, each.shop))
            const codes = each.more === null ? here : [...new Set([...here, each.more])]
            const isForeign = codes.some((code) => isIn(code, 1 - each.shop) || isDestroyed(code))
            // what is neither here nor elsewhere may be counted too: a count that names it would put it here, without a movement
            if (!isForeign && codes.length > here.length) continue
            const { selinfo: invinfo } = inputOf(codes, serial, { invdate: '2026-11-19', inv_cnt: String(codes.length) })
            expect(answered(each.shop, stockInterfaces['3501'], { invinfo })).toBe(isForeign ? '1032' : '0')
            if (!isForeign) for (const code of codes) counted.add(code)
          } else if ('which' in each) {
            const target = moved[each.which]
            if (target === undefined) continue
            if (each.kind === 'delete') {
              // what was counted stays where it was counted, although nothing brought it any more
              if (target.to === 'in' && target.codes.some((code) => counted.has(code))) continue
              const expected = deletionFaultOf(target)
              const data = { fixmedins_bchno: target.serial, inv_data_type: TYPES[target.number] }
              expect(answered(target.shop, deletion, { data })).toBe(expected)
              if (expected === '0') moved = moved.filter((other) => other !== target)
              continue
            }
            if (target.to !== 'sold') continue
            const codes = target.codes.filter((code) => soldIn(code) === target)
            if (codes.length === 0) continue
            const input = returnInput(target.input, {
              fixmedins_bchno: serial,
              medins_prod_sel_no: target.serial,
              sel_retn_cnt: String(codes.length),
              drugtracinfo: codes.map((code) => ({ drug_trac_codg: code })),
            })
            expect(answered(target.shop, stockInterfaces['3506'], input)).toBe('0')
            moved = [...moved, { number: '3506', serial, shop: target.shop, codes, to: 'in', input, returns: target }]
          } else {
            const { number, node, to, change } = moves[each.kind]
            const input = inputOf(each.codes, serial, change)
            const expected =
              to === 'sold' ? saleFaultOf(each.codes, null) : faultOf(each.codes, each.shop, to === 'in' ? 'in' : 'out')
            expect(answered(each.shop, stockInterfaces[number], { [node]: input.selinfo })).toBe(expected)
            if (expected === '0')
              moved = [...moved, { number, serial, shop: each.shop, codes: each.codes, to, input, returns: null }]
          }
          for (const by of [0, 1]) {
            const { codes, sum, stock } = detailOf(by)
            expect(codes).toEqual(CODES.filter((code) => isIn(code, by)))
            expect(sum).toBe(stock)
          }
        }
      }),
      { numRuns: 120 },
    )
  })
})
