import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { keepFile } from './files.ts'
import type { InsuranceInterface, Refused } from './interface.ts'
import { type Entry, entriesOf } from './statement.ts'
import { type ComparedLine, readStatement, type StatementLine, writeResult } from './statementFile.ts'

/** `output` of the envelope is limited; a result that would not fit its Base64 text could not be fetched. */
const MAX_RESULT = 29_000

/**
 * 3202 医药机构费用结算对明细账: every line of an uploaded file against the center's settlement of that number, and every settlement of the center that no line
 * names. The file must come to what the message says of it. The result is a file of its own, for 9102.
 */
export const reconcileDetails: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const [from, to] = [textOf(data, 'stmt_begndate'), textOf(data, 'stmt_enddate')]
  if (to < from) return refuse('1003', 'data.stmt_enddate', '不得早于对账开始日期')
  const uploaded = context.store.statementFiles.find(textOf(data, 'file_qury_no'))
  const isHis = uploaded?.institution === institution.code && uploaded.kind === 'upload' && uploaded.until > context.clock.now()
  if (!isHis) return refuse('1061', 'data.file_qury_no', '本机构没有该文件 (9101)，或已过截止时间')
  const read = readStatement(uploaded.content)
  if (!read.ok) return refuse('1062', 'data.file_qury_no', read.rule)
  const refused = refuseSums(data, read.lines)
  if (refused) return refused

  const scope = {
    institution: institution.code,
    office: textOf(data, 'setl_optins'),
    clearingType: textOf(data, 'clr_type'),
    insuranceType: null,
    from,
    to,
    refundFlag: textOf(data, 'refd_setl_flag'),
  }
  const compared = compare(read.lines, entriesOf(context, scope))
  const named = `3202_${chinaTime(context.clock.now()).compact}`
  const content = writeResult(`${named}.txt`, compared)
  if (content.length > MAX_RESULT) return refuse('1062', 'data.stmt_enddate', '结果文件超过可下载的长度，须缩短对账期间')
  const { fileNo, filename, until } = keepFile(context, { institution, kind: 'result', filename: `${named}.zip`, content })
  return give({ fileinfo: { file_qury_no: fileNo, filename, dld_endtime: chinaTime(until).dateTime } })
}

const sums = [
  ['medfee_sumamt', 'total'],
  ['fund_pay_sumamt', 'fund'],
  ['cash_payamt', 'cash'],
] as const

function refuseSums(data: Readonly<Record<string, unknown>>, lines: readonly StatementLine[]): Refused | null {
  if (Number(textOf(data, 'fixmedins_setl_cnt')) !== lines.length) {
    return refuse('1041', 'data.fixmedins_setl_cnt', '须等于文件的行数')
  }
  for (const [name, part] of sums) {
    const sum = lines.reduce((so, line) => so + line[part], 0)
    if (readDecimal(textOf(data, name), scales.fen) !== sum) {
      return refuse('1041', `data.${name}`, '须等于文件各行之和（现金 = 总额 - 基金 - 个人账户）')
    }
  }
  return null
}

/** In the order of the file, and behind it what only the center has. A number that stands in the file again is one settlement too many. */
function compare(lines: readonly StatementLine[], entries: readonly Entry[]): readonly ComparedLine[] {
  const left = new Map(entries.map((entry) => [entry.setlId, entry]))
  const ofFile = lines.map((line): ComparedLine => {
    const entry = left.get(line.setlId) ?? null
    left.delete(line.setlId)
    if (entry === null) {
      const isRepeated = entries.some(({ setlId }) => setlId === line.setlId)
      return { result: '000001', memo: isRepeated ? '文件内重复' : '中心无此结算', line, entry }
    }
    const different = columns.filter(([, part]) => line[part] !== entry[part]).map(([name]) => name)
    return different.length === 0
      ? { result: '000000', memo: '', line, entry }
      : { result: '000003', memo: `${different.join('、')} 与中心不符`, line, entry }
  })
  return [
    ...ofFile,
    ...[...left.values()].map((entry) => ({ result: '000002', memo: '机构未报此结算', line: entry, entry }) as const),
  ]
}

const columns = [
  ['mdtrt_id', 'mdtrtId'],
  ['psn_no', 'personNumber'],
  ['medfee_sumamt', 'total'],
  ['fund_pay_sumamt', 'fund'],
  ['acct_pay', 'account'],
  ['refd_setl_flag', 'isRefund'],
] as const satisfies readonly (readonly [string, keyof StatementLine])[]
