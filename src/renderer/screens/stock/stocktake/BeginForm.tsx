import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountedDrug, StocktakeSummary } from '../../../../shared/contract/stock/stocktake.ts'
import { Choice } from '../../../components/Choice.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import type { Ask } from '../../../state/store.ts'
import { DrugFinder } from './DrugFinder.tsx'

interface Props {
  readonly ask: Ask
  readonly shelves: readonly string[]
  readonly onBack: () => void
  readonly onBegun: (stocktake: StocktakeSummary) => void
}

const kinds = Object.freeze(['shop', 'shelf', 'drugs'] as const)

/** What is to be counted, and whether whoever counts sees what the books have. Blind at first: it is the more honest way. */
export function BeginForm({ ask, shelves, onBack, onBegun }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { kind: 'shop', shelf: shelves[0] ?? '', how: 'blind' })
  const [drugs, setDrugs] = useState<readonly CountedDrug[]>([])
  const { kind, shelf, how } = form.values
  const isReady = kind === 'shop' || (kind === 'shelf' ? shelf !== '' : drugs.length > 0)
  const begin = (): void => {
    if (!isReady) return
    const scope =
      kind === 'shelf'
        ? { kind: 'shelf' as const, shelf }
        : kind === 'drugs'
          ? { kind: 'drugs' as const, drugIds: drugs.map(({ id }) => id) }
          : { kind: 'shop' as const }
    form.send('stocktake.begin', { scope, isBlind: how === 'blind' }, onBegun)
  }
  useHotkeys({ F12: begin })
  return (
    <form
      className="stock-part"
      data-testid="stocktake-form"
      onSubmit={(event) => {
        event.preventDefault()
        begin()
      }}
    >
      <Choice
        name="kind"
        label={t('stocktake.scope')}
        value={kind}
        options={kinds.map((name) => [name, t(`stocktake.scopeName.${name}`)])}
        onChoose={(chosen) => form.type('kind', chosen)}
      />
      {kind === 'shelf' &&
        (shelves.length === 0 ? (
          <p className="field-hint">{t('stocktake.noShelves')}</p>
        ) : (
          <Choice
            name="shelf"
            label={t('stocktake.shelf')}
            value={shelf}
            options={shelves.map((name) => [name, name])}
            onChoose={(chosen) => form.type('shelf', chosen)}
          />
        ))}
      {kind === 'drugs' && (
        <>
          <DrugFinder ask={ask} id={null} onFound={(drug) => setDrugs([...drugs.filter(({ id }) => id !== drug.id), drug])} />
          <ul data-testid="stocktake-drugs">
            {drugs.map(({ id, name, specification, manufacturer }) => (
              <li key={id}>
                {name} {specification} {manufacturer}
              </li>
            ))}
          </ul>
        </>
      )}
      <Choice
        name="how"
        label={t('stocktake.how')}
        value={how}
        options={[
          ['blind', t('stocktake.blind')],
          ['seeing', t('stocktake.seeing')],
        ]}
        onChoose={(chosen) => form.type('how', chosen)}
      />
      <FormEnd form={form} label={t('stocktake.beginNow')} hotkey="F12" testId="stocktake-begin-now" isDisabled={!isReady}>
        <KeyButton label={t('stocktake.back')} hotkey="F11" testId="stocktake-back" onPress={onBack} />
      </FormEnd>
    </form>
  )
}
