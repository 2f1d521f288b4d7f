import { readDecimal, scales } from '../../money.ts'
import { textOf } from '../../refusal.ts'
import { type Exchange, isDayOver, isDone, nodeOf, nodesOf } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'
import { isPresettlement, isSettlement, soldCodes } from './settled.ts'

const WHOLE_PACK = 10 ** scales.quantity

/** Trace codes and amounts say the same wherever they stand. */
export const goodsRules = [
  {
    id: 'YP-1',
    group: 'goods',
    title: '每盒药品扫码结算，无码不结',
    source: '四部门 2025 年 3 月通知；F 3.2.2',
    breaks: '结算中有追溯码的药品，码数少于盒数，或被中心以 1031、1032 拒绝',
    looksAt: '每条 2102、2102A 的明细与 drug_trac_info',
    judge: ({ exchanges, isTraced }) =>
      exchanges.filter(isSettlement).flatMap((each) => {
        const lines = nodesOf(each.content.drugdetail).filter((line) => isTraced(textOf(line, 'med_list_codg')))
        if (lines.length === 0) return []
        const packs = nodesOf(each.content.drug_trac_info)
        const bare = lines.find((line) => {
          const codes = packs.filter((pack) => textOf(pack, 'feedetl_sn') === textOf(line, 'feedetl_sn'))
          return codes.length * WHOLE_PACK < (readDecimal(textOf(line, 'cnt'), scales.quantity) ?? 0)
        })
        return [bare !== undefined || ['1031', '1032'].includes(each.code) ? broken('有药品没有扫码', each) : kept(each)]
      }),
  },
  {
    id: 'YP-2',
    group: 'goods',
    title: '出库、销售上传与结算的追溯码一致',
    source: 'N 8.7.4 d；F 3.2.2；推断',
    breaks: '同一处方的 7207、3505 与 2102A 的追溯码集合不同',
    looksAt: '每条成功的外购处方结算与同一处方成立的 7207、3505',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => isSettlement(each) && isDone(each) && each.hiRxno !== '')
        .flatMap((each) => {
          const wanted = sorted(soldCodes(each))
          const uploads = ['7207', '3505'].flatMap((number) => {
            const found = uploadsAround(exchanges, each, number)
            return found.length === 0 ? [] : [{ found, codes: sorted(found.flatMap(soldCodes)) }]
          })
          if (uploads.length === 0) return []
          const wrong = uploads.find(({ codes }) => codes !== wanted && !isUnderWay(codes, wanted))
          return [
            wrong === undefined
              ? kept(each, ...uploads.flatMap(({ found }) => found))
              : broken('追溯码与结算不一致', each, ...wrong.found),
          ]
        }),
  },
  {
    id: 'YP-3',
    group: 'goods',
    title: '出库明细的金额取自最近一次预结算或结算',
    source: 'S1 7207 入参；推断',
    breaks: '7207 的基金支付、个人负担、账户、现金与此前收到的预结算（结算后上传的为结算）应答不同',
    looksAt: '每条 7207 与同一处方此前最近一次成功的 2101A、2102A',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '7207')
        .flatMap((each) => {
          const source = exchanges.findLast(
            (earlier) =>
              earlier.id < each.id &&
              isDone(earlier) &&
              earlier.hiRxno === each.hiRxno &&
              (isPresettlement(earlier) || isSettlement(earlier)),
          )
          if (source === undefined) return [broken('没有取得应付金额即上传出库', each)]
          const said = nodeOf(source.output.setlinfo)
          const head = nodeOf(each.content.data)
          const isSame = AMOUNTS.every(([mine, theirs]) => fen(head, mine) === fen(said, theirs))
          return [isSame ? kept(each, source) : broken('金额与预结算不同', each, source)]
        }),
  },
  {
    id: 'YP-4',
    group: 'goods',
    title: '每日以 35081 核对库存',
    source: 'F 4.2.1',
    breaks: '当日办理过结算，到日终没有调用 35081',
    looksAt: '每日的 2102、2102A 与 35081',
    holdsIn: ({ dailyStockCheck }) => dailyStockCheck.value,
    judge: ({ exchanges, now }) => {
      const busy = new Map(exchanges.filter((each) => isSettlement(each) && each.accepted).map((each) => [each.day, each]))
      return [...busy.values()].flatMap((each) => {
        const check = exchanges.find(({ interface: number, day, accepted }) => number === '35081' && day === each.day && accepted)
        if (check !== undefined) return [kept(each, check)]
        return isDayOver(each, now) ? [broken('当日没有核对库存', each)] : []
      })
    },
  },
] as const satisfies readonly Rule[]

const AMOUNTS = [
  ['fundPaySumamt', 'fund_pay_sumamt'],
  ['psnPartAmt', 'psn_part_amt'],
  ['acctPay', 'acct_pay'],
  ['psnCashPay', 'psn_cash_pay'],
] as const

function fen(node: Readonly<Record<string, unknown>>, field: string): number | null {
  return readDecimal(textOf(node, field), scales.fen)
}

function sorted(codes: readonly string[]): string {
  return [...codes].sort().join(' ')
}

/** Line by line: so far some of the codes, and no others. */
function isUnderWay(codes: string, wanted: string): boolean {
  const all = new Set(wanted.split(' '))
  return codes === '' || (codes.split(' ').length < all.size && codes.split(' ').every((code) => all.has(code)))
}

/** The uploads of a settlement's goods: since the settlement before it and until the one after it. */
function uploadsAround(exchanges: readonly Exchange[], settlement: Exchange, number: string): readonly Exchange[] {
  const others = exchanges.filter(
    (each) => isSettlement(each) && isDone(each) && each.hiRxno === settlement.hiRxno && each !== settlement,
  )
  const from = others.findLast(({ id }) => id < settlement.id)?.id ?? 0
  const until = others.find(({ id }) => id > settlement.id)?.id ?? Number.POSITIVE_INFINITY
  const bySerial = new Map(
    exchanges
      .filter(
        (each) =>
          each.interface === number && isDone(each) && each.hiRxno === settlement.hiRxno && each.id > from && each.id < until,
      )
      .map((each) => [
        number === '7207'
          ? number
          : nodesOf(each.content.selinfo)
              .map((line) => textOf(line, 'fixmedins_bchno'))
              .join(),
        each,
      ]),
  )
  return [...bySerial.values()]
}
