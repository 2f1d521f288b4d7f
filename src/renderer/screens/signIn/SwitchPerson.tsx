import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { Act } from '../../state/store.ts'
import { SignInForm } from './SignInForm.tsx'

interface Props {
  readonly accounts: readonly Person[] | null
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly act: Act
  /** the other person is signed in */
  readonly onDone: () => void
}

/** Another person takes the counter over: the visit stays where it is. While it is open, F1 to F9 choose a person. */
export function SwitchPerson({ accounts, failure, isBusy, act, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column panel switch-person" data-testid="panel-people" aria-label={t('switchPerson.title')}>
      <h3 className="column-head">{t('switchPerson.title')}</h3>
      <p className="muted">{t('switchPerson.keeps')}</p>
      <SignInForm
        accounts={accounts}
        expected={null}
        connected
        failure={failure}
        isBusy={isBusy}
        act={act}
        onDone={onDone}
        submitLabel={t('switchPerson.submit')}
      />
    </section>
  )
}
