import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugFormula } from '../../../../shared/contract/stock/comparison.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'

/** The parts of the province's formula, in its order. */
export const formulaParts = Object.freeze([
  'count',
  'changes',
  'purchases',
  'purchaseReturns',
  'sales',
  'saleReturns',
  'total',
] as const)
/** The columns of the lots. */
export const formulaColumns = Object.freeze(['lot', 'book', 'told', 'province'] as const)

/** What the province ought to have of a drug by what it was told, and its lots. */
export function FormulaCard({ formula: { sum, lots } }: { readonly formula: DrugFormula }): ReactElement {
  const { t } = useTranslation()
  const word = (quantity: number): string => formatQuantity(quantity as Quantity)
  return (
    <article className="box-card" data-testid="comparison-formula">
      <h3>{t('comparison.formula.title')}</h3>
      <div className="stock-numbers">
        {formulaParts.map((part) => (
          <p key={part} data-testid={`formula-${part}`}>
            <strong>{word(sum[part])}</strong> {t(`comparison.formula.${part}`)}
          </p>
        ))}
      </div>
      <table className="stock-table">
        <thead>
          <tr>
            {formulaColumns.map((column) => (
              <th key={column}>{t(`comparison.lots.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lots.map(({ lot, book, told, province }) => (
            <tr key={lot}>
              <td>{lot === '' ? t('comparison.lots.noLot') : lot}</td>
              <td className="number">{word(book)}</td>
              <td className="number">{word(told)}</td>
              <td className="number">{province === null ? t('comparison.unknown') : word(province)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
