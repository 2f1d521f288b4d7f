import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CenterView, CounterState } from '../../../shared/contract/counter.ts'
import type { DeviceView } from '../../../shared/contract/devices.ts'
import { type Level, StatusLight } from '../../components/StatusLight.tsx'
import { deviceHelp } from '../../format/deviceHelp.ts'

const deviceLevel = { connecting: 'waiting', connected: 'good', disconnected: 'bad', error: 'bad' } as const satisfies Record<
  DeviceView['state'],
  Level
>

/** The center's light: red when it is out of reach or refused the sign-in, green only when both stand. */
export function centerLevel({ reach, signIn }: Pick<CenterView, 'reach' | 'signIn'>): Level {
  if (reach === 'unreachable' || signIn === 'failed') return 'bad'
  return reach === 'reachable' && signIn === 'done' ? 'good' : 'waiting'
}

interface Props {
  readonly counter: Pick<CounterState, 'devices' | 'center' | 'openQuestions'>
  readonly connected: boolean
}

/** Devices, center and open questions; without a station none of them is known, and only that is said. */
export function Lights({ counter, connected }: Props): ReactElement {
  const { t } = useTranslation()
  const { devices, center, openQuestions } = counter
  if (!connected) {
    return (
      <div className="head-lights">
        <StatusLight name={t('header.station')} word={t('header.stationLight')} level="bad" testId="light-station" />
      </div>
    )
  }
  return (
    <div className="head-lights">
      {!devices.some(({ kind }) => kind === 'scanner') && (
        <StatusLight
          name={t('device.kind.scanner')}
          word={t('device.reason.notConfigured')}
          level="bad"
          testId="light-scanner"
          help={deviceHelp(t, { kind: 'scanner', reason: 'notConfigured' })}
        />
      )}
      {devices.map((device) => (
        <StatusLight
          key={device.id}
          name={t(`device.kind.${device.kind}`)}
          word={t(`device.reason.${device.reason}`)}
          level={device.kind === 'unknown' ? 'waiting' : deviceLevel[device.state]}
          testId={`light-${device.kind}`}
          help={`${deviceHelp(t, device)} ${device.model} ${device.port ?? ''}`}
        />
      ))}
      <StatusLight
        name={t('center.name')}
        word={`${t(`center.reach.${center.reach}`)} · ${t(`center.signIn.${center.signIn}`)}`}
        level={centerLevel(center)}
        testId="light-center"
      />
      <StatusLight
        name={t('header.openQuestions')}
        word={openQuestions === 0 ? t('header.openQuestionsNone') : `${openQuestions} ${t('header.openQuestionsSome')}`}
        level={openQuestions === 0 ? 'good' : 'bad'}
        testId="open-questions"
      />
    </div>
  )
}
