import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerItem, CustomerMoney, CustomerState } from '../../../shared/contract/customer.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import { yuan } from '../../format/money.ts'
import { PasswordScreen } from './PasswordScreen.tsx'

interface Props {
  /** null: there is no station yet, or no more */
  readonly state: CustomerState | null
  readonly onEnter: (digits: string) => void
  readonly onCancel: () => void
}

/** What the person before the counter reads, and nothing that others in the shop should: the goods, what is to be paid, and where the password is typed. */
export function CustomerScreen({ state, onEnter, onCancel }: Props): ReactElement {
  const { t } = useTranslation()
  const isTraining = state?.mode === 'training'
  return (
    <div className={`customer ${isTraining ? 'mode-training' : ''}`} data-testid="customer" data-kind={state?.kind ?? 'away'}>
      {isTraining && (
        <>
          <div className="training-frame" aria-hidden="true" />
          <p className="training-strip" data-testid="training">
            <strong>{t('training.word')}</strong>
            <span>{t('training.sentence')}</span>
          </p>
        </>
      )}
      <header className="customer-head">
        <h1>{state?.shop ?? t('customer.welcome')}</h1>
        {state !== null && state.kind !== 'idle' && state.patient !== null && <p>{state.patient}</p>}
      </header>
      <main className="customer-main">
        {state === null ? <Greeting /> : <Now state={state} onEnter={onEnter} onCancel={onCancel} />}
      </main>
    </div>
  )
}

function Now({ state, onEnter, onCancel }: Props & { readonly state: CustomerState }): ReactElement {
  switch (state.kind) {
    case 'idle':
      return <Greeting />
    case 'basket':
    case 'thanks':
      return <Goods items={state.items} money={state.money} isOver={state.kind === 'thanks'} />
    case 'password':
      // digits typed for an earlier question are gone with it
      return <PasswordScreen key={state.question} asked={state} onEnter={onEnter} onCancel={onCancel} />
    default:
      return missingCase(state)
  }
}

function Greeting(): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="customer-greeting">
      <p className="customer-large">{t('customer.welcome')}</p>
      <p>{t('customer.show')}</p>
    </section>
  )
}

function Goods({
  items,
  money,
  isOver,
}: {
  readonly items: readonly CustomerItem[]
  readonly money: CustomerMoney | null
  readonly isOver: boolean
}): ReactElement {
  const { t } = useTranslation()
  // nothing was handed over where the account paid it all
  const payment = money?.payment && money.payment.given > 0 ? money.payment : null
  return (
    <>
      <section className="customer-goods" aria-label={t('customer.goods')}>
        {items.length === 0 ? (
          <p className="muted">{t('customer.noGoods')}</p>
        ) : (
          <ol>
            {items.map(({ name, specification, quantity, amount }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same drug may stand in two lines
              <li key={index} data-testid="customer-item">
                <span>
                  <strong>{name}</strong> <span className="muted">{specification}</span>
                </span>
                <span>{quantity}</span>
                <span className="customer-amount">{amount === null ? '' : yuan(amount)}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="customer-money" role="status">
        {money === null ? (
          <p className="customer-large">{t('customer.reckoning')}</p>
        ) : (
          <>
            <p className="customer-own">
              <span>{t('customer.own')}</span> <strong data-testid="customer-own">¥{yuan(money.own)}</strong>
            </p>
            <dl>
              <Amount word={t('customer.total')} fen={money.total} />
              <Amount word={t('customer.fund')} fen={money.fund} />
              {money.account > 0 && <Amount word={t('customer.account')} fen={money.account} />}
              {money.familyAccount > 0 && <Amount word={t('customer.familyAccount')} fen={money.familyAccount} />}
              <Amount word={t('customer.cash')} fen={money.cash} />
              {payment && <Amount word={t('customer.given')} fen={payment.given} />}
              {payment && <Amount word={t('customer.change')} fen={payment.change} />}
            </dl>
            <p className={isOver ? 'word-good customer-large' : 'muted'}>
              {isOver ? t('customer.thanks') : t(money.isFinal ? 'customer.settled' : 'customer.reckoned')}
            </p>
          </>
        )}
      </section>
    </>
  )
}

function Amount({ word, fen }: { readonly word: string; readonly fen: number }): ReactElement {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{yuan(fen)}</dd>
    </div>
  )
}
