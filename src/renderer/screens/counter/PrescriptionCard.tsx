import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingPrescription } from '../../../shared/contract/counter.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { dateTime, tokenLife, validity } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'

interface Props {
  readonly prescription: WaitingPrescription
  /** its place in the list, from 1 */
  readonly number: number
  /** epoch ms by the center's clock */
  readonly now: number
  readonly controls: Controls
}

const SOON_MINUTES = 15

/** One waiting prescription: where it comes from, what for, and how long it and its authorization still hold. */
export function PrescriptionCard({ prescription, number, now, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { hiRxno, institution, department, diagnosis, prescribedAt, validUntil, tokenUntil } = prescription
  const valid = validity(validUntil, now)
  const token = tokenLife(tokenUntil, now)
  const isChosen = controls.desk.chosen === hiRxno
  const key = digits[number - 1]
  const isPressing = valid.kind !== 'days'
  const isTokenPressing = token.kind === 'expired' || (token.kind === 'minutes' && token.minutes < SOON_MINUTES)
  const tokenWords =
    token.kind === 'expired'
      ? t('prescription.token.expired')
      : token.kind === 'minutes'
        ? t('prescription.token.minutes', { minutes: token.minutes })
        : t('prescription.token.hours', { hours: token.hours, minutes: token.minutes })
  return (
    <li
      className={isChosen ? 'prescription prescription-chosen' : 'prescription'}
      data-testid="prescription"
      data-rx={hiRxno}
      aria-current={isChosen}
    >
      <div className="prescription-main">
        <h4>{institution}</h4>
        <p>
          <span className="muted">{t('prescription.department')}</span> {department}
        </p>
        <p>
          <span className="muted">{t('prescription.diagnosis')}</span> <strong>{diagnosis}</strong>
        </p>
      </div>
      <div className="prescription-choice">
        {isChosen && <p className="chip">{t('prescription.chosen')}</p>}
        {!isChosen && key && (
          <DeedButton
            controls={controls}
            hotkey={key}
            label={t('prescription.choose')}
            about={`${institution} ${diagnosis}`}
            testId="choose"
          />
        )}
      </div>
      <div className="prescription-time">
        <p className={isPressing ? 'chip chip-warn' : 'chip'} data-testid="validity">
          {valid.kind === 'days'
            ? t('prescription.validity.days', { days: valid.days })
            : t(`prescription.validity.${valid.kind}`)}
        </p>
        <p>
          <span className="muted">{t('prescription.validUntil')}</span> {dateTime(validUntil)}
        </p>
        <p>
          <span className="muted">{t('prescription.prescribedAt')}</span> {dateTime(prescribedAt)}
        </p>
        <p className={isTokenPressing ? 'token word-bad' : 'token'} data-testid="token-life">
          {tokenWords}
        </p>
      </div>
      <p className="prescription-number">
        {t('prescription.number')} {hiRxno}
      </p>
    </li>
  )
}
