import { type ReactElement, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalePaperKind } from '../../../shared/contract/stock/sale.ts'
import type { Ask } from '../../state/store.ts'
import { PaperSheet } from '../panels/PaperSheet.tsx'

interface Props {
  readonly saleId: string
  readonly kind: SalePaperKind
  readonly isPrinted: boolean
  readonly ask: Ask
}

/** A paper of an ordinary sale as the printer would make it. */
export function SalePaper({ saleId, kind, isPrinted, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const load = useCallback(() => ask('sale.paper', { saleId, kind }), [ask, saleId, kind])
  return (
    <section className="column sale-paper" aria-label={t(`salePaper.kind.${kind}`)} data-testid="sale-paper">
      <h3>{t(`salePaper.kind.${kind}`)}</h3>
      <p className="muted">{t('salePaper.keys')}</p>
      {isPrinted && (
        <p role="status" className="word-good" data-testid="printed">
          {t('paper.printed')}
        </p>
      )}
      <PaperSheet key={`${saleId} ${kind}`} load={load} label={t(`salePaper.kind.${kind}`)} width={420} kind={kind} />
    </section>
  )
}
