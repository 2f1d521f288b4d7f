import { Input } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaceScan } from '../../../../shared/contract/place.ts'
import type { BoxLife } from '../../../../shared/contract/stock/box.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useScans } from '../../../components/useScans.ts'
import type { Loaded } from '../../../state/desk.ts'
import type { Ask, Listen } from '../../../state/store.ts'
import { BoxCard } from './BoxCard.tsx'
import { DrugBook } from './DrugBook.tsx'

interface Props {
  readonly ask: Ask
  readonly listen: Listen
}

/** The life of a box and its drug; of what is no trace code the drug alone, or why there is none. */
async function lookUp(ask: Ask, text: string): Promise<{ readonly life: Loaded<BoxLife>; readonly drugId: string | null }> {
  const life = await ask('box.life', { code: text })
  if (life.ok) return { life: { value: life.value }, drugId: life.value.drug?.id ?? null }
  const book = await ask('stock.movements', { of: text, after: null })
  return book.ok ? { life: null, drugId: book.value.drugId } : { life: { failure: life.failure }, drugId: null }
}

/** 一盒一生: scan or type any code, see the whole life of its box, and the book of its drug. */
export function BoxSection({ ask, listen }: Props): ReactElement {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [loaded, setLoaded] = useState<Loaded<BoxLife>>(null)
  const [drug, setDrug] = useState<string | null>(null)
  const look = useCallback(
    (text: string) => {
      if (text.trim() === '') return
      void lookUp(ask, text).then(({ life, drugId }) => {
        setLoaded(life)
        setDrug(drugId)
      })
    },
    [ask],
  )
  const onScan = useCallback(
    ({ text }: PlaceScan) => {
      setCode(text)
      look(text)
    },
    [look],
  )
  useScans(ask, listen, 'box', '', onScan)
  const lookTyped = (): void => look(code)
  useHotkeys({ F12: lookTyped })
  return (
    <div className="stock-part">
      <div className="stock-line">
        <Input
          value={code}
          autoFocus
          maxLength={200}
          aria-label={t('box.code')}
          placeholder={t('box.scanOrType')}
          data-testid="box-code"
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={lookTyped}
        />
        <KeyButton label={t('box.look')} hotkey="F12" testId="box-look" onPress={lookTyped} />
      </div>
      {loaded === null && drug === null && <p className="column-empty">{t('box.empty')}</p>}
      {loaded !== null && 'failure' in loaded && <NoticeBand failure={loaded.failure} at={null} testId="box-failure" />}
      {loaded !== null && 'value' in loaded && <BoxCard life={loaded.value} />}
      {drug !== null && <DrugBook key={drug} ask={ask} of={drug} />}
    </div>
  )
}
