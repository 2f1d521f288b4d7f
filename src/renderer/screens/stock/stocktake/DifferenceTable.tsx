import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DifferenceView } from '../../../../shared/contract/stock/stocktake.ts'
import { yuan } from '../../../format/money.ts'
import { countWords } from './countWords.ts'

/** The columns of the differences. */
export const differenceColumns = Object.freeze(['drug', 'kind', 'code', 'lot', 'count', 'amount'] as const)

const GOOD = ['found', 'new', 'notCounted'] as const

export function DifferenceTable({
  rows,
  marked,
  onMark,
}: {
  readonly rows: readonly DifferenceView[]
  readonly marked: number
  readonly onMark: (row: number) => void
}): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="stock-table" data-testid="differences">
      <thead>
        <tr>
          {differenceColumns.map((column) => (
            <th key={column}>{t(`stocktake.column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ drug, kind, code, lotNumber, fromLotNumber, count, was, amount }, row) => (
          <tr
            key={`${drug.id} ${kind} ${code} ${lotNumber}`}
            aria-selected={row === Math.min(marked, rows.length - 1)}
            data-kind={kind}
            onClick={() => onMark(row)}
          >
            <td>
              {drug.name} {drug.specification}
            </td>
            <td>
              <strong className={GOOD.some((each) => each === kind) ? 'word-waiting' : 'word-bad'}>
                {t(`stocktake.kind.${kind}`)}
              </strong>
              {kind === 'elsewhere' && was !== null && ` · ${t(`box.place.${was}`)}`}
            </td>
            <td>{code}</td>
            <td>{fromLotNumber === null ? lotNumber : `${fromLotNumber} → ${lotNumber}`}</td>
            <td className="number">{countWords(count, drug)}</td>
            <td className="number">{yuan(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
