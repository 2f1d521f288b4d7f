import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugView } from '../../../../shared/contract/stock/catalogue.ts'
import { specialClasses } from '../../../../shared/domain/specialClasses.ts'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { type DrugText, drugInput, drugTexts, drugValues, neededTexts } from '../../../state/drugForm.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'
import { DrugTerms } from './DrugTerms.tsx'

const texts = Object.keys(drugTexts) as readonly DrugText[]

interface Props {
  readonly ask: Ask
  /** null: a new one */
  readonly view: DrugView | null
  /** a manager; anybody else only looks */
  readonly mayChange: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** A drug of the shop: what it is, what it costs, where it stands, what the insurance says of it. */
export function DrugForm({ ask, view, mayChange, onClose, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, drugValues(view), { byCode: { DRUG_CODE_TAKEN: 'id', DRUG_COUNTED: 'piecesPerPack' } })
  const { values, isBusy } = form
  const isCounted = view?.isCounted ?? false
  const send = (): void => {
    if (!mayChange) return
    const fault = emptyField(
      values,
      neededTexts.map((name) => [name, t(`drug.field.${name}`)] as const),
    )
    const input = drugInput(values)
    if (fault) form.refuse(fault)
    else if (!input.ok) form.refuse(input.failure)
    else form.send('catalogue.save', { ...input.value, isNew: view === null }, onDone)
  }
  useHotkeys({ F12: send, 'Shift+F11': onClose })
  const isFixed = (name: DrugText): boolean =>
    !mayChange || (name === 'id' && view !== null) || (name === 'piecesPerPack' && isCounted)
  const chosen = values.special.split(' ')
  return (
    <form
      className="manage-form manage-grid"
      data-testid="drug-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3 className="stock-wide">{view === null ? t('drug.add') : view.drug.name}</h3>
      {texts.map((name) => (
        <Field
          key={name}
          form={form}
          name={name}
          label={t(`drug.field.${name}`)}
          hint={
            name === 'prefixes' ? t('drug.prefixesHint') : name === 'piecesPerPack' && isCounted ? t('drug.counted') : undefined
          }
          isFirst={name === (view === null ? 'id' : 'name')}
          isFixed={isFixed(name)}
          maxLength={drugTexts[name]}
        />
      ))}
      <Choice
        name="prescriptionDrug"
        label={t('drug.field.prescriptionDrug')}
        value={values.prescriptionDrug}
        options={(['no', 'yes', 'both'] as const).map((one) => [one, t(`catalogue.prescription.${one}`)])}
        isDisabled={isBusy || !mayChange}
        onChoose={(value) => form.type('prescriptionDrug', value)}
      />
      <Choice
        name="isTraced"
        label={t('drug.field.isTraced')}
        value={values.isTraced}
        options={(['yes', 'no'] as const).map((one) => [one, t(`drug.traced.${one}`)])}
        isDisabled={isBusy || !mayChange || isCounted}
        onChoose={(value) => form.type('isTraced', value)}
      />
      <Choice
        name="level"
        label={t('drug.field.level')}
        value={values.level}
        options={[
          ['', t('catalogue.level.none')],
          ...(['A', 'B', 'C'] as const).map((one) => [one, t(`catalogue.level.${one}`)] as const),
        ]}
        isDisabled={isBusy || !mayChange}
        onChoose={(value) => form.type('level', value)}
      />
      <fieldset className="ticks stock-wide">
        <legend>{t('drug.field.special')}</legend>
        {specialClasses.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              disabled={isBusy || !mayChange}
              data-testid={`special-${one}`}
              onChange={(event) =>
                form.type(
                  'special',
                  specialClasses.filter((each) => (each === one ? event.target.checked : chosen.includes(each))).join(' '),
                )
              }
            />
            {t(`catalogue.special.${one}`)}
          </label>
        ))}
      </fieldset>
      {view && <DrugTerms view={view} />}
      {mayChange ? (
        <FormEnd form={form} label={t('drug.save')} hotkey="F12" testId="drug-save">
          <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
        </FormEnd>
      ) : (
        <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
      )}
    </form>
  )
}
