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
        <Sum word={t('sale.refund')} amount={sale.refund} testId="sale-refund" />
        {sale.account && <Account sale={sale} account={sale.account} />}
        {sale.returned > 0 && <p className="muted">{t('sale.returnedBefore', { amount: yuan(sale.returned) })}</p>}
      </>
    )
  }
  const given = cashGiven(typed, sale.due)
  const change = given - sale.due
  return (
    <>
      <Sum word={t('sale.due')} amount={sale.due} testId="sale-total" />
      {sale.account && <Account sale={sale} account={sale.account} />}
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

/** Whose account pays, and how much. */
function Account({
  sale,
  account,
}: {
  readonly sale: SaleView
  readonly account: NonNullable<SaleView['account']>
}): ReactElement {
  const { t } = useTranslation()
  const parts = [
    [t('pay.total'), sale.total],
    [t('pay.account'), account.account],
    ...(account.familyAccount === 0 ? [] : [[t('pay.familyAccount'), account.familyAccount] as const]),
    ...(account.fund === 0 ? [] : [[t('pay.fund'), account.fund] as const]),
    [t('pay.balance'), account.balance],
  ] as const
  return (
    <div data-testid="sale-account">
      <p>
        <strong>{account.name}</strong> <span className="tail">{account.lastFour}</span>
      </p>
      <dl className="own-parts">
        {parts.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{yuan(amount)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function LastSale({ last }: { readonly last: SaleView }): ReactElement {
  const { t } = useTranslation()
  const { document, total, payment, paidAt, returned, account } = last
  return (
    <div data-testid="sale-last">
      <h3>{t('sale.last')}</h3>
      <p>
        {t('sale.document')} <strong data-testid="sale-document">{document}</strong>
      </p>
      <dl className="own-parts">
        <div>
          <dt>{t('pay.total')}</dt>
          <dd>{yuan(total)}</dd>
        </div>
        {account && (
          <div>
            <dt>{t('pay.account')}</dt>
            <dd>{yuan(account.account)}</dd>
          </div>
        )}
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
