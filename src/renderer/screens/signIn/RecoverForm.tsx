import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/contract/counter.ts'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NewSecret } from '../../components/NewSecret.tsx'
import { useForm } from '../../components/useForm.ts'
import { emptyField, unlikeSecrets } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly managers: readonly Person[]
  readonly ask: Ask
  readonly onRecovered: (recovery: Recovery) => void
  readonly onClose: () => void
}

/** A manager who forgot the secret: the recovery code that was printed, and a new secret. */
export function RecoverForm({ managers, ask, onRecovered, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const [accountId, setAccountId] = useState(managers[0]?.id ?? '')
  const form = useForm(
    ask,
    { recoveryCode: '', secret: '', again: '' },
    {
      byCode: { RECOVERY_WRONG: 'recoveryCode', SIGN_IN_LOCKED: 'recoveryCode', SECRET_TOO_SIMPLE: 'secret' },
      secrets: ['recoveryCode', 'secret', 'again'],
    },
  )
  const send = (): void => {
    const { recoveryCode, secret, again } = form.values
    const fault =
      emptyField(form.values, [
        ['recoveryCode', t('recover.code')],
        ['secret', t('changeSecret.secret')],
      ]) ?? unlikeSecrets(secret, again)
    if (fault) form.refuse(fault)
    else form.send('shop.recover', { accountId, recoveryCode: recoveryCode.trim(), secret }, onRecovered)
  }
  return (
    <form
      className="sheet"
      data-testid="recover"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>{t('recover.title')}</h2>
      <p className="muted">{t('recover.hint')}</p>
      <Choice
        name="manager"
        label={t('recover.who')}
        value={accountId}
        options={managers.map(({ id, name }) => [id, name])}
        onChoose={setAccountId}
      />
      <Field form={form} name="recoveryCode" label={t('recover.code')} isFirst maxLength={64} />
      <NewSecret form={form} name="secret" again="again" label={t('changeSecret.secret')} />
      <FormEnd form={form} label={t('recover.submit')} hotkey="Enter" testId="recover-submit">
        <KeyButton label={t('manage.back')} hotkey="Escape" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
