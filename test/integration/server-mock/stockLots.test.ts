import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InsuranceInterface } from '../../../server-mock/insurance/interface.ts'
import { stockInterfaces } from '../../../server-mock/stock/interfaces.ts'
import { type Bench, createBench } from '../../unit/server-mock/settlementBench.ts'
import { dateTime, dig } from './pharmacy.ts'
import { drugNamed, goodsInput, HERB, type Node, returnInput } from './settlementShop.ts'

const NOBODY = [{ name: '王秀兰' }]
const bench = createBench(NOBODY)
const LOTS = ['', 'L1', 'L2'] as const
const ARTICLE = {
  med_list_codg: drugNamed(HERB).code,
  fixmedins_hilist_id: `A-${HERB}`,
  fixmedins_hilist_name: HERB,
  rx_flag: '1',
  manu_date: '2026-01-01',
  expy_end: '2028-01-01',
}

interface Counted {
  readonly lot: string
  readonly grams: number
  readonly day: number
  /** how many records there were before it */
  readonly order: number
}
interface Moved {
  readonly number: '3502' | '3503' | '3504' | '3505' | '3506'
  readonly serial: string
  readonly lot: string
  readonly grams: number
  readonly returns: Moved | null
  readonly input: Node
  readonly order: number
  deleted: boolean
}

const grams = fc.integer({ min: 1, max: 500_000 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), serial: fc.nat(3), lot: fc.nat(2), day: fc.nat(2), grams }),
  fc.record({ kind: fc.constant('buy' as const), lot: fc.integer({ min: 1, max: 2 }), grams, batched: fc.boolean() }),
  fc.record({
    kind: fc.constant('change' as const),
    type: fc.constantFrom('101', '104', '105', '106'),
    grams,
    batched: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('sell' as const), lot: fc.integer({ min: 1, max: 2 }), grams, batched: fc.boolean() }),
  fc.record({ kind: fc.constant('return' as const), which: fc.nat(9), grams, batched: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('deleteCount' as const), serial: fc.nat(3) }),
)

const nodeOf = {
  '3501': 'invinfo',
  '3502': 'invinfo',
  '3503': 'purcinfo',
  '3504': 'purcinfo',
  '3505': 'selinfo',
  '3506': 'selinfo',
} as const
const text = (units: number): string => `${Math.trunc(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`

/** The code of the answer to one line, in its single form or as the only line of its batch form. */
function upload(at: Bench, number: keyof typeof nodeOf, line: Node, batched = false): string {
  const act: InsuranceInterface = stockInterfaces[batched ? (`${number}A` as const) : number]
  const node = nodeOf[number]
  const reply = at.call(act, batched ? { [`${node}Detail`]: [line] } : { [node]: line })
  if (!reply.ok) return reply.refusal.code
  const told = dig(reply.output, `${node.replace('info', 'infoErr')}Detail`, 0)
  return told === undefined || dig(told, 'retRslt') === '1' ? '0' : String(dig(told, 'msgRslt')).slice(0, 4)
}

function bought(serial: string, lot: string, units: number): Node {
  return {
    ...{ ...ARTICLE, fixmedins_bchno: serial, spler_name: '长风医药有限公司', manu_lotnum: lot, prodentp_name: '青石桥饮片厂' },
    ...{
      aprvno: '国药准字H99000001',
      purc_retn_cnt: text(units),
      purc_retn_stoin_time: dateTime(bench.now),
      purc_retn_opter_name: '林晓',
    },
  }
}

function changed(serial: string, type: string, units: number): Node {
  return {
    ...{ ...ARTICLE, fixmedins_bchno: serial, inv_chg_type: type, pric: '0.98', cnt: text(units), trdn_flag: '0' },
    inv_chg_time: dateTime(bench.now),
  }
}

const rowsOf = (number: '35081' | '35082'): readonly unknown[] => {
  const data = { fixmedins_code: bench.shop, medins_list_codg: `A-${HERB}` }
  const rows = dig(bench.call(stockInterfaces[number], { data }), 'output', 'data')
  return Array.isArray(rows) ? rows : []
}
const unitsOf = (value: unknown): number => Math.round(Number(value) * 10_000)

/** The formula, lot by lot, from the history alone. */
function expected(counts: readonly Counted[], live: readonly Moved[]): ReadonlyMap<string, number> {
  const latest = (lot: string): Counted | undefined =>
    counts.filter((count) => count.lot === lot).toSorted((a, b) => b.day - a.day || b.order - a.order)[0]
  const effective = LOTS.flatMap((lot) => latest(lot) ?? [])
  const anyLot = Math.max(0, ...effective.map(({ order }) => order))
  const since = (lot: string): number => (latest(lot) ?? latest(''))?.order ?? (lot === '' ? anyLot : 0)
  const parts = [...effective, ...live.filter(({ lot, order }) => order > since(lot))]
  const lots = new Map<string, number>()
  for (const part of parts) lots.set(part.lot, (lots.get(part.lot) ?? 0) + part.grams)
  return lots
}

describe('the stock of a lot, whatever sequence of counts, purchases, changes, sales, returns and deletions', () => {
  it('is its latest count and what moved since; 35082 sums to 35081; single and batch forms say the same; a repetition changes nothing', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 16 }), (steps) => {
        bench.restart()
        const counts = new Map<string, Counted>()
        const moved: Moved[] = []
        let order = 0
        const live = (): readonly Moved[] => moved.filter(({ deleted }) => !deleted)
        function take(made: Omit<Moved, 'order' | 'deleted'>, batched: boolean, code = '0'): void {
          expect(upload(bench, made.number, made.input, batched)).toBe(code)
          if (code !== '0') return
          moved.push({ ...made, order: ++order, deleted: false })
          expect(upload(bench, made.number, made.input, !batched)).not.toBe('0')
        }
        for (const each of steps) {
          const serial = `M${moved.length}`
          switch (each.kind) {
            case 'count': {
              const lot = LOTS[each.lot] ?? ''
              const own = `C${each.serial}`
              const line = {
                ...ARTICLE,
                fixmedins_bchno: own,
                invdate: `2026-11-1${each.day}`,
                inv_cnt: text(each.grams),
                manu_lotnum: lot,
              }
              expect(upload(bench, '3501', line)).toBe('0')
              if ((counts.get(own)?.day ?? 0) <= each.day)
                counts.set(own, { lot, grams: each.grams, day: each.day, order: ++order })
              break
            }
            case 'deleteCount': {
              const data = { fixmedins_bchno: `C${each.serial}`, inv_data_type: '1' }
              expect(bench.call(stockInterfaces['3507'], { data }).ok).toBe(counts.delete(`C${each.serial}`))
              break
            }
            case 'buy': {
              const lot = LOTS[each.lot] ?? ''
              take(
                { number: '3503', serial, lot, grams: each.grams, returns: null, input: bought(serial, lot, each.grams) },
                each.batched,
              )
              break
            }
            case 'change': {
              const sign = ['101', '106'].includes(each.type) ? 1 : -1
              const input = changed(serial, each.type, each.grams)
              take({ number: '3502', serial, lot: '', grams: sign * each.grams, returns: null, input }, each.batched)
              break
            }
            case 'sell': {
              const lot = LOTS[each.lot] ?? ''
              const change = { manu_lotnum: lot, sel_retn_cnt: text(each.grams) }
              const input = goodsInput({ now: bench.now, drug: HERB, packs: 1, serial }, change).selinfo
              take({ number: '3505', serial, lot, grams: -each.grams, returns: null, input }, each.batched)
              break
            }
            case 'return': {
              const of = moved[each.which]
              if (of === undefined || of.deleted || (of.number !== '3503' && of.number !== '3505')) break
              const back = live().filter(({ returns }) => returns === of)
              const left = Math.abs(back.reduce((sum, part) => sum + part.grams, of.grams))
              const code = each.grams > left ? '1003' : '0'
              const sign = of.number === '3503' ? -1 : 1
              const { manu_lotnum: _lot, prodentp_name: _maker, aprvno: _approval, ...purchase } = of.input
              const number = of.number === '3503' ? '3504' : '3506'
              const input =
                number === '3504'
                  ? {
                      ...purchase,
                      fixmedins_bchno: serial,
                      purc_invo_no: 'F1',
                      purc_retn_cnt: text(each.grams),
                      medins_prod_purc_no: of.serial,
                    }
                  : returnInput(
                      { selinfo: of.input },
                      { fixmedins_bchno: serial, sel_retn_cnt: text(each.grams), medins_prod_sel_no: of.serial },
                    ).selinfo
              take({ number, serial, lot: of.lot, grams: sign * each.grams, returns: of, input }, each.batched, code)
              break
            }
            default: {
              const of = moved[each.which]
              if (of === undefined) break
              const inv_data_type = of.number === '3502' ? '2' : of.number < '3505' ? '3' : '4'
              const reply = bench.call(stockInterfaces['3507'], { data: { fixmedins_bchno: of.serial, inv_data_type } })
              const hasReturn = live().some(({ returns }) => returns === of)
              expect(reply.ok ? '0' : reply.refusal.code).toBe(of.deleted ? '1051' : hasReturn ? '1045' : '0')
              if (reply.ok) of.deleted = true
            }
          }
          const lots = expected([...counts.values()], live())
          const told = new Map(rowsOf('35082').map((row) => [String(dig(row, 'manuLotnum') ?? ''), unitsOf(dig(row, 'invCnt'))]))
          expect(told).toEqual(lots)
          const sum = [...lots.values()].reduce((total, units) => total + units, 0)
          const level = bench.context.store.stock.levels(bench.shop, null, `A-${HERB}`)[0]
          expect(level?.quantity ?? 0).toBe(sum)
          expect(rowsOf('35081').length).toBe(counts.size > 0 || live().length > 0 ? 1 : 0)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('is the same for lines that come one by one and for the same lines at once', () => {
    const [one, all] = [createBench(NOBODY), createBench(NOBODY)]
    const line = fc.record({ serial: fc.nat(4), lot: fc.constantFrom('L1', 'L2'), grams: fc.nat(20_000) })
    fc.assert(
      fc.property(fc.constantFrom('3502', '3503'), fc.array(line, { minLength: 1, maxLength: 8 }), (number, lines) => {
        one.restart()
        all.restart()
        const nodes = lines.map(({ serial, lot, grams: units }) =>
          number === '3502' ? changed(`S${serial}`, '101', units) : bought(`S${serial}`, lot, units),
        )
        const singly = nodes.map((node) => (upload(one, number, node) === '0' ? '1' : '0'))
        const node = nodeOf[number]
        const reply = all.call(stockInterfaces[`${number}A`], { [`${node}Detail`]: nodes })
        const results = dig(reply, 'output', `${node.replace('info', 'infoErr')}Detail`)
        expect(Array.isArray(results) && results.map((result) => dig(result, 'retRslt'))).toEqual(singly)
        const books = (of: Bench) => of.context.store.stock.records({ institution: of.shop, kinds: ['2', '3'] })
        expect(books(all)).toEqual(books(one))
      }),
      { numRuns: 120 },
    )
  })
})
