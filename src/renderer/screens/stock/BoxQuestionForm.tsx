import { type ReactElement, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { BoxQuestion, LotOnBox } from '../../../shared/contract/stock/receiving.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { emptyField } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly ask: Ask
  /** the code that was scanned */
  readonly code: string
  /** what is known of it */
  readonly question: (code: string) => Promise<Result<BoxQuestion, Failure>>
  /** takes the box with what was said of it; the paper that it goes to */
  readonly target: { readonly deliveryId: string } | { readonly changeId: string }
  readonly onClose: () => void
  readonly onTaken: () => void
}

/** What a code does not tell: which drug it is of, once for all its boxes, and which lot, until another is named. */
export function BoxQuestionForm({ ask, code, question, target, onClose, onTaken }: Props): ReactElement {
  const { t } = useTranslation()
  const [known, setKnown] = useState<BoxQuestion | null>(null)
  const form = useForm(ask, { drug: '', number: '', madeOn: '', expiresOn: '' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each code
  useEffect(() => {
    void question(code).then((result) => {
      const told = result.ok ? result.value : { code, drug: null, lots: [], lot: { number: '', madeOn: '', expiresOn: '' } }
      form.put({ drug: '', ...(told.lots[0] ?? told.lot) })
      setKnown(told)
    })
  }, [code])
  const send = (): void => {
    const { drug, number, madeOn, expiresOn } = form.values
    const fault = emptyField(form.values, [
      ...(known?.drug ? [] : ([['drug', t('receiving.drug')]] as const)),
      ['number', t('receiving.lot')],
      ['madeOn', t('receiving.madeOn')],
      ['expiresOn', t('receiving.expiresOn')],
    ])
    const told = { code, drug, lot: { number, madeOn, expiresOn } }
    if (fault) form.refuse(fault)
    else if ('deliveryId' in target) form.send('receiving.take', { ...target, ...told }, onTaken)
    else form.send('changes.take', { ...target, ...told }, onTaken)
  }
  const choose = (number: string): void => {
    const lot: LotOnBox | undefined = known?.lots.find((one) => one.number === number)
    if (lot) form.put({ drug: form.values.drug, ...lot })
  }
  // the first field takes the focus when it comes, so that the form comes with all of them
  if (known === null) return <p className="field-hint">{code}</p>
  return (
    <form
      className="manage-side"
      data-testid="box-question"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{known.drug ? `${known.drug.name} ${known.drug.specification}` : t('receiving.unknownDrug')}</h3>
      <p className="field-hint">{code}</p>
      {known.drug === null && (
        <Field form={form} name="drug" label={t('receiving.drug')} hint={t('receiving.drugHint')} isFirst maxLength={50} />
      )}
      {known.lots.length > 0 && (
        <Choice
          name="known-lot"
          label={t('receiving.knownLots')}
          value={form.values.number}
          options={known.lots.map(({ number }) => [number, number])}
          onChoose={choose}
        />
      )}
      <Field form={form} name="number" label={t('receiving.lot')} isFirst={known.drug !== null} maxLength={30} />
      <Field form={form} name="madeOn" label={t('receiving.madeOn')} hint={t('receiving.dayHint')} maxLength={10} />
      <Field form={form} name="expiresOn" label={t('receiving.expiresOn')} maxLength={10} />
      <FormEnd form={form} label={t('receiving.takeBox')} hotkey="Enter" testId="box-question-send">
        <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}
