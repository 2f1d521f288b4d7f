import { LoadingOutlined, ScanOutlined } from '@ant-design/icons'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NextStep } from '../../state/nextStep.ts'

const underWay: ReadonlySet<NextStep['kind']> = new Set(['decoding', 'identifying', 'authorizing'])

interface Props {
  readonly step: NextStep
  /** the buttons */
  readonly children: ReactNode
}

/** The next step, in the largest letters of the screen. */
export function NextStepBand({ step, children }: Props): ReactElement {
  const { t } = useTranslation()
  const isWaiting = underWay.has(step.kind)
  const tone = step.kind === 'fixScanner' ? 'band-act' : isWaiting ? 'band-wait' : 'band-next-step'
  const hint =
    step.kind === 'fixScanner'
      ? t(`device.help.${step.reason}`)
      : step.kind === 'checkList'
        ? t('next.checkList.hint', { count: step.count })
        : t(`next.${step.kind}.hint`)
  return (
    <section className={`band ${tone}`} role="status" data-testid="next-step" data-step={step.kind}>
      <p className="band-turn">
        <span>{t(isWaiting ? 'next.wait' : 'next.label')}</span>
        {isWaiting && <LoadingOutlined aria-hidden="true" />}
        {step.kind === 'scanVoucher' && <ScanOutlined aria-hidden="true" />}
      </p>
      <div className="band-text">
        <h2>{t(`next.${step.kind}.title`)}</h2>
        <p className="band-next">{hint}</p>
      </div>
      {children}
    </section>
  )
}
