import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonLineView } from '../../../../shared/contract/stock/comparison.ts'
import { formatPrice, formatQuantity, type Price, type Quantity } from '../../../../shared/domain/money.ts'
import { yuan } from '../../../format/money.ts'

/** The columns of the differences. */
export const comparisonColumns = Object.freeze(['drug', 'shelf', 'book', 'province', 'worth', 'cause', 'cure'] as const)

interface Props {
  readonly lines: readonly ComparisonLineView[]
  readonly marked: number | null
  readonly onMark: (line: ComparisonLineView) => void
}

/** The three columns of every drug that differs, the dearest first, with the cause in words. */
export function ComparisonTable({ lines, marked, onMark }: Props): ReactElement {
  const { t } = useTranslation()
  // what stood on the shelf when the books began has no paper of its own
  const paperWord = (document: string): string => (/^opening/.test(document) ? t('box.reason.openingStock') : document)
  return (
    <table className="stock-table" data-testid="comparison-table">
      <thead>
        <tr>
          {comparisonColumns.map((column) => (
            <th key={column}>{t(`comparison.column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { drug, kinds, shelf, book, province, price, provincePrice, worth, cause, cure, documents, mendedAt } = line
          const isPrice = kinds.includes('price') && provincePrice !== null
          const word = (quantity: number): string => formatQuantity(quantity as Quantity)
          return (
            <tr
              key={line.line}
              aria-selected={line.line === marked}
              data-testid="comparison-line"
              data-cause={cause}
              onClick={() => onMark(line)}
            >
              <td>{drug}</td>
              <td className="number">{shelf === null ? t('comparison.unknown') : word(shelf)}</td>
              <td className="number">
                {word(book)}
                {isPrice && ` · ${formatPrice(price as Price)}`}
              </td>
              <td className="number">
                {province === null ? t('comparison.notThere') : word(province)}
                {isPrice && ` · ${formatPrice(provincePrice as Price)}`}
              </td>
              <td className="number">{yuan(worth)}</td>
              <td>
                <strong className={wordOf(line)}>{t(`comparison.cause.${cause}`)}</strong>
                <span className="muted"> {kinds.map((kind) => t(`comparison.kind.${kind}`)).join(' · ')}</span>
                {documents.length > 0 && <p className="field-hint">{documents.slice(0, 3).map(paperWord).join(' ')}</p>}
              </td>
              <td>{mendedAt === null ? t(`comparison.cure.${cure}`) : t('comparison.mended')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function wordOf({ cause, cure }: ComparisonLineView): string {
  if (cure === 'nothing') return 'muted'
  return cause === 'unexplained' ? 'word-bad' : 'word-waiting'
}
