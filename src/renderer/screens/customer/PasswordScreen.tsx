import type { TFunction } from 'i18next'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerState } from '../../../shared/contract/customer.ts'
import { yuan } from '../../format/money.ts'

type Asked = Extract<CustomerState, { kind: 'password' }>

interface Props {
  readonly asked: Asked
  readonly onEnter: (digits: string) => void
  readonly onCancel: () => void
}

const digits = Object.freeze(['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const)

/**
 * The patient types the password of the voucher by touch or on a keyboard. Only how many digits there are is seen, by nobody what they are, and they leave this page once, when they are
 * confirmed.
 */
export function PasswordScreen({ asked, onEnter, onCancel }: Props): ReactElement {
  const { t } = useTranslation()
  const { purpose, length, money, isChecking, failure } = asked
  const [typed, setTyped] = useState('')
  const isWhole = typed.length === length

  const add = (digit: string): void => setTyped((before) => (isChecking || before.length === length ? before : before + digit))
  const remove = (): void => setTyped((before) => before.slice(0, -1))
  const confirm = (): void => {
    if (!isWhole || isChecking) return
    setTyped('')
    onEnter(typed)
  }
  const press = useRef((_key: string): boolean => false)
  press.current = (key) => {
    if (/^\d$/.test(key)) add(key)
    else if (key === 'Backspace') remove()
    else if (key === 'Enter') confirm()
    else if (key === 'Escape') onCancel()
    else return false
    return true
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (press.current(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <section className="customer-password" aria-label={t('customer.password.title')}>
      <div className="customer-asked">
        <h2>{t('customer.password.title')}</h2>
        <p>{t(`customer.passwordFor.${purpose}`)}</p>
        <p className="muted">{t('customer.password.notCard')}</p>
        {money && (
          <p className="customer-own">
            <span>{t('customer.own')}</span> <strong>¥{yuan(money.own)}</strong>
          </p>
        )}
        <p
          className="customer-dots"
          role="img"
          aria-label={t('customer.password.typed', { count: typed.length })}
          data-testid="dots"
        >
          {Array.from({ length }, (_, index) => (index < typed.length ? '●' : '○')).join(' ')}
        </p>
        <p role="status" className={failure ? 'word-bad' : 'muted'} data-testid="password-said">
          {isChecking
            ? t('customer.password.checking')
            : failure
              ? failedWords(t, failure)
              : t('customer.password.hint', { length })}
        </p>
      </div>
      <div className="customer-keys">
        {digits.map((digit) => (
          <button key={digit} type="button" onClick={() => add(digit)} disabled={isChecking}>
            {digit}
          </button>
        ))}
        <button type="button" onClick={onCancel} disabled={isChecking} className="key-quiet">
          {t('customer.password.cancel')}
        </button>
        <button type="button" onClick={() => add('0')} disabled={isChecking}>
          0
        </button>
        <button type="button" onClick={remove} disabled={isChecking} className="key-quiet">
          {t('customer.password.remove')}
        </button>
        <button
          type="button"
          onClick={confirm}
          disabled={!isWhole || isChecking}
          className="key-main"
          data-testid="password-confirm"
        >
          {t('customer.password.confirm')}
        </button>
      </div>
    </section>
  )
}

/** Why it is asked once more, in words for the patient; the staff reads more on their own screen. */
function failedWords(t: TFunction, { code, triesLeft }: NonNullable<Asked['failure']>): string {
  if (code !== 'VOUCHER_PASSWORD_WRONG') return t('customer.password.askStaff')
  return triesLeft === undefined ? t('customer.password.wrong') : t('customer.password.wrongLeft', { count: triesLeft })
}
