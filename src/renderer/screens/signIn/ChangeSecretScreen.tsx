import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NewSecret } from '../../components/NewSecret.tsx'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { emptyField, unlikeSecrets } from '../../state/form.ts'
import type { Act, Ask } from '../../state/store.ts'

interface Props {
  readonly counter: Pick<CounterState, 'mode' | 'shop'>
  readonly person: Person
  readonly act: Act
  readonly ask: Ask
}

/** Whoever was given a first secret chooses one of his or her own before anything else. */
export function ChangeSecretScreen({ counter, person, act, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(
    ask,
    { current: '', secret: '', again: '' },
    {
      byCode: { SIGN_IN_WRONG: 'current', SIGN_IN_LOCKED: 'current', SECRET_TOO_SIMPLE: 'secret', SECRET_SAME: 'secret' },
      secrets: ['current', 'secret', 'again'],
    },
  )
  const send = (): void => {
    const { current, secret, again } = form.values
    const fault =
      emptyField(form.values, [
        ['current', t('changeSecret.current')],
        ['secret', t('changeSecret.secret')],
      ]) ?? unlikeSecrets(secret, again)
    if (fault) form.refuse(fault)
    else form.send('session.changeSecret', { current, secret })
  }
  const leave = (): void => act('session.signOut', {})
  useHotkeys({ F5: null, F10: leave })
  return (
    <div className={`page mode-${counter.mode}`}>
      {counter.mode === 'training' && <TrainingFrame />}
      <main className="sign-in" data-testid="change-secret">
        <h1>
          <span className="muted">{counter.shop.name}</span>
          {t('changeSecret.title', { name: person.name })}
        </h1>
        <form
          className="sheet"
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <p>{t('changeSecret.why')}</p>
          <Field form={form} name="current" label={t('changeSecret.current')} isSecret isFirst maxLength={128} />
          <NewSecret form={form} name="secret" again="again" label={t('changeSecret.secret')} />
          <FormEnd form={form} label={t('changeSecret.submit')} hotkey="Enter" testId="change-secret-submit">
            <KeyButton label={t('actions.signOut')} hotkey="F10" testId="sign-out" onPress={leave} />
          </FormEnd>
        </form>
      </main>
    </div>
  )
}
