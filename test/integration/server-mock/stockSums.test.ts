import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InsuranceInterface } from '../../../server-mock/insurance/interface.ts'
import { centerStock } from '../../../server-mock/stock/centerStock.ts'
import { deletion } from '../../../server-mock/stock/deletion.ts'
import { stockInterfaces } from '../../../server-mock/stock/interfaces.ts'
import { createBench } from '../../unit/server-mock/settlementBench.ts'
import { dig } from './pharmacy.ts'
import { AMLODIPINE, codeOf, goodsInput, HERB, returnInput } from './settlementShop.ts'

const bench = createBench([{ name: '王秀兰' }])
const { '3501': stocktake, '3505': sale3505, '3506': saleReturn } = stockInterfaces
const ARTICLES = [AMLODIPINE, HERB] as const
const CODES = 6

interface Count {
  readonly article: string
  readonly lot: string
  readonly packs: number
  readonly day: number
  /** how many counts there had been */
  readonly order: number
  /** how many movements there had been */
  readonly after: number
}
interface Moved {
  readonly serial: string
  readonly article: string
  readonly lot: string
  /** negative: sold */
  readonly packs: number
  readonly codes: readonly string[]
  readonly input: ReturnType<typeof goodsInput>
  readonly returns: Moved | null
  deleted: boolean
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('count' as const),
    article: fc.nat(1),
    serial: fc.nat(2),
    lot: fc.nat(2),
    day: fc.nat(2),
    packs: fc.nat(50),
  }),
  fc.record({
    kind: fc.constant('sell' as const),
    article: fc.nat(1),
    packs: fc.integer({ min: 1, max: 3 }),
    code: fc.nat(CODES - 3),
    lot: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({ kind: fc.constant('return' as const), which: fc.nat(9), packs: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('delete' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('deleteCount' as const), article: fc.nat(1), serial: fc.nat(2) }),
)

function answered(act: InsuranceInterface, input: object): string {
  const reply = bench.call(act, input)
  return reply.ok ? '0' : reply.refusal.code
}

function stockOf(article: string): unknown {
  const reply = bench.call(centerStock, { data: { fixmedins_code: bench.shop, medins_list_codg: `A-${article}` } })
  return dig(reply, 'output', 'data', 0, 'invCnt')
}

describe('stock at the center, whatever sequence of 3501, 3505, 3506 and 3507', () => {
  it('is the latest count of each lot and the movements of it since, and packs are sold while they are out', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        bench.restart()
        const counts = new Map<string, Count>()
        const moved: Moved[] = []
        let orders = 0
        const live = (): readonly Moved[] => moved.filter(({ deleted }) => !deleted)
        const isOut = (code: string): boolean =>
          live().some(
            (sold) =>
              sold.returns === null &&
              sold.codes.includes(code) &&
              !live().some((back) => back.returns === sold && back.codes.includes(code)),
          )
        for (const each of steps) {
          const article = ARTICLES['article' in each ? each.article : 0] ?? AMLODIPINE
          // lot 0 of a count is none
          const lot = 'lot' in each && each.lot > 0 ? `L${each.lot}` : ''
          const serial = 'serial' in each ? `${each.article}-${each.serial}` : ''
          if (each.kind === 'count') {
            const invinfo = {
              ...goodsInput({ now: bench.now, drug: article, packs: 1, serial }).selinfo,
              invdate: `2026-11-1${each.day}`,
              manu_lotnum: lot,
              inv_cnt: String(each.packs),
              drugtracinfo: [],
            }
            expect(answered(stocktake, { invinfo })).toBe('0')
            const order = ++orders
            const isOutdated = (counts.get(serial)?.day ?? 0) > each.day
            if (!isOutdated) counts.set(serial, { article, lot, packs: each.packs, day: each.day, order, after: moved.length })
          } else if (each.kind === 'deleteCount') {
            const data = { fixmedins_bchno: serial, inv_data_type: '1' }
            expect(answered(deletion, { data })).toBe(counts.delete(serial) ? '0' : '1051')
          } else if (each.kind === 'sell') {
            const codes =
              article === HERB ? [] : Array.from({ length: each.packs }, (_, extra) => codeOf(article, each.code + extra))
            const goods = { now: bench.now, drug: article, packs: each.packs, serial: `M${moved.length}`, codes }
            const input = goodsInput(goods, { manu_lotnum: lot })
            const isSold = codes.some(isOut)
            expect(answered(sale3505, input)).toBe(isSold ? '1033' : '0')
            if (isSold) continue
            moved.push({
              serial: `M${moved.length}`,
              article,
              lot,
              packs: -each.packs,
              codes,
              input,
              returns: null,
              deleted: false,
            })
          } else {
            const target = moved[each.which]
            if (target === undefined) continue
            if (each.kind === 'return') {
              const before = live().filter(({ returns }) => returns === target)
              const left = -target.packs - before.reduce((sum, { packs }) => sum + packs, 0)
              const back = before.flatMap(({ codes }) => codes)
              const codes = target.codes.filter((code) => !back.includes(code)).slice(0, each.packs)
              const input = returnInput(target.input, {
                fixmedins_bchno: `M${moved.length}`,
                medins_prod_sel_no: target.serial,
                sel_retn_cnt: String(each.packs),
                drugtracinfo: codes.map((code) => ({ drug_trac_codg: code })),
              })
              const isGone = target.deleted || target.returns !== null
              const hasCodes = target.article === HERB || codes.length === each.packs
              const expected = !hasCodes ? '1031' : isGone ? '1051' : each.packs > left ? '1003' : '0'
              expect(answered(saleReturn, input)).toBe(expected)
              if (expected !== '0') continue
              moved.push({
                serial: `M${moved.length}`,
                article: target.article,
                lot: target.lot,
                packs: each.packs,
                codes,
                input,
                returns: target,
                deleted: false,
              })
            } else {
              const hasReturn = live().some(({ returns }) => returns === target)
              const isSoldAgain = target.returns !== null && target.codes.some(isOut)
              const expected = target.deleted ? '1051' : hasReturn ? '1045' : isSoldAgain ? '1033' : '0'
              expect(answered(deletion, { data: { fixmedins_bchno: target.serial, inv_data_type: '4' } })).toBe(expected)
              if (expected === '0') target.deleted = true
            }
          }
          for (const name of ARTICLES) {
            const own = [...counts.values()].filter((count) => count.article === name)
            const latest = (of: string): Count | undefined =>
              own.filter((count) => count.lot === of).toSorted((a, b) => b.day - a.day || b.order - a.order)[0]
            const counted = ['', 'L1', 'L2'].flatMap((of) => latest(of) ?? [])
            const movements = moved.filter((movement, index) => {
              const after = (latest(movement.lot) ?? latest(''))?.after ?? 0
              return index >= after && movement.article === name && !movement.deleted
            })
            const isKnown = own.length > 0 || live().some((movement) => movement.article === name)
            const sum = [...counted, ...movements].reduce((total, { packs }) => total + packs, 0)
            expect(stockOf(name)).toBe(isKnown ? `${sum}.00` : undefined)
          }
          for (let code = 0; code < CODES; code++) {
            const claims = bench.context.store.traceCodes.claimsOf(codeOf(AMLODIPINE, code))
            expect(claims.length > 0).toBe(isOut(codeOf(AMLODIPINE, code)))
          }
        }
      }),
      { numRuns: 250 },
    )
  })
})
