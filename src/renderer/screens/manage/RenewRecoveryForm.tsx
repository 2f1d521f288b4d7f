import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { emptyField } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly ask: Ask
  readonly onClose: () => void
  readonly onRenewed: (recovery: Recovery) => void
}

/** A new recovery code in the place of one that was lost, for the manager's own secret. Escape, which the whole place listens to, closes it. */
export function RenewRecoveryForm({ ask, onClose, onRenewed }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(
    ask,
    { secret: '' },
    { byCode: { SIGN_IN_WRONG: 'secret', SIGN_IN_LOCKED: 'secret' }, secrets: ['secret'] },
  )
  const send = (): void => {
    const fault = emptyField(form.values, [['secret', t('recovery.secret')]])
    if (fault) form.refuse(fault)
    else form.send('shop.newRecovery', { secret: form.values.secret }, onRenewed)
  }
  useHotkeys({ F12: send })
  return (
    <form
      className="manage-form"
      data-testid="renew-recovery"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p className="muted">{t('recovery.renewWhy')}</p>
      <Field form={form} name="secret" label={t('recovery.secret')} isSecret isFirst maxLength={128} />
      <FormEnd form={form} label={t('recovery.renew')} hotkey="F12" testId="renew-recovery-submit">
        <KeyButton label={t('actions.close')} hotkey="Escape" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
