import { expect } from 'vitest'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dig } from './pharmacy.ts'
import type { Json, Node } from './settlementShop.ts'
import { unzipped, zipped } from './zipped.ts'

/** A line of the shop's own books, as its file has it. */
export interface Line {
  readonly setl_id: string
  readonly mdtrt_id: string
  readonly psn_no: string
  readonly medfee_sumamt: string
  readonly fund_pay_sumamt: string
  readonly acct_pay: string
  readonly refd_setl_flag: string
}

const sum = (lines: readonly Line[], name: 'medfee_sumamt' | 'fund_pay_sumamt' | 'acct_pay'): number =>
  lines.reduce((total, line) => total + Math.round(Number(line[name]) * 100), 0)
const yuan = (fen: number): string => (fen / 100).toFixed(2)
const cashOf = (lines: readonly Line[]): string =>
  yuan(sum(lines, 'medfee_sumamt') - sum(lines, 'fund_pay_sumamt') - sum(lines, 'acct_pay'))

/** A shop that compares its books with the center's. */
export interface Reconciler {
  /** 3201 for these lines; `change` replaces fields */
  totals(lines: readonly Line[], change?: Node): Promise<Json>
  /** 9101: the number of the file */
  upload(content: string): Promise<string>
  /** the input of 3202 for these lines and an uploaded file */
  detailsOf(lines: readonly Line[], file: string, change?: Node): { readonly data: Node }
  /** 9101, 3202 and 9102: the rows of the result, each setl_id, stmt_rslt, memo, and the center's total */
  details(lines: readonly Line[], change?: Node): Promise<readonly (readonly string[])[]>
}

/** What 3201 answers. */
export const verdict = (stmt_rslt: string, stmt_rslt_dscr: string): object => ({
  infcode: 0,
  output: { stmtinfo: { stmt_rslt, stmt_rslt_dscr } },
})
export const balanced = verdict('000000', '平账')

/** The text of a file of 3202. */
export const textOf = (lines: readonly Line[]): string =>
  lines
    .map(
      (l) =>
        `${[l.setl_id, l.mdtrt_id, l.psn_no, l.medfee_sumamt, l.fund_pay_sumamt, l.acct_pay, l.refd_setl_flag].join('\t')}\r\n`,
    )
    .join('')

/** Compares one day (yyyy-MM-dd) of the employees insured in 990101. */
export function createReconciler(
  ask: (infno: string, input: object) => Promise<Json>,
  shopCode: string,
  day: string,
): Reconciler {
  async function totals(lines: readonly Line[], change: Node = {}): Promise<Json> {
    const amounts = {
      medfee_sumamt: yuan(sum(lines, 'medfee_sumamt')),
      fund_pay_sumamt: yuan(sum(lines, 'fund_pay_sumamt')),
      acct_pay: yuan(sum(lines, 'acct_pay')),
      fixmedins_setl_cnt: String(lines.length),
    }
    const group = { insutype: '310', clr_type: '41', setl_optins: '990101', stmt_begndate: day, stmt_enddate: day }
    return ask('3201', { data: { ...group, ...amounts, ...change } })
  }

  async function upload(content: string): Promise<string> {
    const answer = await ask('9101', { fsUploadIn: { in: content, filename: '对账.zip', fixmedins_code: shopCode } })
    expect(answer).toMatchObject({ infcode: 0, output: { filename: '对账.zip', fixmedins_code: shopCode } })
    return String(dig(answer, 'output', 'file_qury_no'))
  }

  function detailsOf(lines: readonly Line[], file_qury_no: string, change: Node = {}): { readonly data: Node } {
    const amounts = {
      medfee_sumamt: yuan(sum(lines, 'medfee_sumamt')),
      fund_pay_sumamt: yuan(sum(lines, 'fund_pay_sumamt')),
      cash_payamt: cashOf(lines),
      fixmedins_setl_cnt: String(lines.length),
    }
    const group = { clr_type: '41', setl_optins: '990101', stmt_begndate: day, stmt_enddate: day }
    return { data: { ...group, file_qury_no, ...amounts, ...change } }
  }

  async function details(lines: readonly Line[], change: Node = {}): Promise<readonly (readonly string[])[]> {
    const answer = await ask('3202', detailsOf(lines, await upload(zipped('a.txt', textOf(lines))), change))
    expect(answer).toMatchObject({ infcode: 0 })
    const { file_qury_no, filename } = Object(dig(answer, 'output', 'fileinfo'))
    const fetched = await ask('9102', { fsDownloadIn: { file_qury_no, filename, fixmedins_code: shopCode } })
    expect(validateNode(interfaceTables['9102'].output, fetched.output)).toEqual([])
    const rows = unzipped(String(dig(fetched, 'output', 'fsDownloadOut', 'out')))
      .split('\n')
      .slice(0, -1)
    return rows.map((row) => {
      const cells = row.split('\t')
      expect(cells).toHaveLength(10)
      return [cells[2] ?? '', cells[4] ?? '', cells[6] ?? '', cells[7] ?? '']
    })
  }

  return { totals, upload, detailsOf, details }
}
