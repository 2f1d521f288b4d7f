import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { PlaceScan } from '../../../../shared/contract/place.ts'
import type { StocktakeView } from '../../../../shared/contract/stock/stocktake.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { useScans } from '../../../components/useScans.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { type BoxAsked, BoxForm } from './BoxForm.tsx'
import { LastBox, RecentLines } from './LastBox.tsx'
import { QuantityForm } from './QuantityForm.tsx'
import { ScopeWords } from './StocktakeList.tsx'
import type { StocktakeProps } from './StocktakeSection.tsx'
import { useStocktakeNews } from './useStocktakeNews.ts'

interface Props extends StocktakeProps {
  readonly id: string
  readonly onBack: () => void
  readonly onDifferences: () => void
}

/** What is asked of whoever counts, beside scanning. */
type Asked = BoxAsked | { readonly kind: 'quantity' } | null

/** Counting: the scanner alone does it; the box that was read last stands large, with how many of its drug are counted. */
export function CountView({ ask, act, listen, id, onBack, onDifferences }: Props): ReactElement {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  const question = useCallback((by: Ask) => by('stocktake.view', { id }), [id])
  const { loaded, reload } = useLoaded(ask, question)
  useStocktakeNews(listen, id, reload)
  const onScan = useCallback(({ text, failure }: PlaceScan) => {
    const isOpened = failure?.code === 'STOCKTAKE_PIECES_NEEDED'
    setRefused(isOpened ? null : failure)
    setAsked(isOpened ? { kind: 'opened', code: text } : null)
  }, [])
  useScans(ask, listen, 'stocktake', id, onScan)
  const last = loaded !== null && 'value' in loaded ? loaded.value.last : null
  const done = (): void => {
    setAsked(null)
    reload()
  }
  const takeBack = (): void => act('stocktake.takeBack', { id }, done)
  const byHand = (): void => {
    const isNew = last !== null && last.code !== null && last.place === null
    setAsked(isNew ? { kind: 'last', line: last } : { kind: 'typed' })
  }
  const byQuantity = (): void => setAsked({ kind: 'quantity' })
  const leave = (): void => setAsked(null)
  const takeBackLast = last === null ? null : takeBack
  useHotkeys({
    'Shift+F7': byQuantity,
    'Shift+F9': byHand,
    ...(asked === null ? { F11: onBack, F12: onDifferences, Delete: takeBackLast } : { F11: leave }),
  })
  return (
    <div className="stock-part" data-testid="stocktake-count">
      <div className="stock-line">
        <KeyButton label={t('stocktake.byQuantity')} hotkey="Shift+F7" testId="count-quantity" onPress={byQuantity} />
        <KeyButton label={t('stocktake.byHand')} hotkey="Shift+F9" testId="count-by-hand" onPress={byHand} />
        {asked === null && (
          <>
            <KeyButton
              label={t('stocktake.takeBack')}
              hotkey="Delete"
              testId="count-take-back"
              isDisabled={last === null}
              onPress={takeBack}
            />
            <KeyButton label={t('stocktake.differences')} hotkey="F12" testId="count-differences" onPress={onDifferences} />
          </>
        )}
        <KeyButton label={t('stocktake.back')} hotkey="F11" testId="count-back" onPress={asked === null ? onBack : leave} />
      </div>
      {refused && <NoticeBand failure={refused} at={null} testId="count-refused" />}
      {asked?.kind === 'quantity' && <QuantityForm ask={ask} id={id} onDone={done} />}
      {asked !== null && asked.kind !== 'quantity' && (
        <BoxForm key={asked.kind === 'opened' ? asked.code : asked.kind} ask={ask} id={id} asked={asked} onDone={done} />
      )}
      <Waiting loaded={loaded} onRetry={reload}>
        {(view) => <Counted view={view} />}
      </Waiting>
    </div>
  )
}

/** What was counted so far: the last box large, the progress, who takes part, what everybody counted last. */
export function Counted({ view }: { readonly view: StocktakeView }): ReactElement {
  const { t } = useTranslation()
  const { summary, last, running, recent } = view
  return (
    <>
      <p className="stock-next" role="status">
        {t('stocktake.scanNext')} · <ScopeWords scope={summary.scope} /> · {summary.id}
      </p>
      {last === null || running === null ? (
        <p className="column-empty">{t('stocktake.scanFirst')}</p>
      ) : (
        <LastBox line={last} running={running} />
      )}
      <p className="muted" data-testid="count-progress">
        {t('stocktake.progress', { counted: summary.counted, drugs: summary.drugs })} · {t('stocktake.people')}{' '}
        {summary.people.map((person) => t('stocktake.personLines', person)).join('、')}
      </p>
      {recent.length > 0 && <RecentLines lines={recent} />}
    </>
  )
}
