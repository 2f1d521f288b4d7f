import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { parseQuantity } from '../../../../shared/domain/money.ts'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'

interface Props {
  readonly ask: Ask
  readonly changeId: string
  readonly onClose: () => void
}

const blank = { drug: '', number: '', madeOn: '', expiresOn: '', quantity: '' }

/** Goods without trace codes, by their quantity. */
export function LooseForm({ ask, changeId, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, blank)
  const send = (): void => {
    const { drug, number, madeOn, expiresOn, quantity } = form.values
    const fault = emptyField(form.values, [
      ['drug', t('receiving.drug')],
      ['number', t('receiving.lot')],
      ['madeOn', t('receiving.madeOn')],
      ['expiresOn', t('receiving.expiresOn')],
      ['quantity', t('receiving.quantity')],
    ])
    const lot = { number, madeOn, expiresOn }
    // what is no number the station refuses, naming the field
    if (fault) form.refuse(fault)
    else form.send('changes.addLoose', { changeId, drug, lot, quantity: parseQuantity(quantity) ?? 0 }, onClose)
  }
  return (
    <form
      className="manage-side"
      data-testid="loose-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field form={form} name="drug" label={t('receiving.drug')} hint={t('receiving.drugHint')} isFirst maxLength={50} />
      <Field form={form} name="number" label={t('receiving.lot')} maxLength={30} />
      <Field form={form} name="madeOn" label={t('receiving.madeOn')} hint={t('receiving.dayHint')} maxLength={10} />
      <Field form={form} name="expiresOn" label={t('receiving.expiresOn')} maxLength={10} />
      <Field form={form} name="quantity" label={t('receiving.quantity')} maxLength={16} />
      <FormEnd form={form} label={t('changes.addLoose')} hotkey="Enter" testId="loose-send">
        <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
