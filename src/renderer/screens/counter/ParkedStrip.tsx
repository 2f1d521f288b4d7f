import { ExclamationCircleFilled, LoadingOutlined } from '@ant-design/icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParkedVisit } from '../../../shared/contract/counter.ts'
import type { Controls } from '../../state/controls.ts'
import { takeUpKeys } from '../../state/deeds.ts'
import { ColourWord } from './ColourWord.tsx'

interface Props {
  readonly parked: readonly ParkedVisit[]
  readonly controls: Controls
}

/** The visits that were put aside, oldest first: whose they are, how far, and whether somebody must look. Nothing while there is none. */
export function ParkedStrip({ parked, controls }: Props): ReactElement | null {
  const { t } = useTranslation()
  if (parked.length === 0) return null
  return (
    <nav className="parked" data-testid="parked" aria-label={t('parked.title')}>
      {parked.map((visit, index) => (
        <Chip key={visit.id} visit={visit} index={index} controls={controls} />
      ))}
    </nav>
  )
}

interface ChipProps {
  readonly visit: ParkedVisit
  readonly index: number
  readonly controls: Controls
}

function Chip({ visit, index, controls }: ChipProps): ReactElement {
  const { t } = useTranslation()
  const { id, colour, patient, caseState, phase, isUnderWay, needsCare } = visit
  const key = takeUpKeys[index]
  const deed = key && controls.keys[key]
  return (
    <button
      type="button"
      className={`parked-visit parked-${colour}`}
      data-testid="parked-visit"
      data-visit={id}
      aria-keyshortcuts={key?.replace('Ctrl', 'Control')}
      disabled={deed === undefined || controls.underWay !== null}
      onClick={() => deed && controls.perform(deed)}
    >
      <span className="parked-who">
        <ColourWord colour={colour} />
        <strong>{patient?.name ?? t('patient.unknown')}</strong>
        {patient && <span className="tail">{patient.lastFour}</span>}
        {key && <kbd>{key}</kbd>}
      </span>
      <span className="parked-state">
        <span>{caseState ? t(`caseState.${caseState}`) : t(`parked.phase.${phase}`)}</span>
        {isUnderWay && (
          <span>
            <LoadingOutlined aria-hidden="true" /> {t('parked.underWay')}
          </span>
        )}
        {needsCare && (
          <strong className="parked-care">
            <ExclamationCircleFilled aria-hidden="true" /> {t('parked.needsCare')}
          </strong>
        )}
      </span>
    </button>
  )
}
