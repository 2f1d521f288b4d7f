import { type ReactElement, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ask } from '../../state/store.ts'
import { PdfPages } from './PdfPages.tsx'

interface Props {
  readonly caseId: string
  readonly ask: Ask
}

/** sharp enough to read on the largest width that the column has */
const WIDTH = 620

/** The signed file of the prescription. */
export function PrescriptionFile({ caseId, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const load = useCallback(async () => {
    const result = await ask('case.file', { caseId })
    return result.ok ? result.value.base64 : null
  }, [caseId, ask])
  const words = { loading: t('chosen.fileLoading'), failed: t('chosen.fileFailed') }
  return <PdfPages load={load} label={t('chosen.file')} testId="file" width={WIDTH} words={words} />
}
