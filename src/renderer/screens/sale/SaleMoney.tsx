import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleView } from '../../../shared/contract/stock/sale.ts'
import { yuan } from '../../format/money.ts'
import { dateTime } from '../../format/time.ts'
import { cashGiven } from '../../state/cash.ts'

interface Props {
  /** what is sold or comes back; null: nothing is there yet */
  readonly sale: SaleView | null
  readonly last: SaleView | null
  /** the cash as it was typed, yuan */
  readonly typed: string
}

/** The money of an ordinary sale in large figures: what is due, what was given, what goes back. */
export function SaleMoney({ sale, last, typed }: Props): ReactElement {
  const { t } = useTranslation()
  if (sale === null) return last === null ? <p className="column-empty">{t('sale.empty')}</p> : <LastSale last={last} />
  if (sale.state !== 'open') {
    return (
      <>
        <Sum word={t('sale.refund')} amount={sale.comingBack} testId="sale-refund" />
        {sale.returned > 0 && <p className="muted">{t('sale.returnedBefore', { amount: yuan(sale.returned) })}</p>}
      </>
    )
  }
  const given = cashGiven(typed, sale.total)
  const change = given - sale.total
  return (
    <>
      <Sum word={t('sale.due')} amount={sale.total} testId="sale-total" />
      <div className="cash" role="status">
        <p className="cash-line">
          <span>{t('sale.given')}</span>
          <strong data-testid="cash-given">{typed === '' ? yuan(given) : typed}</strong>
        </p>
        {typed === '' && <p className="muted">{t('sale.exact')}</p>}
        <p className={change < 0 ? 'cash-line word-bad' : 'cash-line'}>
          <span>{t(change < 0 ? 'sale.short' : 'sale.change')}</span>{' '}
          <strong data-testid={change < 0 ? 'cash-short' : 'change'}>{yuan(Math.abs(change))}</strong>
        </p>
      </div>
      {sale.buyer && (
        <p data-testid="sale-buyer">
          {t('sale.buyer')} <strong>{sale.buyer.name}</strong> <span className="tail">{sale.buyer.lastFour}</span>
        </p>
      )}
    </>
  )
}

function Sum({
  word,
  amount,
  testId,
}: {
  readonly word: string
  readonly amount: number
  readonly testId: string
}): ReactElement {
  const { t } = useTranslation()
  return (
    <p className="person-pays">
      <span>{word}</span>
      <strong data-testid={testId}>{yuan(amount)}</strong>
      <span>{t('sale.unit')}</span>
    </p>
  )
}

function LastSale({ last }: { readonly last: SaleView }): ReactElement {
  const { t } = useTranslation()
  const { document, total, payment, paidAt, returned } = last
  return (
    <div data-testid="sale-last">
      <h3>{t('sale.last')}</h3>
      <p>
        {t('sale.document')} <strong data-testid="sale-document">{document}</strong>
      </p>
      <dl className="own-parts">
        <div>
          <dt>{t('sale.due')}</dt>
          <dd>{yuan(total)}</dd>
        </div>
        {payment && (
          <>
            <div>
              <dt>{t('sale.given')}</dt>
              <dd>{yuan(payment.given)}</dd>
            </div>
            <div>
              <dt>{t('sale.change')}</dt>
              <dd data-testid="sale-change">{yuan(payment.change)}</dd>
            </div>
          </>
        )}
      </dl>
      {returned > 0 && (
        <p className="word-waiting" data-testid="sale-returned">
          {t('sale.returnedBefore', { amount: yuan(returned) })}
        </p>
      )}
      {paidAt !== null && <p className="muted">{dateTime(paidAt)}</p>}
    </div>
  )
}
