import { type ReactElement, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { PdfPages } from '../dispense/PdfPages.tsx'

interface Props {
  readonly base64: string
  readonly label: string
}

/** sharp enough to be printed */
const WIDTH = 720

/** A paper that the station composed. */
export function PaperPages({ base64, label }: Props): ReactElement {
  const { t } = useTranslation()
  const load = useCallback(async () => base64, [base64])
  const words = { loading: t('sheet.loading'), failed: t('sheet.failed') }
  return <PdfPages load={load} label={label} testId="paper" width={WIDTH} words={words} className="file paper" />
}
