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

interface Props {
  readonly ask: Ask
  readonly listen: Listen
}

/** 一盒一生: scan or type any code, see the whole life of its box. */
export function BoxSection({ ask, listen }: Props): ReactElement {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [loaded, setLoaded] = useState<Loaded<BoxLife>>(null)
  const look = useCallback(
    (text: string) => {
      if (text.trim() === '') return
      void ask('box.life', { code: text }).then((result) =>
        setLoaded(result.ok ? { value: result.value } : { failure: result.failure }),
      )
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
      {loaded === null && <p className="column-empty">{t('box.empty')}</p>}
      {loaded !== null && 'failure' in loaded && <NoticeBand failure={loaded.failure} at={null} testId="box-failure" />}
      {loaded !== null && 'value' in loaded && <BoxCard life={loaded.value} />}
    </div>
  )
}
