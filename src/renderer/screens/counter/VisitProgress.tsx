import { CheckOutlined, LoadingOutlined, MinusOutlined } from '@ant-design/icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitPhase } from '../../../shared/contract/counter.ts'

const steps = ['decoding', 'identifying', 'authorizing'] as const
const icons = { done: CheckOutlined, underWay: LoadingOutlined, waiting: MinusOutlined } as const

/** The three questions to the center, each with its state in a word. */
export function VisitProgress({ phase }: { readonly phase: Exclude<VisitPhase, 'stopped'> }): ReactElement {
  const { t } = useTranslation()
  const reached = phase === 'listed' ? steps.length : steps.indexOf(stepOf(phase))
  return (
    <ol className="progress" data-testid="progress" aria-label={t('patient.progress')}>
      {steps.map((step, index) => {
        const state = index < reached ? 'done' : index === reached ? 'underWay' : 'waiting'
        const Icon = icons[state]
        return (
          <li
            key={step}
            className={`progress-${state}`}
            data-state={state}
            aria-current={state === 'underWay' ? 'step' : undefined}
          >
            <Icon aria-hidden="true" />
            <span>{t(`progress.step.${step}`)}</span>
            <strong>{t(`progress.state.${state}`)}</strong>
          </li>
        )
      })}
    </ol>
  )
}

/** The question that a phase without one of its own waits in: a place is chosen of the answer of 1101, and a password stands for the QR. */
function stepOf(phase: Exclude<VisitPhase, 'stopped' | 'listed'>): (typeof steps)[number] {
  if (phase === 'choosingPlace') return 'identifying'
  return phase === 'awaitingPassword' ? 'decoding' : phase
}
