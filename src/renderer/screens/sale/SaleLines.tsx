import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleLineView } from '../../../shared/contract/stock/sale.ts'
import { EarlierThere } from '../../components/FirstLotLine.tsx'
import { yuan } from '../../format/money.ts'

export const saleColumns = Object.freeze(['number', 'drug', 'lot', 'quantity', 'price', 'amount'] as const)

interface Props {
  readonly lines: readonly SaleLineView[]
  readonly marked: SaleLineView | null
  readonly onMark: (line: number) => void
}

/** What is sold or comes back, line by line; the marked line stays in view. */
export function SaleLines({ lines, marked, onMark }: Props): ReactElement {
  const { t } = useTranslation()
  const row = useRef<HTMLTableRowElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is marked, or another one was added
  useEffect(() => row.current?.scrollIntoView({ block: 'nearest' }), [marked?.line, lines.length])
  return (
    <table className="cases sale-lines" data-testid="sale-lines">
      <thead>
        <tr>
          {saleColumns.map((column) => (
            <th key={column} className={isNumber(column) ? 'amount' : undefined}>
              {t(`sale.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const isMarked = line.line === marked?.line
          return (
            <tr
              key={line.line}
              ref={isMarked ? row : null}
              aria-current={isMarked}
              data-testid="sale-line"
              data-code={line.code ?? ''}
              data-state={line.state}
            >
              <td>{index + 1}</td>
              <td>
                <button type="button" className="row-button" tabIndex={-1} onClick={() => onMark(line.line)}>
                  <strong>{line.name}</strong>
                </button>{' '}
                {line.specification} <span className="muted">{line.manufacturer}</span>
                {line.state !== 'taken' && (
                  <strong className={line.state === 'comingBack' ? 'word-waiting' : 'muted'}>
                    {' '}
                    {t(`sale.lineState.${line.state}`)}
                  </strong>
                )}
                <div className="muted">{line.code ?? t('boxes.noCode')}</div>
              </td>
              <td>
                {line.lot}
                <div className="muted">{line.expiresOn ?? t('sale.noExpiry')}</div>
                {line.earlier !== null && <EarlierThere earlier={line.earlier} />}
              </td>
              <td className="amount">{line.quantity}</td>
              <td className="amount">{line.price}</td>
              <td className="amount">{yuan(line.amount)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function isNumber(column: (typeof saleColumns)[number]): boolean {
  return column === 'quantity' || column === 'price' || column === 'amount'
}
