import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountedDrug } from '../../../../shared/contract/stock/stocktake.ts'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import type { Ask } from '../../../state/store.ts'
import { quantityTyped } from './countWords.ts'
import { DrugFinder } from './DrugFinder.tsx'

interface Props {
  readonly ask: Ask
  readonly id: string
  readonly onDone: () => void
}

/** Goods counted by quantity: which drug, which lot, how many. */
export function QuantityForm({ ask, id, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const [drug, setDrug] = useState<CountedDrug | null>(null)
  return (
    <div className="stock-part" data-testid="quantity-form">
      <h3>{t('stocktake.byQuantity')}</h3>
      <p className="field-hint">{t('stocktake.byQuantityHint')}</p>
      {drug === null ? (
        <DrugFinder ask={ask} id={id} onFound={setDrug} />
      ) : (
        <AmountForm key={drug.id} ask={ask} id={id} drug={drug} onDone={onDone} />
      )}
    </div>
  )
}

function AmountForm({ ask, id, drug, onDone }: Props & { readonly drug: CountedDrug }): ReactElement {
  const { t } = useTranslation()
  const form = useForm(
    ask,
    { lotId: drug.lots[0]?.id ?? '', units: '', pieces: '' },
    { byCode: { STOCKTAKE_NOT_IN_PIECES: 'units' } },
  )
  const { lotId, units, pieces } = form.values
  const quantity = quantityTyped(units, pieces)
  const send = (): void => {
    if (quantity !== null && lotId !== '') form.send('stocktake.countQuantity', { id, drugId: drug.id, lotId, quantity }, onDone)
  }
  useHotkeys({ F12: send })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p>
        <strong>
          {drug.name} {drug.specification}
        </strong>{' '}
        {drug.manufacturer}
      </p>
      {drug.lots.length === 0 ? (
        <p className="field-hint">{t('stocktake.lotNone')}</p>
      ) : (
        <Choice
          name="lot"
          label={t('stocktake.lot')}
          value={lotId}
          options={drug.lots.map(({ id: lot, number, expiresOn }) => [lot, [number, expiresOn].filter(Boolean).join(' · ')])}
          onChoose={(chosen) => form.type('lotId', chosen)}
        />
      )}
      <Field form={form} name="units" label={t('stocktake.units', { unit: drug.unit })} isFirst maxLength={11} />
      {drug.isTraced && drug.perUnit > 1 && (
        <Field form={form} name="pieces" label={t('stocktake.pieces', { unit: drug.pieceUnit })} maxLength={5} />
      )}
      <FormEnd
        form={form}
        label={t('stocktake.countIt')}
        hotkey="F12"
        testId="quantity-count"
        isDisabled={quantity === null || lotId === ''}
      />
    </form>
  )
}
