import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockView } from '../../../../shared/contract/stock/views.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { yuan } from '../../../format/money.ts'
import { dateTime } from '../../../format/time.ts'

/** The columns of each view's rows. */
export const viewColumns = Object.freeze({
  value: ['drug', 'specification', 'quantity', 'value'],
  turnover: ['drug', 'specification', 'sold', 'soldValue', 'bought', 'onHand', 'lasts'],
  expiry: ['drug', 'specification', 'lot', 'expiresOn', 'daysLeft', 'quantity', 'value'],
  deadlines: ['level', 'document', 'number', 'dueAt', 'lines', 'refused'],
  causes: ['cause', 'differences', 'mended', 'value'],
} as const satisfies Record<StockView['kind'], readonly string[]>)

type ColumnName = (typeof viewColumns)[StockView['kind']][number]

/** what is aligned as a number */
const numbers: readonly ColumnName[] = [
  'quantity',
  'value',
  'sold',
  'soldValue',
  'bought',
  'onHand',
  'lasts',
  'daysLeft',
  'lines',
  'refused',
  'differences',
  'mended',
]
const levelWords = { late: 'word-bad', soon: 'word-waiting', inTime: 'word-good', none: 'muted' } as const

interface Line {
  readonly key: string
  readonly cells: readonly ReactNode[]
}

/** One page of a view's rows. */
export function ViewRows({ view }: { readonly view: StockView }): ReactElement {
  const { t } = useTranslation()
  const lines = useLines(view)
  if (lines.length === 0) {
    return (
      <p className="column-empty" data-testid="view-empty">
        {t(`views.empty.${view.kind}`)}
      </p>
    )
  }
  const columns: readonly ColumnName[] = viewColumns[view.kind]
  const alignment = columns.map((column) => (numbers.includes(column) ? 'number' : undefined))
  return (
    <table className="stock-table" data-testid="view-rows">
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={column} className={alignment[index]}>
              {t(`views.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={columns[index]} className={alignment[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useLines(view: StockView): readonly Line[] {
  const { t } = useTranslation()
  const of = (quantity: number, unit: string): string => `${formatQuantity(quantity as Quantity)} ${unit}`
  switch (view.kind) {
    case 'value':
      return view.rows.map((row) => ({
        key: row.drugId,
        cells: [row.name, row.specification, of(row.quantity, row.unit), yuan(row.value)],
      }))
    case 'turnover':
      return view.rows.map((row) => ({
        key: row.drugId,
        cells: [
          row.name,
          row.specification,
          of(row.sold, row.unit),
          yuan(row.soldValue),
          of(row.bought, row.unit),
          of(row.onHand, row.unit),
          row.lasts === null ? t('views.notSold') : t('views.days', { days: row.lasts }),
        ],
      }))
    case 'expiry':
      return view.rows.map((row) => ({
        key: `${row.drugId} ${row.lot}`,
        cells: [
          row.name,
          row.specification,
          row.lot,
          row.expiresOn,
          <strong key="left" className={row.daysLeft < 0 ? 'word-bad' : undefined}>
            {row.daysLeft < 0 ? t('views.band.expired') : t('views.days', { days: row.daysLeft })}
          </strong>,
          of(row.quantity, row.unit),
          yuan(row.value),
        ],
      }))
    case 'deadlines':
      return view.rows.map((row) => ({
        key: `${row.document} ${row.number} ${row.dueAt}`,
        cells: [
          <strong key="level" className={levelWords[row.level]}>
            {t(`uploads.deadline.${row.level}`)}
          </strong>,
          row.document,
          t(`uploads.number.${row.number}`),
          row.dueAt === null ? '' : dateTime(row.dueAt),
          row.lines,
          row.refused,
        ],
      }))
    case 'causes':
      return view.rows.map((row) => ({
        key: row.cause,
        cells: [t(`comparison.cause.${row.cause}`), row.lines, row.mended, yuan(row.worth)],
      }))
  }
}
