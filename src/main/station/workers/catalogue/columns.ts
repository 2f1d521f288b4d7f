import { z } from 'zod'
import { DrugFields, type ImportFaultKind, Prefix } from '../../../../shared/contract/stock/catalogue.ts'
import { parsePrice } from '../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { SpecialClass } from '../../../../shared/domain/specialClasses.ts'

/** What a line of a file says of one drug; what it does not say stays as it is. */
export const ImportLine = z.strictObject({
  id: DrugFields.shape.id,
  fields: DrugFields.omit({ id: true }).partial(),
  /** besides those that the drug has already */
  prefixes: z.array(Prefix),
})
export type ImportLine = z.infer<typeof ImportLine>

export type ImportField = keyof DrugFields | 'prefixes'

interface Column {
  readonly field: ImportField
  /** how people head it; the first is ours */
  readonly titles: readonly [string, ...string[]]
  /** a new drug cannot be without it */
  readonly isNeeded: boolean
  readonly read: (cell: string) => Result<unknown, ImportFaultKind>
}

const specialWords: Readonly<Record<string, SpecialClass>> = {
  麻黄碱: 'ephedrine',
  第二类精神药品: 'psychotropic2',
  二类精神药品: 'psychotropic2',
  毒性: 'toxic',
  冷链: 'coldChain',
  冷藏: 'coldChain',
  限制销售: 'restricted',
  不得配送: 'notDelivered',
  双人验收: 'twoPersonAcceptance',
}
const prescriptionWords = {
  否: 'no',
  '0': 'no',
  非处方药: 'no',
  OTC: 'no',
  是: 'yes',
  '1': 'yes',
  处方药: 'yes',
  RX: 'yes',
  双跨: 'both',
  '2': 'both',
}
const levelWords = { 甲: 'A', 甲类: 'A', 乙: 'B', 乙类: 'B', 丙: 'C', 丙类: 'C', 无: null }
const yesWords = { 是: true, '1': true, 有: true, 否: false, '0': false, 无: false }

/** The columns of a file of drugs, in the order in which we write them. */
export const importColumns: readonly Column[] = Object.freeze([
  { field: 'id', titles: ['商品编码', '编码', '药品编码', '商品编号'], isNeeded: true, read: by(DrugFields.shape.id) },
  {
    field: 'nationalCode',
    titles: ['医保编码', '国家医保编码', '医保药品编码', '国家编码'],
    isNeeded: true,
    read: by(DrugFields.shape.nationalCode),
  },
  { field: 'name', titles: ['通用名', '药品名称', '名称', '品名', '通用名称'], isNeeded: true, read: by(DrugFields.shape.name) },
  { field: 'productName', titles: ['商品名', '商品名称'], isNeeded: false, read: by(DrugFields.shape.productName) },
  { field: 'dosageForm', titles: ['剂型'], isNeeded: false, read: by(DrugFields.shape.dosageForm) },
  { field: 'specification', titles: ['规格'], isNeeded: true, read: by(DrugFields.shape.specification) },
  {
    field: 'manufacturer',
    titles: ['生产企业', '生产厂家', '厂家', '上市许可持有人'],
    isNeeded: true,
    read: by(DrugFields.shape.manufacturer),
  },
  { field: 'approvalNumber', titles: ['批准文号', '国药准字'], isNeeded: false, read: by(DrugFields.shape.approvalNumber) },
  { field: 'unit', titles: ['包装单位', '单位', '计价单位'], isNeeded: true, read: by(DrugFields.shape.unit) },
  { field: 'pieceUnit', titles: ['最小单位', '拆零单位', '最小制剂单位'], isNeeded: false, read: by(DrugFields.shape.pieceUnit) },
  { field: 'piecesPerPack', titles: ['每盒数量', '包装数量', '拆零数量', '转换比'], isNeeded: false, read: wholeNumber },
  { field: 'price', titles: ['零售价', '价格', '单价', '销售价'], isNeeded: true, read: price },
  { field: 'prescriptionDrug', titles: ['处方药', '处方药标志', '是否处方药'], isNeeded: true, read: among(prescriptionWords) },
  { field: 'isTraced', titles: ['有追溯码', '是否有追溯码'], isNeeded: false, read: among(yesWords) },
  { field: 'level', titles: ['医保等级', '医保类别', '甲乙类'], isNeeded: false, read: among(levelWords) },
  {
    field: 'barcode',
    titles: ['条形码', '条码', '商品条码', 'EAN'],
    isNeeded: false,
    read: by(DrugFields.shape.barcode, 'barcode'),
  },
  { field: 'shelf', titles: ['货位', '架位', '柜台'], isNeeded: false, read: by(DrugFields.shape.shelf) },
  { field: 'special', titles: ['特殊管理', '特殊药品'], isNeeded: false, read: listOf((word) => among(specialWords)(word)) },
  { field: 'prefixes', titles: ['追溯码前缀', '药品标识码'], isNeeded: false, read: listOf(by(Prefix, 'prefix')) },
])

/** The column that a title heads, whatever blanks and marks stand around it; null for a title that we do not know. */
export function columnOf(title: string): Column | null {
  const plain = title.replaceAll(/[\s*＊:：]|[（(].*[）)]/g, '').toUpperCase()
  return importColumns.find(({ titles }) => titles.some((one) => one.toUpperCase() === plain)) ?? null
}

function by(shape: z.ZodType, otherwise: ImportFaultKind = 'tooLong') {
  return (cell: string): Result<unknown, ImportFaultKind> => {
    const read = shape.safeParse(cell)
    return read.success ? ok(read.data) : err(otherwise)
  }
}

function among<T>(words: Readonly<Record<string, T>>) {
  return (cell: string): Result<T, ImportFaultKind> => {
    const word = cell.toUpperCase()
    return Object.hasOwn(words, word) ? ok(words[word] as T) : err('word')
  }
}

function listOf(one: (word: string) => Result<unknown, ImportFaultKind>) {
  return (cell: string): Result<unknown, ImportFaultKind> => {
    const read = [...new Set(cell.split(/[\s、,，;；/]+/).filter((word) => word !== ''))].map(one)
    const wrong = read.find((each) => !each.ok)
    return wrong ?? ok([...new Set(read.flatMap((each) => (each.ok ? [each.value] : [])))])
  }
}

function wholeNumber(cell: string): Result<number, ImportFaultKind> {
  if (!/^\d+$/.test(cell)) return err('number')
  return inRange(DrugFields.shape.piecesPerPack, Number(cell))
}

function price(cell: string): Result<number, ImportFaultKind> {
  const read = parsePrice(cell.replaceAll(/[,，¥￥元]/g, ''))
  return read === null ? err('number') : inRange(DrugFields.shape.price, read)
}

function inRange(shape: z.ZodType<number>, value: number): Result<number, ImportFaultKind> {
  return shape.safeParse(value).success ? ok(value) : err('range')
}
