import { Button, Input } from 'antd'
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'
import type { Act } from '../../state/store.ts'
import { KEYED_PEOPLE, PeopleChoice } from './PeopleChoice.tsx'

interface Props {
  readonly counter: Pick<CounterState, 'mode' | 'shop' | 'notice'>
  readonly accounts: readonly Person[] | null
  readonly connected: boolean
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly act: Act
}

/** Choosing one's name and typing the secret. The field has the focus from the start; ↑ ↓ choose the person from within it. */
export function SignInScreen({ counter, accounts, connected, failure, isBusy, act }: Props): ReactElement {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(0)
  const [secret, setSecret] = useState('')
  const field = useRef<HTMLInputElement | null>(null)
  const person = accounts?.[chosen]

  useEffect(() => {
    if (!failure) return
    setSecret('')
    field.current?.focus()
  }, [failure])

  const choose = (index: number): void => {
    if (index >= 0 && index < (accounts?.length ?? 0)) setChosen(index)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    choose(chosen + step)
  }
  useHotkeys(Object.fromEntries(Array.from({ length: KEYED_PEOPLE }, (_, index) => [`F${index + 1}`, () => choose(index)])))
  const signIn = (): void => {
    if (person && secret !== '') act('session.signIn', { accountId: person.id, secret })
  }

  return (
    <div className={`page mode-${counter.mode}`}>
      {counter.mode === 'training' && <TrainingFrame />}
      {counter.notice && <NoticeBand failure={counter.notice.failure} at={counter.notice.at} testId="notice" />}
      <main className="sign-in" data-testid="sign-in">
        <h1>
          <span className="muted">{t('app.name')}</span>
          {counter.shop.name}
        </h1>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            signIn()
          }}
        >
          <PeopleChoice accounts={accounts} chosen={chosen} onChoose={choose} onClicked={() => field.current?.focus()} />
          <div className="secret">
            <label htmlFor="secret">
              {t('signIn.secret')}
              {person && <strong>{person.name}</strong>}
            </label>
            <Input.Password
              id="secret"
              ref={(input) => {
                field.current = input?.input ?? null
              }}
              data-testid="pin"
              size="large"
              autoFocus
              autoComplete="off"
              visibilityToggle={false}
              maxLength={128}
              value={secret}
              readOnly={isBusy}
              status={failure ? 'error' : ''}
              aria-invalid={failure !== null}
              aria-describedby="secret-message"
              onChange={(event) => setSecret(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <div id="secret-message" className="secret-message">
              {failure && (
                <p role="alert" className="word-bad" data-testid="sign-in-error" data-code={failure.code}>
                  <strong>{t(`failures.${failure.code}.what`)}</strong>
                  {t(`failures.${failure.code}.next`)}
                </p>
              )}
              {!connected && (
                <p role="status" data-testid="station-away">
                  {t('header.stationAway')}
                </p>
              )}
              {counter.mode === 'training' && (
                <p className="hint" data-testid="secret-hint">
                  {t('training.secretHint')}
                </p>
              )}
            </div>
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              block
              loading={isBusy}
              disabled={!person || !connected}
              data-testid="sign-in-submit"
            >
              {t('signIn.submit')} <kbd>Enter</kbd>
            </Button>
            <p className="muted">{t('signIn.keys')}</p>
          </div>
        </form>
      </main>
    </div>
  )
}
