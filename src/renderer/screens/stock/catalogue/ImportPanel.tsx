import { type ReactElement, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { ImportPreview } from '../../../../shared/contract/stock/catalogue.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { base64Of } from '../../../format/base64.ts'
import type { Ask } from '../../../state/store.ts'
import { ImportPreviewView } from './ImportPreviewView.tsx'

/** What the station reads of a file; a larger one is not even opened. */
const LARGEST = 10 * 1024 * 1024

interface Props {
  readonly ask: Ask
  readonly onClose: () => void
  /** the import has begun */
  readonly onBegun: () => void
}

/** A file of drugs: chosen, looked at, and taken over when nothing in it is wrong. */
export function ImportPanel({ ask, onClose, onBegun }: Props): ReactElement {
  const { t } = useTranslation()
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isReading, setReading] = useState(false)
  /** of the file that was chosen last: an answer for an earlier one comes too late */
  const chosen = useRef(0)

  const show = (next: ImportPreview | null, reason: Failure | null): void => {
    setReading(false)
    setPreview(next)
    setFailure(reason)
  }
  const look = async (file: File): Promise<void> => {
    const own = ++chosen.current
    show(null, file.size > LARGEST ? { code: 'FILE_TOO_LARGE' } : null)
    if (file.size > LARGEST) return
    setReading(true)
    const result = await ask('catalogue.preview', { file: await base64Of(file) })
    if (own === chosen.current) show(result.ok ? result.value : null, result.ok ? null : result.failure)
  }
  const canApply = preview !== null && preview.faultCount === 0 && preview.added + preview.changed > 0
  const apply = (): void => {
    if (preview === null || !canApply) return
    void ask('catalogue.import', { previewId: preview.id }).then((result) => (result.ok ? onBegun() : show(null, result.failure)))
  }
  useHotkeys({ F12: apply, 'Shift+F11': onClose })
  return (
    <section className="manage-form manage-wide" data-testid="import-panel">
      <h3>{t('importing.title')}</h3>
      <p className="field-hint">{t('importing.hint')}</p>
      <div className="stock-line">
        <label className="key-file">
          <input
            type="file"
            accept=".xlsx,.csv"
            ref={focusOn}
            aria-label={t('importing.choose')}
            data-testid="import-file"
            onChange={(event) => {
              const { currentTarget } = event
              const file = currentTarget.files?.[0]
              // the same file may be chosen again once it was mended
              if (file !== undefined) void look(file).finally(() => (currentTarget.value = ''))
            }}
          />
          <span aria-hidden="true">{t('importing.choose')}</span>
        </label>
        <KeyButton
          label={t('importing.apply')}
          hotkey="F12"
          testId="import-apply"
          isMain
          isDisabled={!canApply}
          onPress={apply}
        />
        <KeyButton label={t('actions.close')} hotkey="Shift+F11" testId="close-form" onPress={onClose} />
      </div>
      {isReading && (
        <p role="status" className="column-empty">
          {t('importing.reading')}
        </p>
      )}
      {failure && <NoticeBand failure={failure} at={null} testId="import-failure" />}
      {preview && <ImportPreviewView preview={preview} />}
    </section>
  )
}

/** The keyboard goes on at the choice of the file: Enter or the space bar opens it. */
function focusOn(input: HTMLInputElement | null): void {
  input?.focus()
}
