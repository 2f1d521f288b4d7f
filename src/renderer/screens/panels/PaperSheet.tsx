import { lazy, type ReactElement, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { Loaded } from '../../state/desk.ts'
import { PanelFailure } from './PanelFailure.tsx'

// the PDF library is half the size of everything else
const PdfPages = lazy(async () => ({ default: (await import('../dispense/PdfPages.tsx')).PdfPages }))

interface Props {
  /** asks the station for the paper; the same function as long as it is the same paper */
  readonly load: () => Promise<Result<{ readonly base64: string }, Failure>>
  readonly label: string
  /** CSS pixels */
  readonly width: number
  /** of its class */
  readonly kind: string
}

/** A paper as the printer would make it, or why there is none. */
export function PaperSheet({ load, label, width, kind }: Props): ReactElement {
  const { t } = useTranslation()
  const [sheet, setSheet] = useState<Loaded<string>>(null)
  useEffect(() => {
    let isGone = false
    void load().then((result) => {
      if (!isGone) setSheet(result.ok ? { value: result.value.base64 } : { failure: result.failure })
    })
    return () => {
      isGone = true
    }
  }, [load])
  const waiting = (
    <p className="file-note" role="status">
      {t('paper.loading')}
    </p>
  )
  if (sheet === null) return waiting
  if ('failure' in sheet) return <PanelFailure failure={sheet.failure} />
  return (
    <Suspense fallback={waiting}>
      <Pages base64={sheet.value} label={label} width={width} kind={kind} />
    </Suspense>
  )
}

function Pages({ base64, label, width, kind }: Omit<Props, 'load'> & { readonly base64: string }): ReactElement {
  const { t } = useTranslation()
  const load = useCallback(async () => base64, [base64])
  const words = { loading: t('paper.loading'), failed: t('paper.failed') }
  return <PdfPages load={load} label={label} testId="paper" width={width} words={words} className={`file paper paper-${kind}`} />
}
