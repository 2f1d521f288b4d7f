import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueRow } from '../../../../shared/contract/stock/catalogue.ts'
import { formatPrice, type Price } from '../../../../shared/domain/money.ts'

/** The columns of the list. */
export const catalogueColumns = Object.freeze([
  'name',
  'specification',
  'manufacturer',
  'id',
  'price',
  'limit',
  'level',
  'shelf',
  'care',
  'mapping',
] as const)

export const mappingWords = Object.freeze({
  none: 'muted',
  done: 'word-good',
  outdated: 'word-waiting',
  refused: 'word-bad',
  unknown: 'word-waiting',
  withdrawn: 'word-waiting',
} as const)

interface Props {
  readonly rows: readonly CatalogueRow[]
  /** the one that ↑ ↓ chose */
  readonly mark: number
  readonly onOpen: (id: string) => void
}

/** A page of the shop's drugs, each with its price beside the limit of the insurance and with what needs care. */
export function CatalogueTable({ rows, mark, onOpen }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="stock-table" data-testid="catalogue-table">
      <thead>
        <tr>
          {catalogueColumns.map((column) => (
            <th key={column} scope="col">
              {t(`catalogue.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const { id, price, limit, level, special, prescriptionDrug, mapping } = row
          return (
            <tr
              key={id}
              aria-current={index === mark ? 'true' : undefined}
              data-testid="catalogue-row"
              data-drug={id}
              onClick={() => onOpen(id)}
            >
              <td>
                <strong>{row.name}</strong>
              </td>
              <td>{row.specification}</td>
              <td>{row.manufacturer}</td>
              <td>
                {id}
                <p className="field-hint">{row.nationalCode}</p>
              </td>
              <td className="number">
                {formatPrice(price as Price)}
                {limit !== null && price > limit && <strong className="word-bad"> {t('catalogue.overLimit')}</strong>}
              </td>
              <td className="number">{limit === null ? t('catalogue.noLimit') : formatPrice(limit as Price)}</td>
              <td>{t(`catalogue.level.${level ?? 'none'}`)}</td>
              <td>{row.shelf}</td>
              <td>
                {t(`catalogue.prescription.${prescriptionDrug}`)}
                {special.map((one) => (
                  <span key={one} className="word-waiting">
                    {' '}
                    {t(`catalogue.special.${one}`)}
                  </span>
                ))}
              </td>
              <td className={mappingWords[mapping]}>{t(`catalogue.mapping.${mapping}`)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
