import type { StockView, StockViewOf } from '../../../shared/contract/stock/views.ts'
import type { DifferenceCause } from '../../../shared/domain/comparison/facts.ts'
import { type Fen, formatFen, formatQuantity, type Quantity } from '../../../shared/domain/money.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import { type Block, pair } from './paper.ts'

/** `fen`: whole fen; `quantity`: ten-thousandths; `count`: whole ones */
export interface TableColumn {
  readonly head: string
  readonly kind: 'text' | 'fen' | 'quantity' | 'count'
}

/** A view of the stock as people take it away with them. */
export interface StockTable {
  readonly title: string
  /** what is said before the rows */
  readonly figures: readonly (readonly [label: string, text: string])[]
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** of a row on a roll: what is the name, the quantity and the amount in it, by column */
  readonly onRoll: { readonly name: readonly number[]; readonly quantity: number; readonly amount: number }
}

/** what one reads on a roll */
const ROLL_ROWS = 60

const text = (head: string): TableColumn => ({ head, kind: 'text' })
const money = (head: string): TableColumn => ({ head, kind: 'fen' })
const quantity = (head: string): TableColumn => ({ head, kind: 'quantity' })
const count = (head: string): TableColumn => ({ head, kind: 'count' })
const goods = [text('编码'), text('药品'), text('规格'), text('单位')] as const

/** A view with its rows as tables: the one that is looked at first, then what its chart was drawn from. */
export function stockTables(view: StockView): readonly StockTable[] {
  switch (view.kind) {
    case 'value':
      return valueTables(view)
    case 'turnover':
      return turnoverTables(view)
    case 'expiry':
      return [expiryTable(view)]
    case 'deadlines':
      return [deadlinesTable(view)]
    case 'causes':
      return [causesTable(view)]
  }
}

function valueTables({ at, value, days, rows }: StockViewOf<'value'>): readonly StockTable[] {
  return [
    {
      title: '库存金额',
      figures: [
        ['截至', shanghaiDateTime(at)],
        ['库存金额（元）', yuan(value)],
      ],
      columns: [...goods, quantity('数量'), money('金额')],
      rows: rows.map((row) => [...goodsOf(row), row.quantity, row.value]),
      onRoll: { name: [1, 2], quantity: 4, amount: 5 },
    },
    {
      title: '每日库存金额',
      figures: [],
      columns: [text('日期'), money('金额')],
      rows: days.map((each) => [each.day, each.value]),
      onRoll: { name: [0], quantity: -1, amount: 1 },
    },
  ]
}

function turnoverTables({ at, month, months, rows }: StockViewOf<'turnover'>): readonly StockTable[] {
  const own = months.at(-1)
  return [
    {
      title: '销售与周转',
      figures: [
        ['月份', month],
        ['截至', shanghaiDateTime(at)],
        ['销售金额（元）', yuan(own?.sold ?? 0)],
        ['进货金额（元）', yuan(own?.bought ?? 0)],
      ],
      columns: [...goods, quantity('销售数量'), money('销售金额'), quantity('进货数量'), quantity('现有库存'), count('可卖天数')],
      rows: rows.map((row) => [...goodsOf(row), row.sold, row.soldValue, row.bought, row.onHand, row.lasts]),
      onRoll: { name: [1, 2], quantity: 4, amount: 5 },
    },
    {
      title: '每月销售与进货',
      figures: [],
      columns: [text('月份'), money('销售金额'), money('进货金额')],
      rows: months.map((each) => [each.month, each.sold, each.bought]),
      onRoll: { name: [0], quantity: -1, amount: 1 },
    },
  ]
}

const bandWords = { expired: '已过期', '30': '30 天内', '90': '31 至 90 天', '180': '91 至 180 天' } as const

function expiryTable({ at, bands, rows }: StockViewOf<'expiry'>): StockTable {
  return {
    title: '近效期药品',
    figures: [
      ['截至', shanghaiDateTime(at)],
      ...bands.map(({ band, lots, value }) => [bandWords[band], `${lots} 批 ${yuan(value)} 元`] as const),
    ],
    columns: [...goods, text('批号'), text('有效期至'), count('剩余天数'), quantity('数量'), money('金额')],
    rows: rows.map((row) => [...goodsOf(row), row.lot, row.expiresOn, row.daysLeft, row.quantity, row.value]),
    onRoll: { name: [1, 2, 4, 5], quantity: 7, amount: 8 },
  }
}

const levelWords = { late: '已超期', soon: '快到期', inTime: '未到期', none: '没有期限' } as const

function deadlinesTable({ at, levels, rows }: StockViewOf<'deadlines'>): StockTable {
  return {
    title: '上传时限',
    figures: [['截至', shanghaiDateTime(at)], ...levels.map(({ level, lines }) => [levelWords[level], `${lines} 条`] as const)],
    columns: [text('状态'), text('单据'), text('接口'), text('期限'), count('未完成'), count('其中被退回')],
    rows: rows.map((row) => [
      levelWords[row.level],
      row.document,
      row.number,
      row.dueAt === null ? null : shanghaiDateTime(row.dueAt),
      row.lines,
      row.refused,
    ]),
    onRoll: { name: [0, 1, 2], quantity: 4, amount: -1 },
  }
}

/** The causes as a file or a print says them; a test holds them to the words of the screen. */
export const causeWords: Readonly<Record<DifferenceCause, string>> = {
  uploadMissing: '没有上传',
  uploadRefused: '上传被退回',
  uploadUnknown: '上传结果不明',
  uploadDoubled: '重复上传',
  soldWithoutCode: '无码销售',
  splitRest: '拆零尾数',
  unitFactor: '包装换算错',
  wrongQuantity: '上传数量错',
  wrongBatch: '批号错',
  wrongCode: '追溯码错',
  priceDiffers: '价格不同',
  crossedCount: '与盘点交错',
  unexplained: '原因不明',
}

function causesTable({ at, comparedAt, worth, rows }: StockViewOf<'causes'>): StockTable {
  return {
    title: '对账差异',
    figures: [
      ['截至', shanghaiDateTime(at)],
      ['最近一次对账', comparedAt === null ? '还没有对过账' : shanghaiDateTime(comparedAt)],
      ['差异金额（元）', yuan(worth)],
    ],
    columns: [text('原因'), count('差异条数'), count('已更正条数'), money('金额')],
    rows: rows.map((row) => [causeWords[row.cause], row.lines, row.mended, row.worth]),
    onRoll: { name: [0], quantity: 1, amount: 3 },
  }
}

/** A table on a roll: its figures, then its first rows, and how many there are beside them. */
export function blocksOf({ figures, columns, rows, onRoll }: StockTable): readonly Block[] {
  if (figures.length === 0) return []
  const shown = rows.slice(0, ROLL_ROWS)
  const cell = (row: StockTable['rows'][number], index: number): string => {
    const kind = columns[index]?.kind
    const value = row[index] ?? null
    return kind === undefined || value === null ? '' : shownAs(kind, value)
  }
  return [
    ...figures.map(([label, said]) => pair(label, said)),
    { kind: 'rule' },
    ...(rows.length === 0 ? [{ kind: 'text', text: '没有' } satisfies Block] : []),
    ...shown.map(
      (row): Block => ({
        kind: 'row',
        name: onRoll.name.map((index) => cell(row, index)).join(' '),
        quantity: cell(row, onRoll.quantity),
        amount: cell(row, onRoll.amount),
      }),
    ),
    ...(rows.length > shown.length
      ? [{ kind: 'text', text: `共 ${rows.length} 行，这里只有前 ${shown.length} 行；全部内容请导出。` } satisfies Block]
      : []),
  ]
}

function shownAs(kind: TableColumn['kind'], value: string | number): string {
  if (kind === 'fen') return yuan(Number(value))
  return kind === 'quantity' ? formatQuantity(Number(value) as Quantity) : String(value)
}

function goodsOf(row: {
  readonly drugId: string
  readonly name: string
  readonly specification: string
  readonly unit: string
}): readonly string[] {
  return [row.drugId, row.name, row.specification, row.unit]
}

function yuan(fen: number): string {
  return formatFen(fen as Fen)
}
