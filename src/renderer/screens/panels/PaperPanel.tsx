import { type ReactElement, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperKind } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'
import type { PapersOf } from '../../state/desk.ts'
import { papersNow } from '../../state/panelKeys.ts'
import type { Ask } from '../../state/store.ts'
import { PaperSheet } from './PaperSheet.tsx'

/** CSS pixels: what comes from the roll is 80 mm wide, the others are pages */
const widths = {
  goodsList: 420,
  receipt: 420,
  refund: 420,
  notGenuine: 720,
  prescription: 720,
  bagLabel: 420,
} as const satisfies Record<PaperKind, number>

interface Props {
  readonly controls: Controls
  readonly ask: Ask
}

/** The papers of a case: one is chosen, looked at, and printed. */
export function PaperPanel({ controls, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const { papersOf: of, paper, isPrinted } = controls.desk
  const papers = of === null ? [] : papersNow(of, controls.situation.counter)
  return (
    <section className="column panel" data-testid="panel-paper" aria-label={t('paper.title')}>
      <div className="panel-head">
        <h3 className="column-head">{paper === null ? t('paper.title') : t(`paper.kind.${paper}`)}</h3>
        {of !== null && (
          <p data-testid="paper-of">
            <strong>{of.patientName}</strong> <span className="tail">{of.lastFour}</span> {of.document}
          </p>
        )}
        <p className="muted">{t('paper.keys')}</p>
        {isPrinted && (
          <p role="status" className="word-good" data-testid="printed">
            {t('paper.printed')}
          </p>
        )}
        <DeedButton controls={controls} hotkey="Enter" label={t('paper.print')} testId="print" isMain />
        <DeedButton controls={controls} hotkey="Escape" label={t('actions.close')} testId="close-panel" />
      </div>
      <div className="paper-choices">
        {papers.map((kind, index) => {
          const key = digits[index]
          const label = t(`paper.kind.${kind}`)
          return (
            key && (
              <DeedButton
                key={kind}
                controls={controls}
                hotkey={key}
                label={label}
                testId={`paper-${kind}`}
                isMain={kind === paper}
              />
            )
          )
        })}
      </div>
      {of === null || paper === null || !papers.includes(paper) ? (
        <p className="column-empty">{t('paper.none')}</p>
      ) : (
        <Sheet key={`${of.caseId} ${paper}`} of={of} kind={paper} ask={ask} />
      )}
    </section>
  )
}

function Sheet({ of, kind, ask }: { readonly of: PapersOf; readonly kind: PaperKind; readonly ask: Ask }): ReactElement {
  const { t } = useTranslation()
  const { caseId } = of
  const load = useCallback(() => ask('case.paper', { caseId, kind }), [ask, caseId, kind])
  return <PaperSheet load={load} label={t(`paper.kind.${kind}`)} width={widths[kind]} kind={kind} />
}
