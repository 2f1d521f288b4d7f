import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'

interface Props {
  readonly ask: Ask
  readonly command: 'uploads.drop' | 'uploads.delete'
  readonly batchSerial: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Why the province is not to be told of an upload, or not to know of it any more. */
export function ReasonForm({ ask, command, batchSerial, onClose, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { reason: '' })
  const { reason } = form.values
  const send = (): void => {
    const fault = emptyField(form.values, [['reason', t('uploads.reason')]])
    if (fault) form.refuse(fault)
    else form.send(command, { batchSerial, reason }, onDone)
  }
  useHotkeys({ 'Shift+F12': onClose })
  return (
    <form
      className="manage-side"
      data-testid="upload-reason"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{batchSerial}</h3>
      {command === 'uploads.delete' && <p className="field-hint">{t('uploads.deleteWhy')}</p>}
      <Field form={form} name="reason" label={t('uploads.reason')} isFirst maxLength={200} />
      <FormEnd
        form={form}
        label={command === 'uploads.drop' ? t('uploads.confirmDrop') : t('uploads.confirmDelete')}
        hotkey="Enter"
        testId="upload-reason-send"
      >
        <KeyButton label={t('actions.close')} hotkey="Shift+F12" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
