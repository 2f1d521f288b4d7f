import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitView } from '../../../shared/contract/counter.ts'
import type { Controls } from '../../state/controls.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'
import { PrescriptionCard } from './PrescriptionCard.tsx'

interface Props {
  readonly visit: VisitView | null
  /** epoch ms by the center's clock */
  readonly now: number
  readonly controls: Controls
}

/** The prescriptions waiting to be collected, in the center's order. */
export function PrescriptionColumn({ visit, now, controls }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column" data-testid="column-prescription" aria-label={t('columns.prescription')}>
      <ColumnHead number={2} title={t('columns.prescription')}>
        {visit?.phase === 'listed' && (
          <span className="column-count">
            <strong data-testid="prescription-count">{visit.prescriptions.length}</strong> {t('prescription.unit')}
          </span>
        )}
      </ColumnHead>
      <Content visit={visit} now={now} controls={controls} />
    </section>
  )
}

function Content({ visit, now, controls }: Props): ReactElement {
  const { t } = useTranslation()
  if (visit === null) return <p className="column-empty">{t('prescription.none')}</p>
  if (visit.phase === 'choosingPlace') return <PlaceChoice places={visit.places} controls={controls} />
  if (visit.phase === 'stopped') return <p className="column-empty">{t('prescription.stopped')}</p>
  if (visit.phase !== 'listed') return <p className="column-empty">{t('prescription.coming')}</p>
  if (visit.prescriptions.length === 0) {
    return (
      <div className="column-empty" data-testid="prescriptions-empty">
        <strong>{t('prescription.empty')}</strong>
        <p>{t('prescription.emptyNext')}</p>
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its column is scrolled by the keyboard
    <ol className="prescriptions" data-testid="prescriptions" tabIndex={0} aria-label={t('columns.prescription')}>
      {visit.prescriptions.map((prescription, index) => (
        <PrescriptionCard
          key={prescription.hiRxno}
          prescription={prescription}
          number={index + 1}
          now={now}
          controls={controls}
        />
      ))}
    </ol>
  )
}
