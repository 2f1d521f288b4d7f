import { resultColumns, statementColumns } from '../../src/shared/wire/index.ts'
import { readDecimal, scales, writeFen } from '../money.ts'
import type { StatementResult } from './reconcile.ts'
import type { Entry } from './statement.ts'
import { unzip, type ZippedFile, zip } from './zip.ts'

/** A line of an institution's own books: what the center knows besides (msgid, cash) is not in the file; cash is what is left of the total. */
export type StatementLine = Omit<Entry, 'msgid'>

/** What came of one line: the institution's, the center's, or both. */
export interface ComparedLine {
  readonly result: StatementResult
  readonly memo: string
  readonly line: StatementLine
  /** null where the center has no such settlement */
  readonly entry: Entry | null
}

type Read = { readonly ok: true; readonly lines: readonly StatementLine[] } | { readonly ok: false; readonly rule: string }

/** Reads an uploaded file of 3202: one UTF-8 text in a ZIP container, a line per settlement, columns separated by tabs, no line of titles. */
export function readStatement(bytes: Uint8Array): Read {
  const file = unzip(bytes)
  if (file === null) return { ok: false, rule: '须为只含一个文件、未加密的 ZIP' }
  const text = utf8Of(file)
  if (text === null) return { ok: false, rule: '须为不带 BOM 的 UTF-8 文本' }
  const lines: StatementLine[] = []
  // the last line may end like the others
  const rows = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
  for (const [index, row] of rows.entries()) {
    const cells = row.split('\t')
    if (cells.length !== statementColumns.length) {
      return { ok: false, rule: `第 ${index + 1} 行须有 ${statementColumns.length} 列（制表符分隔）` }
    }
    const line = lineOf(new Map(statementColumns.map((name, at) => [name, cells[at] ?? ''])))
    if (typeof line === 'string') return { ok: false, rule: `第 ${index + 1} 行 ${line}` }
    lines.push(line)
  }
  return { ok: true, lines }
}

function utf8Of({ content }: ZippedFile): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    return text.startsWith('\uFEFF') ? null : text
  } catch {
    return null
  }
}

/** A line, or the column at fault with its rule. */
function lineOf(cells: ReadonlyMap<(typeof statementColumns)[number], string>): StatementLine | string {
  const textAt = (name: (typeof statementColumns)[number]): string => cells.get(name) ?? ''
  const empty = (['setl_id', 'mdtrt_id', 'psn_no'] as const).find((name) => textAt(name) === '')
  if (empty !== undefined) return `${empty} 必填`
  const amounts = ['medfee_sumamt', 'fund_pay_sumamt', 'acct_pay'] as const
  const noAmount = amounts.find((name) => readDecimal(textAt(name), scales.fen) === null)
  if (noAmount !== undefined) return `${noAmount} 须为金额，最多两位小数`
  const flag = textAt('refd_setl_flag')
  if (flag !== '0' && flag !== '1') return 'refd_setl_flag 须为 0 或 1'
  const [total = 0, fund = 0, account = 0] = amounts.map((name) => readDecimal(textAt(name), scales.fen) ?? 0)
  return {
    setlId: textAt('setl_id'),
    mdtrtId: textAt('mdtrt_id'),
    personNumber: textAt('psn_no'),
    isRefund: flag === '1',
    total,
    fund,
    account,
    cash: total - fund - account,
  }
}

/** Writes the result file: the amounts are those of the center, zero where it has none. */
export function writeResult(name: string, compared: readonly ComparedLine[]): Uint8Array {
  const rows = compared.map(({ result, memo, line, entry }) => {
    const cells = {
      psn_no: line.personNumber,
      mdtrt_id: line.mdtrtId,
      setl_id: line.setlId,
      msgid: entry?.msgid ?? '',
      stmt_rslt: result,
      refd_setl_flag: line.isRefund ? '1' : '0',
      memo,
      medfee_sumamt: writeFen(entry?.total ?? 0),
      fund_pay_sumamt: writeFen(entry?.fund ?? 0),
      acct_pay: writeFen(entry?.account ?? 0),
    } satisfies Record<(typeof resultColumns)[number], string>
    return resultColumns.map((column) => cells[column]).join('\t')
  })
  return zip({ name, content: Buffer.from(rows.map((row) => `${row}\n`).join('')) })
}
