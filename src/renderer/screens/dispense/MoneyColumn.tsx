import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseMoney, CaseView } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { yuan } from '../../format/money.ts'
import { dateTime } from '../../format/time.ts'
import { givenFor } from '../../state/caseKeys.ts'
import type { Controls } from '../../state/controls.ts'
import { ColumnHead } from '../counter/ColumnHead.tsx'
import { Word } from './Word.tsx'

interface Props {
  readonly view: CaseView
  readonly controls: Controls
}

/** What the patient pays, in the biggest number of the screen, who pays the rest, and what was given. */
export function MoneyColumn({ view, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { money } = view
  return (
    <section
      className={money === null ? 'column column-money column-later' : 'column column-money'}
      data-testid="column-money"
      aria-label={t('columns.money')}
    >
      <ColumnHead number={5} title={t('columns.money')} />
      {money === null ? (
        <p className="muted">{t('pay.later')}</p>
      ) : (
        <>
          {view.settlementId !== null && <Settled view={view} />}
          <Amounts money={money} />
          <Cash view={view} money={money} controls={controls} />
        </>
      )}
      <div className="column-actions">
        <DeedButton
          controls={controls}
          hotkey="F6"
          label={t(view.useAccount ? 'pay.accountOn' : 'pay.accountOff')}
          testId="toggle-account"
        />
      </div>
    </section>
  )
}

function Settled({ view }: { readonly view: CaseView }): ReactElement {
  const { t } = useTranslation()
  const { state, settlementId, settledAt, uploadsLeft } = view
  const stands = state === 'settled' || state === 'handedOver'
  return (
    <div data-testid="settled">
      <Word
        name={t('columns.money')}
        word={stands ? t('pay.done') : t(`caseState.${state}`)}
        level={stands ? 'good' : 'waiting'}
        testId="settled-word"
      />
      <p className="settlement-number">
        {t('pay.settlementId')} <span data-testid="settlement-id">{settlementId}</span>
        {settledAt !== null && ` · ${t('pay.settledAt')} ${dateTime(settledAt)}`}
      </p>
      {stands && (
        <p className={uploadsLeft > 0 ? 'chip chip-warn' : 'muted'} data-testid="uploads-left">
          {uploadsLeft > 0 ? t('pay.uploadsLeft', { count: uploadsLeft }) : t('pay.uploadsDone')}
        </p>
      )}
    </div>
  )
}

function Amounts({ money }: { readonly money: CaseMoney }): ReactElement {
  const { t } = useTranslation()
  const { person, account, familyAccount, cash, fund, total, balance, parts } = money
  const own = [
    [t('pay.account'), account],
    ...(familyAccount === 0 ? [] : [[t('pay.familyAccount'), familyAccount] as const]),
    [t('pay.cash'), cash],
  ] as const
  return (
    <div className="amounts">
      <p className="person-pays">
        <span>{t('pay.person')}</span>
        <strong data-testid="person-pays">{yuan(person)}</strong>
        <span>{t('pay.unit')}</span>
      </p>
      <dl className="own-parts">
        {own.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{yuan(amount)}</dd>
          </div>
        ))}
      </dl>
      <dl className="fund-parts">
        <div>
          <dt>{t('pay.total')}</dt>
          <dd data-testid="total">{yuan(total)}</dd>
        </div>
        <div>
          <dt>{t('pay.fund')}</dt>
          <dd>{yuan(fund)}</dd>
        </div>
        {parts.map(({ name, amount }) => (
          <div key={name} className="muted">
            <dt>{t(`pay.part.${name}`, { defaultValue: name })}</dt>
            <dd>{yuan(amount)}</dd>
          </div>
        ))}
        <div className="muted">
          <dt>{t('pay.balance')}</dt>
          <dd>{yuan(balance)}</dd>
        </div>
      </dl>
    </div>
  )
}

interface CashProps extends Props {
  readonly money: CaseMoney
}

function Cash({ view, money, controls }: CashProps): ReactElement | null {
  const { t } = useTranslation()
  const { state, payment } = view
  if (state === 'revoked' || state === 'returned') return <Line name={t('pay.refund')} amount={money.cash} testId="refund" />
  if (state === 'settled' || state === 'handedOver') {
    return (
      payment && (
        <div className="cash">
          <Line name={t('pay.given')} amount={payment.cashGiven} testId="cash-given" />
          <Line name={t('pay.change')} amount={payment.change} testId="change" />
        </div>
      )
    )
  }
  if ((state !== 'presettled' && state !== 'outboundReported') || money.cash === 0) return null
  const typed = controls.desk.cash
  const given = givenFor(view, typed)
  const change = given - money.cash
  return (
    <div className="cash" role="status">
      <p className="cash-line">
        <span>{t('pay.given')}</span>
        <strong data-testid="cash-given">{typed === '' ? yuan(given) : typed}</strong>
      </p>
      {typed === '' && payment === null && <p className="muted">{t('pay.exact')}</p>}
      {change < 0 ? (
        <p className="cash-line word-bad" data-testid="cash-short">
          <span>{t('pay.short')}</span> <strong>{yuan(-change)}</strong>
        </p>
      ) : (
        <Line name={t('pay.change')} amount={change} testId="change" />
      )}
    </div>
  )
}

function Line({
  name,
  amount,
  testId,
}: {
  readonly name: string
  readonly amount: number
  readonly testId: string
}): ReactElement {
  return (
    <p className="cash-line">
      <span>{name}</span>
      <strong data-testid={testId}>{yuan(amount)}</strong>
    </p>
  )
}
