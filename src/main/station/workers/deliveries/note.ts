import { type Price, parsePrice, parseQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { parseTraceCode } from '../../../../shared/domain/traceCode.ts'
import type { Table, TableLine } from '../tables/table.ts'
import { dayOf, faultList, fileOf } from './cells.ts'
import type { DeliveryFile, FileLine } from './deliveryFile.ts'

const WHOLE = 10_000
const LONGEST_LOT = 30

/** How suppliers head their columns. */
const titles = Object.freeze({
  supplier: ['供应商', '供货单位', '供应商名称', '供货单位名称', '供货商'],
  note: ['随货单号', '随货同行单号', '出库单号', '单号', '单据号'],
  invoice: ['发票号', '发票号码'],
  own: ['商品编码', '药品编码', '编码', '商品编号', '货号'],
  national: ['医保编码', '国家医保编码', '医保药品编码', '国家编码'],
  barcode: ['条码', '商品条码', '条形码'],
  name: ['药品名称', '通用名', '通用名称', '品名', '商品名称', '名称'],
  specification: ['规格'],
  manufacturer: ['生产企业', '生产厂家', '厂家'],
  lot: ['批号', '生产批号', '产品批号'],
  madeOn: ['生产日期'],
  expiresOn: ['有效期至', '有效期', '失效日期'],
  quantity: ['数量', '到货数量', '发货数量'],
  price: ['单价', '进价', '含税单价'],
  code: ['追溯码', '药品追溯码', '盒码', '小码'],
  caseCode: ['箱码', '大码', '上级码', '中码'],
} as const)
type Title = keyof typeof titles

const needed: readonly Title[] = ['lot', 'madeOn', 'expiresOn']
const names: readonly Title[] = ['own', 'national', 'barcode', 'name']

/** A line under construction: rows of the same drug, lot and price are one. */
interface Growing extends Omit<FileLine, 'quantity' | 'boxes'> {
  quantity: number
  readonly boxes: { readonly code: string; readonly caseCode: string | null }[]
}

/** A delivery note as a table: one row for each line, or one for each box with its trace code. */
export function readNote(table: Table): DeliveryFile {
  const { faults, add } = faultList()
  for (const { line, column, fault } of table.faults) add(line, column === null ? '' : letterOf(column), fault)
  const none = { supplier: '', note: '', invoice: '' }
  const [head, ...rows] = table.lines
  if (faults.length > 0) return fileOf(none, [], faults)
  const columns = new Map<Title, number>()
  for (const [index, text] of (head?.cells ?? []).entries()) {
    const title = titleOf(text)
    if (title !== null && !columns.has(title)) columns.set(title, index)
  }
  const first = head?.number ?? 1
  if (columns.size === 0) add(first, '', 'titles')
  else {
    for (const title of needed) if (!columns.has(title)) add(first, titles[title][0], 'titleMissing')
    if (!names.some((title) => columns.has(title))) add(first, titles.own[0], 'titleMissing')
    if (!columns.has('quantity') && !columns.has('code')) add(first, titles.quantity[0], 'titleMissing')
  }
  if (faults.length > 0) return fileOf(none, [], faults)

  const lines = new Map<string, Growing>()
  const codes = new Set<string>()
  const said = { supplier: '', note: '', invoice: '' }
  for (const row of rows) takeRow(row)
  return fileOf(
    said,
    [...lines.values()].map((line) => ({ ...line, quantity: line.quantity as Quantity })),
    faults,
  )

  function takeRow({ number, cells }: TableLine): void {
    const cell = (title: Title): string => cells[columns.get(title) ?? -1] ?? ''
    const wrong = (title: Title, fault: 'empty' | 'day' | 'number' | 'code' | 'codeTwice' | 'twoNotes' | 'tooLong'): void =>
      add(number, titles[title][0], fault, cell(title))
    for (const title of ['supplier', 'note', 'invoice'] as const) {
      if (said[title] === '') said[title] = cell(title)
      else if (cell(title) !== '' && cell(title) !== said[title]) wrong(title, 'twoNotes')
    }
    const day = (title: Title): string => {
      const read = dayOf(cell(title))
      if (read === null) wrong(title, cell(title) === '' ? 'empty' : 'day')
      return read ?? ''
    }
    const [madeOn, expiresOn, lotNumber] = [day('madeOn'), day('expiresOn'), cell('lot')]
    if (lotNumber === '') wrong('lot', 'empty')
    if (lotNumber.length > LONGEST_LOT) wrong('lot', 'tooLong')
    if (names.every((title) => cell(title) === '')) wrong(names.find((title) => columns.has(title)) ?? 'own', 'empty')
    const price = cell('price') === '' ? null : parsePrice(cell('price').replaceAll(/[,，¥￥元]/g, ''))
    if (cell('price') !== '' && (price === null || price < 0)) wrong('price', 'number')

    const read = cell('code') === '' ? null : parseTraceCode(cell('code'))
    if (cell('code') !== '' && read === null) wrong('code', 'code')
    if (read !== null && codes.has(read.code)) wrong('code', 'codeTwice')
    if (read !== null) codes.add(read.code)
    const isCounted = cell('quantity') !== ''
    const quantity = isCounted ? parseQuantity(cell('quantity')) : null
    // a row with a code is a box, whatever its line's quantity says beside it
    if (read === null && (quantity === null || quantity <= 0)) wrong('quantity', isCounted ? 'number' : 'empty')

    const line = lineOf(cell, { madeOn, expiresOn, lotNumber, price })
    line.quantity += read === null ? (quantity ?? 0) : WHOLE
    if (read !== null) line.boxes.push({ code: read.code, caseCode: cell('caseCode') === '' ? null : cell('caseCode') })
  }

  function lineOf(
    cell: (title: Title) => string,
    lot: { readonly madeOn: string; readonly expiresOn: string; readonly lotNumber: string; readonly price: Price | null },
  ): Growing {
    const keys = (['own', 'national', 'barcode'] as const).flatMap((by) => (cell(by) === '' ? [] : [{ by, text: cell(by) }]))
    const named = (['name', 'specification', 'manufacturer'] as const)
      .map(cell)
      .filter((text) => text !== '')
      .join(' ')
    const key = JSON.stringify([keys, keys.length === 0 ? named : '', lot.lotNumber, lot.price])
    const known = lines.get(key)
    if (known) return known
    const line: Growing = { keys, named: named === '' ? (keys[0]?.text ?? '') : named, ...lot, quantity: 0, boxes: [] }
    lines.set(key, line)
    return line
  }
}

/** The column that a title heads, whatever blanks and marks stand around it. */
function titleOf(text: string): Title | null {
  const plain = text.replaceAll(/[\s*＊:：]|[（(].*[）)]/g, '')
  const found = Object.entries(titles).find(([, words]) => words.some((word) => word === plain))
  return (found?.[0] as Title | undefined) ?? null
}

function letterOf(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}
