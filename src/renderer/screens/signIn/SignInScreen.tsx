import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'
import type { Act, Ask } from '../../state/store.ts'
import { SignInForm } from './SignInForm.tsx'

const RecoverForm = lazy(async () => ({ default: (await import('./RecoverForm.tsx')).RecoverForm }))

interface Props {
  readonly counter: Pick<CounterState, 'mode' | 'shop' | 'notice' | 'lockedFor'>
  readonly accounts: readonly Person[] | null
  readonly connected: boolean
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly act: Act
  readonly ask: Ask
  /** a manager came back by the recovery code, and there is a new one */
  readonly onRecovered: (recovery: Recovery) => void
}

/** Who is at the counter? After a lock the one who was there is chosen; managers who forgot their secret have a way back. */
export function SignInScreen({ counter, accounts, connected, failure, isBusy, act, ask, onRecovered }: Props): ReactElement {
  const { t } = useTranslation()
  const [isRecovering, setRecovering] = useState(false)
  const managers = accounts?.filter(({ roles }) => roles.includes('manager')) ?? []
  const canRecover = counter.mode === 'real' && managers.length > 0
  const open = canRecover ? () => setRecovering(true) : null
  const close = (): void => setRecovering(false)
  useHotkeys(isRecovering ? { F5: null, Escape: close } : { F11: open })
  return (
    <div className={`page mode-${counter.mode}`}>
      {counter.mode === 'training' && <TrainingFrame />}
      {counter.notice && <NoticeBand failure={counter.notice.failure} at={counter.notice.at} testId="notice" />}
      <main className="sign-in" data-testid="sign-in">
        <h1>
          <span className="muted">{t('app.name')}</span>
          {counter.shop.name}
        </h1>
        {counter.lockedFor && (
          <p role="status" className="locked" data-testid="locked">
            {t('lock.locked')}
          </p>
        )}
        {isRecovering ? (
          <Suspense fallback={<p role="status">{t('columns.opening')}</p>}>
            <RecoverForm managers={managers} ask={ask} onRecovered={onRecovered} onClose={close} />
          </Suspense>
        ) : (
          <SignInForm
            accounts={accounts}
            expected={counter.lockedFor}
            connected={connected}
            failure={failure}
            isBusy={isBusy}
            act={act}
            submitLabel={t('signIn.submit')}
            message={(person) => (
              <>
                {counter.mode === 'training' && (
                  <p className="hint" data-testid="secret-hint">
                    {t('training.secretHint')}
                  </p>
                )}
                {open && person?.roles.includes('manager') && (
                  <KeyButton label={t('recover.open')} hotkey="F11" testId="open-recover" onPress={open} />
                )}
              </>
            )}
          />
        )}
      </main>
    </div>
  )
}
