import { Input } from 'antd'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockHappening } from '../../../../shared/contract/place.ts'
import type { UploadsView, UploadView } from '../../../../shared/contract/stock/uploads.ts'
import { Choice } from '../../../components/Choice.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { type UploadDeed, UploadTable } from './UploadTable.tsx'

const SHOWN = 200

interface Props {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager, who may drop and delete and choose the mode */
  readonly mayDecide: boolean
}

/** What the province has still to be told: how much waits, what was refused and why, and what is done about it. */
export function UploadsSection({ ask, act, listen, mayDecide }: Props): ReactElement {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [document, setDocument] = useState<string | null>(null)
  const [progress, setProgress] = useState<StockHappening | null>(null)
  const [asked, setAsked] = useState<{ readonly deed: 'drop' | 'delete'; readonly upload: UploadView } | null>(null)
  const question = useCallback((by: Ask) => by('uploads.view', { document }), [document])
  const { loaded, reload } = useLoaded(ask, question)
  useEffect(
    () =>
      listen('stock.changed', (happening) => {
        if (happening.part !== 'uploads') return
        setProgress(happening)
        reload()
      }),
    [listen, reload],
  )
  const look = (): void => setDocument(typed.trim() === '' ? null : typed.trim())
  const again = (batchSerial: string | null): void => act('uploads.again', { batchSerial }, reload)
  const againAll = (): void => again(null)
  useHotkeys({ F11: look, F12: againAll })
  const onDeed = (deed: UploadDeed, upload: UploadView): void => {
    if (deed === 'again') again(upload.batchSerial)
    else setAsked({ deed, upload })
  }
  return (
    <div className="stock-part">
      <div className="stock-line">
        <Input
          value={typed}
          maxLength={40}
          aria-label={t('uploads.paper')}
          placeholder={t('uploads.paperHint')}
          data-testid="uploads-paper"
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={look}
        />
        <KeyButton label={t('uploads.look')} hotkey="F11" testId="uploads-look" onPress={look} />
        <KeyButton label={t('uploads.again')} hotkey="F12" testId="uploads-again" isMain onPress={againAll} />
      </div>
      <Waiting loaded={loaded} onRetry={reload}>
        {(view) => (
          <>
            <UploadCounts view={view} progress={progress} />
            {view.stopped && <NoticeBand failure={view.stopped} at={null} testId="uploads-stopped" />}
            {asked && (
              <ReasonForm
                key={asked.upload.batchSerial}
                ask={ask}
                command={asked.deed === 'drop' ? 'uploads.drop' : 'uploads.delete'}
                batchSerial={asked.upload.batchSerial}
                onClose={() => setAsked(null)}
                onDone={() => {
                  setAsked(null)
                  reload()
                }}
              />
            )}
            {view.rows.length === 0 ? (
              <p className="column-empty" data-testid="uploads-none">
                {document === null ? t('uploads.allTold') : t('uploads.noneOfPaper')}
              </p>
            ) : (
              <UploadTable rows={view.rows} now={view.now} mayDecide={mayDecide} onDeed={onDeed} />
            )}
            {view.rows.length === SHOWN && <p className="field-hint">{t('uploads.shown', { count: SHOWN })}</p>}
            {mayDecide && view.modes.length > 1 && (
              <Choice
                name="stock-mode"
                label={t('uploads.mode')}
                value={view.mode}
                options={view.modes.map((mode) => [mode, t(`uploads.modeName.${mode}`)])}
                onChoose={(chosen) => {
                  const mode = view.modes.find((one) => one === chosen)
                  if (mode) act('uploads.setMode', { mode }, reload)
                }}
              />
            )}
          </>
        )}
      </Waiting>
    </div>
  )
}

/** The big numbers: what waits, what was refused, what nobody knows, what is late. */
export function UploadCounts({
  view: { counts, isSending },
  progress,
}: {
  readonly view: UploadsView
  readonly progress: StockHappening | null
}): ReactElement {
  const { t } = useTranslation()
  const numbers = [
    ['waiting', counts.waiting, 'word-waiting'],
    ['refused', counts.refused, 'word-bad'],
    ['unknown', counts.unknown, 'word-bad'],
    ['late', counts.late, 'word-bad'],
  ] as const
  return (
    <div className="stock-numbers" data-testid="upload-counts">
      {numbers.map(([name, count, word]) => (
        <p key={name} data-testid={`upload-count-${name}`}>
          <strong className={count === 0 ? 'word-good' : word}>{count}</strong> {t(`uploads.count.${name}`)}
        </p>
      ))}
      {isSending && progress?.of != null && progress.done !== null && (
        <p role="status">{t('uploads.progress', { done: progress.done, of: progress.of })}</p>
      )}
    </div>
  )
}
