import { Input } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountedDrug } from '../../../../shared/contract/stock/stocktake.ts'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import type { Loaded } from '../../../state/desk.ts'
import type { Ask } from '../../../state/store.ts'

interface Props {
  readonly ask: Ask
  /** of an open stocktake, whose drugs alone are found; null: any */
  readonly id: string | null
  readonly onFound: (drug: CountedDrug) => void
}

/** Finds a drug by a part of its name, its number or barcode; Enter looks, and one that is found is taken by its button. */
export function DrugFinder({ ask, id, onFound }: Props): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Loaded<readonly CountedDrug[]>>(null)
  const take = (drug: CountedDrug): void => {
    setText('')
    setFound(null)
    onFound(drug)
  }
  const look = (): void => {
    if (text.trim() === '') return
    void ask('stocktake.findDrugs', { id, text }).then((result) => {
      const [only, ...others] = result.ok ? result.value : []
      if (only !== undefined && others.length === 0) take(only)
      else setFound(result.ok ? { value: result.value } : { failure: result.failure })
    })
  }
  return (
    <div className="field">
      <label htmlFor="drug-text">{t('stocktake.find')}</label>
      <Input
        id="drug-text"
        value={text}
        autoFocus
        maxLength={60}
        placeholder={t('stocktake.findDrug')}
        data-testid="drug-text"
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          event.preventDefault()
          look()
        }}
      />
      {found !== null && 'failure' in found && <NoticeBand failure={found.failure} at={null} testId="drug-failure" />}
      {found !== null && 'value' in found && found.value.length === 0 && <p className="field-hint">{t('stocktake.noDrug')}</p>}
      {found !== null && 'value' in found && (
        <div className="stock-line">
          {found.value.map((drug) => (
            <button key={drug.id} type="button" className="manage-choice" data-testid="drug-found" onClick={() => take(drug)}>
              {drug.name} {drug.specification} {drug.manufacturer}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
