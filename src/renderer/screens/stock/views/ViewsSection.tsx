import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { StockView, StockViewAsk } from '../../../../shared/contract/stock/views.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { VIEW_PAGE } from '../../../../shared/domain/stockViews.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { useNow } from '../../../components/useNow.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { saveXlsx } from './saveFile.ts'
import { CauseChart, ExpiryChart, TurnoverChart, ValueChart } from './ViewCharts.tsx'
import { ViewFigures } from './ViewFigures.tsx'
import { ViewRows } from './ViewRows.tsx'
import { firstAsk, stepped, viewKinds } from './viewAsk.ts'

interface Props {
  readonly ask: Ask
  /** what the center's clock is ahead of this one, ms */
  readonly clockOffsetMs: number
}

/** What became of the last export or print. */
type Done = { readonly word: string } | { readonly failure: Failure } | null

/** The stock as a whole: what it is worth, how it turns over, what expires, what the province has to be told by when. Figures, chart, rows; each as a file or on paper. */
export function ViewsSection({ ask, clockOffsetMs }: Props): ReactElement {
  const { t } = useTranslation()
  const month = shanghaiDate(useNow(clockOffsetMs)).slice(0, 7)
  const [wanted, setWanted] = useState<StockViewAsk>({ kind: 'value', days: 30 })
  const [page, setPage] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<Done>(null)
  const question = useCallback((by: Ask) => by('stock.view', { ask: wanted, page }), [wanted, page])
  const { loaded, reload } = useLoaded(ask, question)
  const total = loaded !== null && 'value' in loaded ? loaded.value.total : 0
  const pages = Math.max(1, Math.ceil(total / VIEW_PAGE))

  const want = (next: StockViewAsk | null): void => {
    if (next === null) return
    setWanted(next)
    setPage(0)
    setDone(null)
  }
  const turn = (by: number): void => setPage(Math.min(Math.max(page + by, 0), pages - 1))
  const take = async (): Promise<Done> => {
    const file = await ask('stock.viewFile', { ask: wanted })
    if (!file.ok) return { failure: file.failure }
    saveXlsx(file.value.name, file.value.base64)
    return { word: t('views.saved', { name: file.value.name }) }
  }
  const print = async (): Promise<Done> => {
    const printed = await ask('stock.printView', { ask: wanted })
    return printed.ok ? { word: t('views.printed') } : { failure: printed.failure }
  }
  const once = (work: () => Promise<Done>) => (): void => {
    if (isBusy) return
    setBusy(true)
    setDone(null)
    void work().then((became) => {
      setDone(became)
      setBusy(false)
    })
  }
  const onExport = once(take)
  const onPrint = once(print)
  const shorter = stepped(wanted, -1, month)
  const longer = stepped(wanted, 1, month)
  const goShorter = (): void => want(shorter)
  const goLonger = (): void => want(longer)
  const turnBack = (): void => turn(-1)
  const turnOn = (): void => turn(1)
  useHotkeys({
    ...Object.fromEntries(viewKinds.map((kind, index) => [`${index + 1}`, () => want(firstAsk(kind, month))])),
    ArrowLeft: goShorter,
    ArrowRight: goLonger,
    PageUp: turnBack,
    PageDown: turnOn,
    F8: onExport,
    F9: onPrint,
  })

  return (
    <div className="stock-part">
      <div className="stock-line">
        {viewKinds.map((kind, index) => (
          <KeyButton
            key={kind}
            label={t(`views.kind.${kind}`)}
            hotkey={`${index + 1}`}
            testId={`view-${kind}`}
            isMain={kind === wanted.kind}
            onPress={() => want(firstAsk(kind, month))}
          />
        ))}
        <KeyButton label={t('views.export')} hotkey="F8" testId="view-export" isBusy={isBusy} onPress={onExport} />
        <KeyButton label={t('views.print')} hotkey="F9" testId="view-print" isBusy={isBusy} onPress={onPrint} />
      </div>
      {done !== null && 'failure' in done && <NoticeBand failure={done.failure} at={null} testId="view-failure" />}
      {done !== null && 'word' in done && (
        <p role="status" className="word-good" data-testid="view-done">
          {done.word}
        </p>
      )}
      <Waiting loaded={loaded} onRetry={reload}>
        {(view) => (
          <div className="view" data-testid="view" data-kind={view.kind}>
            <ViewFigures view={view} />
            {wanted.kind !== 'deadlines' && wanted.kind !== 'causes' && (
              <div className="stock-line">
                <KeyButton
                  label={t(`views.shorter.${wanted.kind}`)}
                  hotkey="ArrowLeft"
                  testId="view-shorter"
                  isDisabled={shorter === null}
                  onPress={goShorter}
                />
                <strong data-testid="view-span">{spanOf(wanted)}</strong>
                <KeyButton
                  label={t(`views.longer.${wanted.kind}`)}
                  hotkey="ArrowRight"
                  testId="view-longer"
                  isDisabled={longer === null}
                  onPress={goLonger}
                />
              </div>
            )}
            <ViewChart view={view} />
            <ViewRows view={view} />
            {pages > 1 && (
              <div className="stock-line">
                <KeyButton
                  label={t('views.pageBefore')}
                  hotkey="PageUp"
                  testId="view-page-before"
                  isDisabled={page === 0}
                  onPress={turnBack}
                />
                <span data-testid="view-page">{t('views.page', { page: page + 1, pages, total })}</span>
                <KeyButton
                  label={t('views.pageAfter')}
                  hotkey="PageDown"
                  testId="view-page-after"
                  isDisabled={page + 1 >= pages}
                  onPress={turnOn}
                />
              </div>
            )}
          </div>
        )}
      </Waiting>
    </div>
  )

  function spanOf(asked: StockViewAsk): string {
    if (asked.kind === 'turnover') return asked.month
    if (asked.kind === 'deadlines' || asked.kind === 'causes') return ''
    return t('views.days', { days: asked.kind === 'value' ? asked.days : asked.within })
  }
}

function ViewChart({ view }: { readonly view: StockView }): ReactElement | null {
  switch (view.kind) {
    case 'value':
      return <ValueChart view={view} />
    case 'turnover':
      return <TurnoverChart view={view} />
    case 'expiry':
      return <ExpiryChart view={view} />
    case 'causes':
      return view.rows.length === 0 ? null : <CauseChart view={view} />
    case 'deadlines':
      return null
  }
}
