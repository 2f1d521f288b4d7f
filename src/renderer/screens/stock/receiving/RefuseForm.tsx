import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'

interface Props {
  readonly ask: Ask
  readonly deliveryId: string
  readonly onClose: () => void
}

/** A box that came and goes back to its supplier, or a delivery of which nothing came. */
export function RefuseForm({ ask, deliveryId, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { code: '', reason: '' })
  const send = (): void => {
    const { code, reason } = form.values
    const fault = emptyField(form.values, [['reason', t('receiving.reason')]])
    if (fault) form.refuse(fault)
    else if (code.trim() === '') form.send('receiving.cancel', { deliveryId, reason }, onClose)
    else form.send('receiving.refuse', { deliveryId, code, reason }, onClose)
  }
  return (
    <form
      className="manage-side"
      data-testid="refuse-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field form={form} name="code" label={t('box.code')} hint={t('receiving.refuseHint')} isFirst maxLength={200} />
      <Field form={form} name="reason" label={t('receiving.reason')} maxLength={200} />
      <FormEnd form={form} label={t('receiving.refuse')} hotkey="Enter" testId="refuse-send">
        <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
