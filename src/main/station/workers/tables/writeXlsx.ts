import writeXlsxFile from 'write-excel-file/node'
import type { StockTable, TableColumn } from '../../papers/stockTables.ts'

/** How a number of each kind is shown; texts have none. */
const formats = { fen: '#,##0.00', quantity: '#,##0.####', count: '#,##0' } as const satisfies Partial<
  Record<TableColumn['kind'], string>
>
/** what a cell holds of a number that we keep in whole units */
const units = { fen: 100, quantity: 10_000, count: 1 } as const
const WIDTHS = { text: 24, fen: 16, quantity: 14, count: 12 } as const

/** Tables as the sheets of an xlsx: numbers as numbers, texts as texts and never as formulas, the head in view while one scrolls. */
export async function writeTables(tables: readonly StockTable[]): Promise<Uint8Array> {
  const sheets = tables.map(({ title, columns, rows }) => ({
    sheet: title,
    columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
    stickyRowsCount: 1,
    data: [
      columns.map(({ head }) => ({ value: head, fontWeight: 'bold' as const })),
      ...rows.map((row) => columns.map(({ kind }, index) => cellOf(kind, row[index] ?? null))),
    ],
  }))
  return writeXlsxFile(sheets).toBuffer()
}

function cellOf(kind: TableColumn['kind'], value: string | number | null) {
  if (value === null) return null
  if (kind === 'text' || typeof value === 'string') return { value: String(value), type: String }
  return { value: value / units[kind], type: Number, format: formats[kind] }
}
