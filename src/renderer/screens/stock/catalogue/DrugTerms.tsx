import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugView } from '../../../../shared/contract/stock/catalogue.ts'
import { formatPrice, type Price } from '../../../../shared/domain/money.ts'
import { dateTime } from '../../../format/time.ts'
import { mappingWords } from './CatalogueTable.tsx'

/** What a share has for the whole. */
const WHOLE_PERCENT = 100

/** What the insurance says of a drug with its days, what the drug cost before, and what the province knows it as. */
export function DrugTerms({ view: { limits, shares, prices, mapping } }: { readonly view: DrugView }): ReactElement {
  const { t } = useTranslation()
  const span = (since: string, until: string | null): string =>
    until === null ? t('drug.span', { since }) : t('drug.spanTo', { since, until })
  const lists = [
    ['limits', limits.map(({ price, since, until }) => `${formatPrice(price as Price)} ${span(since, until)}`)],
    ['shares', shares.map(({ share, since, until }) => `${share / WHOLE_PERCENT}% ${span(since, until)}`)],
    ['prices', prices.map(({ price, since }) => `${formatPrice(price as Price)} ${span(dateTime(since), null)}`)],
  ] as const
  return (
    <dl className="stock-facts stock-wide" data-testid="drug-terms">
      {lists.map(([name, lines]) => (
        <div key={name} className="stock-fact">
          <dt>{t(`drug.term.${name}`)}</dt>
          <dd>{lines.length === 0 ? t('drug.nothing') : lines.join('；')}</dd>
        </div>
      ))}
      <div className="stock-fact">
        <dt>{t('drug.mapping')}</dt>
        <dd className={mappingWords[mapping.state]}>
          {t(`catalogue.mapping.${mapping.state}`)}
          {mapping.failure && ` ${t(`failures.${mapping.failure.code}.what`)} ${mapping.failure.center?.message ?? ''}`}
        </dd>
      </div>
    </dl>
  )
}
