import { LoadingOutlined, ScanOutlined } from '@ant-design/icons'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeconds } from '../../components/useSeconds.ts'
import { deviceHelp } from '../../format/deviceHelp.ts'
import { type moneyStanding, type NextStep, type StepValues, turnOf } from '../../state/nextStep.ts'

const scans: ReadonlySet<NextStep['kind']> = new Set(['scanVoucher', 'noScanner', 'scanPharmacist', 'scanBoxes', 'scanBack'])
/** something is not as it should be, though nobody failed */
const warnings: ReadonlySet<NextStep['kind']> = new Set([
  'fixScanner',
  'downloadLost',
  'verifyLost',
  'reviewLost',
  'presettleLost',
  'reportLost',
  'undoLost',
  'doneOwing',
  'handOverOwing',
  'toCancel',
  'toTakeBack',
  'rejected',
])
/** goods or money are at stake */
const alarms: ReadonlySet<NextStep['kind']> = new Set(['notGenuine', 'settleLost', 'revokeLost', 'reverseLost', 'withdrawn'])

const noValues: StepValues = { count: 0, taken: 0, wanted: 0, scanned: 0, cash: '', pharmacist: '', where: '' }

function toneOf(kind: NextStep['kind']): string {
  if (alarms.has(kind)) return 'band-stop'
  if (warnings.has(kind)) return 'band-act'
  return turnOf[kind] === 'center' ? 'band-wait' : 'band-next-step'
}

interface Props {
  readonly step: NextStep
  /** what became of the money of the case; null without one */
  readonly standing: ReturnType<typeof moneyStanding> | null
  /** the buttons */
  readonly children: ReactNode
}

/** The next step, in the largest letters of the screen, with whose turn it is and what became of the money. */
export function NextStepBand({ step, standing, children }: Props): ReactElement {
  const { t } = useTranslation()
  const { kind } = step
  const values = { ...noValues, ...step.values }
  const turn = turnOf[kind]
  const isWaiting = turn === 'center'
  const seconds = useSeconds(isWaiting ? kind : null)
  return (
    <section className={`band ${toneOf(kind)}`} role="status" data-testid="next-step" data-step={kind}>
      <p className="band-turn">
        <span>{t(isWaiting ? 'next.wait' : 'next.label')}</span>
        <strong data-testid="step-turn">{t(`turns.${turn}`)}</strong>
        {isWaiting && <LoadingOutlined aria-hidden="true" />}
        {scans.has(kind) && <ScanOutlined aria-hidden="true" />}
      </p>
      <div className="band-text">
        <h2>{t(`next.${kind}.title`, values)}</h2>
        <p className="band-next">
          {kind === 'fixScanner'
            ? deviceHelp(t, { kind: 'scanner', reason: step.reason ?? 'absent' })
            : t(`next.${kind}.hint`, values)}
        </p>
        <p className="band-facts">
          {standing && <strong data-testid="standing">{t(`standing.${standing}`)}</strong>}
          {seconds > 0 && <span data-testid="slow">{t('next.slow', { seconds })}</span>}
        </p>
      </div>
      {children}
    </section>
  )
}
