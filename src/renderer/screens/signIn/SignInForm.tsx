import { Button, Input } from 'antd'
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import type { Act } from '../../state/store.ts'
import { KEYED_PEOPLE, PeopleChoice } from './PeopleChoice.tsx'

interface Props {
  readonly accounts: readonly Person[] | null
  /** who is likely to come: chosen until somebody else is */
  readonly expected: Person | null
  readonly connected: boolean
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly act: Act
  readonly onDone?: () => void
  /** below the secret, where its messages stand; told who is chosen */
  readonly message?: (person: Person | undefined) => ReactNode
  readonly submitLabel: string
}

/** Choosing one's name and typing the secret. The field has the focus from the start; ↑ ↓ choose the person from within it. */
export function SignInForm({
  accounts,
  expected,
  connected,
  failure,
  isBusy,
  act,
  onDone,
  message,
  submitLabel,
}: Props): ReactElement {
  const { t } = useTranslation()
  const [touched, setTouched] = useState<number | null>(null)
  const [secret, setSecret] = useState('')
  const field = useRef<HTMLInputElement | null>(null)
  const chosen = touched ?? Math.max(0, accounts?.findIndex(({ id }) => id === expected?.id) ?? 0)
  const person = accounts?.[chosen]

  useEffect(() => {
    if (!failure) return
    setSecret('')
    field.current?.focus()
  }, [failure])

  const choose = (index: number): void => {
    if (index >= 0 && index < (accounts?.length ?? 0)) setTouched(index)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    choose(chosen + step)
  }
  useHotkeys(Object.fromEntries(Array.from({ length: KEYED_PEOPLE }, (_, index) => [`F${index + 1}`, () => choose(index)])))
  const signIn = (): void => {
    if (person && secret !== '') act('session.signIn', { accountId: person.id, secret }, onDone)
  }

  return (
    <form
      className="sign-in-form"
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
          {message?.(person)}
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
          {submitLabel} <kbd>Enter</kbd>
        </Button>
        <p className="muted">{t('signIn.keys')}</p>
      </div>
    </form>
  )
}
