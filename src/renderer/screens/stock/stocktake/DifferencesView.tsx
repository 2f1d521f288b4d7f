import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StocktakeDifferences } from '../../../../shared/contract/stock/stocktake.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { yuan } from '../../../format/money.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { DifferenceTable } from './DifferenceTable.tsx'
import { ScopeWords } from './StocktakeList.tsx'
import type { StocktakeProps } from './StocktakeSection.tsx'
import { useDecision } from './useDecision.ts'
import { useStocktakeNews } from './useStocktakeNews.ts'

/** Rows on one page, as the station gives them. */
const PAGE = 50

interface Props extends StocktakeProps {
  readonly id: string
  readonly onBack: () => void
  readonly onCount: () => void
}

/** What differs, the dearest first; from here it is counted again, approved, or given up. */
export function DifferencesView({ ask, listen, mayDecide, id, onBack, onCount }: Props): ReactElement {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const [row, setRow] = useState(0)
  const question = useCallback((by: Ask) => by('stocktake.differences', { id, page }), [id, page])
  const { loaded, reload } = useLoaded(ask, question)
  const progress = useStocktakeNews(listen, id, reload)
  const { refused, isSure, recount, approve, cancel } = useDecision(ask, id, reload)
  const value = loaded !== null && 'value' in loaded ? loaded.value : null
  const pages = Math.max(1, Math.ceil((value?.total ?? 0) / PAGE))
  const isCounting = value?.summary.state === 'counting'
  const marked = value?.rows[Math.min(row, value.rows.length - 1)]
  const recountMarked = (): void => {
    if (marked) recount(marked.drug.id, onCount)
  }
  const turn = (to: number): void => {
    setPage(Math.min(pages, Math.max(1, to)))
    setRow(0)
  }
  const up = (): void => setRow(Math.max(0, row - 1))
  const down = (): void => setRow(Math.min((value?.rows.length ?? 1) - 1, row + 1))
  const earlier = (): void => turn(page - 1)
  const next = (): void => turn(page + 1)
  useHotkeys({
    ArrowUp: up,
    ArrowDown: down,
    PageUp: earlier,
    PageDown: next,
    F11: isCounting ? onCount : onBack,
    ...(isCounting && { 'Shift+F8': recountMarked }),
    ...(isCounting && mayDecide && { F12: approve, 'Shift+Delete': cancel }),
  })
  return (
    <div className="stock-part" data-testid="stocktake-differences">
      <div className="stock-line">
        {isCounting && (
          <>
            <KeyButton
              label={t('stocktake.recount')}
              hotkey="Shift+F8"
              testId="differences-recount"
              isDisabled={marked === undefined}
              onPress={recountMarked}
            />
            {mayDecide && (
              <>
                <KeyButton label={t('stocktake.approve')} hotkey="F12" testId="stocktake-approve" isMain onPress={approve} />
                <KeyButton
                  label={isSure ? t('stocktake.cancelSure') : t('stocktake.cancel')}
                  hotkey="Shift+Delete"
                  testId="stocktake-cancel"
                  onPress={cancel}
                />
              </>
            )}
          </>
        )}
        <KeyButton
          label={isCounting ? t('stocktake.count') : t('stocktake.back')}
          hotkey="F11"
          testId="differences-back"
          onPress={isCounting ? onCount : onBack}
        />
      </div>
      {refused && <NoticeBand failure={refused} at={null} testId="differences-refused" />}
      {progress?.of != null && progress.done !== null && (
        <p role="status">{t('stocktake.writing', { done: progress.done, of: progress.of })}</p>
      )}
      {isCounting && !mayDecide && <p className="field-hint">{t('stocktake.approveWho')}</p>}
      <Waiting loaded={loaded} onRetry={reload}>
        {(differences) => <Differences differences={differences} marked={row} onMark={setRow} />}
      </Waiting>
      {pages > 1 && (
        <div className="stock-line">
          <span>{t('stocktake.page', { page, pages })}</span>
          <KeyButton
            label={t('stocktake.earlierPage')}
            hotkey="PageUp"
            testId="differences-earlier"
            isDisabled={page === 1}
            onPress={earlier}
          />
          <KeyButton
            label={t('stocktake.nextPage')}
            hotkey="PageDown"
            testId="differences-next"
            isDisabled={page === pages}
            onPress={next}
          />
        </div>
      )}
    </div>
  )
}

/** What all differences come to, and those of one page. */
export function Differences({
  differences: { summary, rows, total, surplus, loss, disturbed },
  marked,
  onMark,
}: {
  readonly differences: StocktakeDifferences
  readonly marked: number
  readonly onMark: (row: number) => void
}): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <p className="stock-next">
        {summary.id} · <ScopeWords scope={summary.scope} /> ·{' '}
        {t('stocktake.progress', { counted: summary.counted, drugs: summary.drugs })}
      </p>
      <div className="stock-numbers" data-testid="differences-sum">
        <p>
          <strong>{total}</strong> {t('stocktake.items')}
        </p>
        <p>
          {t('stocktake.loss')} <strong className={loss > 0 ? 'word-bad' : 'word-good'}>{yuan(loss)}</strong>
        </p>
        <p>
          {t('stocktake.surplus')} <strong className={surplus > 0 ? 'word-waiting' : 'word-good'}>{yuan(surplus)}</strong>
        </p>
        {disturbed > 0 && (
          <p>
            <strong className="word-bad">{disturbed}</strong> {t('stocktake.toRecount')}
          </p>
        )}
      </div>
      {total === 0 ? (
        <p className="column-empty" data-testid="differences-none">
          {t('stocktake.noDifference')}
        </p>
      ) : (
        <DifferenceTable rows={rows} marked={marked} onMark={onMark} />
      )}
    </>
  )
}
