import type { statementResults } from '../../src/shared/wire/index.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales, writeFen } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { InsuranceInterface } from './interface.ts'
import { type Entry, entriesOf } from './statement.ts'

export type StatementResult = keyof typeof statementResults

/**
 * 3201 医药机构费用结算对总账: count and sums of one group against the center's own. Sums alone do not say which settlement is at fault: more here than there is
 * told as 000001, fewer as 000002, as many of other amounts as 000003; the sentence says by how much each sum differs.
 */
export const reconcileTotals: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const [from, to] = [textOf(data, 'stmt_begndate'), textOf(data, 'stmt_enddate')]
  if (to < from) return refuse('1003', 'data.stmt_enddate', '不得早于对账开始日期')
  const office = textOf(data, 'setl_optins')
  const entries = entriesOf(context, {
    institution: institution.code,
    office,
    clearingType: textOf(data, 'clr_type'),
    insuranceType: textOf(data, 'insutype'),
    from,
    to,
    refundFlag: textOf(data, 'refd_setl_flag'),
  })
  const count = Number(textOf(data, 'fixmedins_setl_cnt')) - entries.length
  const differences = [
    differenceOf('结算笔数', count, String(Math.abs(count)), '笔'),
    ...sums.map(({ name, label, part }) => {
      const own = readDecimal(textOf(data, name), scales.fen) ?? 0
      const fen = own - entries.reduce((sum, entry) => sum + entry[part], 0)
      return differenceOf(label, fen, writeFen(Math.abs(fen)), '元')
    }),
  ].filter((difference) => difference !== '')
  return give({
    stmtinfo: {
      setl_optins: office,
      stmt_rslt: resultOf(count, differences.length),
      stmt_rslt_dscr: differences.length === 0 ? '平账' : `机构比中心：${differences.join('，')}`,
    },
  })
}

const sums = [
  { name: 'medfee_sumamt', label: '医疗费总额', part: 'total' },
  { name: 'fund_pay_sumamt', label: '基金支付总额', part: 'fund' },
  { name: 'acct_pay', label: '个人账户支付', part: 'account' },
] as const satisfies readonly { readonly name: string; readonly label: string; readonly part: keyof Entry }[]

function differenceOf(label: string, difference: number, amount: string, unit: string): string {
  return difference === 0 ? '' : `${label}${difference > 0 ? '多' : '少'} ${amount} ${unit}`
}

function resultOf(count: number, differences: number): StatementResult {
  if (count > 0) return '000001'
  if (count < 0) return '000002'
  return differences === 0 ? '000000' : '000003'
}
