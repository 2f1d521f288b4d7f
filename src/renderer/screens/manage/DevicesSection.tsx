import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandOutput } from '../../../shared/contract/contract.ts'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { DeviceView, TestReading } from '../../../shared/contract/devices.ts'
import { FaultWords } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import { deviceHelp } from '../../format/deviceHelp.ts'
import { timeOfDay } from '../../format/time.ts'
import type { Ask } from '../../state/store.ts'
import { PortForm } from './PortForm.tsx'
import { Waiting } from './Waiting.tsx'

interface Props {
  readonly devices: CounterState['devices']
  /** the last readings, newest first, while the devices are tested */
  readonly readings: CounterState['deviceTest']
  readonly ask: Ask
}

/** What stands on the counter: how each is, on which port, and what a scan is taken for. */
export function DevicesSection({ devices, readings, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const live = useForm(ask, {})
  const paper = useForm(ask, {})
  const { loaded, reload } = useLoaded(ask, askSettings)
  const isOn = readings !== null
  const toggle = (): void => live.send('devices.test', { isOn: !isOn })
  const testPrint = (): void => paper.send('devices.testPrint', {})
  useHotkeys({ F8: toggle, F9: testPrint })
  useEndOfTest(ask, isOn)
  return (
    <>
      <DeviceTable devices={devices} />
      <Waiting loaded={loaded} onRetry={reload}>
        {(saved) => <PortForms saved={saved} devices={devices} ask={ask} />}
      </Waiting>
      <div className="column-actions">
        <KeyButton
          label={t(isOn ? 'devices.testOff' : 'devices.testOn')}
          hotkey="F8"
          testId="devices-test"
          onPress={toggle}
          isBusy={live.isBusy}
          isMain={isOn}
        />
        <KeyButton label={t('devices.testPrint')} hotkey="F9" testId="test-print" onPress={testPrint} isBusy={paper.isBusy} />
        {paper.isDone && (
          <span role="status" className="word-good">
            {t('devices.printed')}
          </span>
        )}
      </div>
      <FaultWords fault={live.fault ?? paper.fault} />
      {readings && <Readings readings={readings} />}
    </>
  )
}

const askSettings = (ask: Ask) => ask('devices.settings', {})

/** The ports of scanner and printer. */
export function PortForms({
  saved: { scanner, printer },
  devices,
  ask,
}: Pick<Props, 'devices' | 'ask'> & { readonly saved: CommandOutput<'devices.settings'> }): ReactElement {
  return (
    <div className="port-forms">
      <PortForm kind="scanner" saved={scanner} devices={devices} ask={ask} hotkey="F6" />
      <PortForm kind="printer" saved={printer} devices={devices} ask={ask} hotkey="F7" />
    </div>
  )
}

/** A test that was left on would swallow the next patient's scan. */
function useEndOfTest(ask: Ask, isOn: boolean): void {
  const isOnNow = useRef(isOn)
  isOnNow.current = isOn
  useEffect(
    () => () => {
      if (isOnNow.current) void ask('devices.test', { isOn: false })
    },
    [ask],
  )
}

/** The devices, each with its state in words and what to do about it. */
function DeviceTable({ devices }: Pick<Props, 'devices'>): ReactElement {
  const { t } = useTranslation()
  if (devices.length === 0) return <p className="column-empty">{t('devices.none')}</p>
  return (
    <table className="cases">
      <thead>
        <tr>
          <th scope="col">{t('devices.kind')}</th>
          <th scope="col">{t('devices.model')}</th>
          <th scope="col">{t('devices.port')}</th>
          <th scope="col">{t('devices.state')}</th>
          <th scope="col">{t('devices.lastReading')}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </tbody>
    </table>
  )
}

const levelOf = { connecting: 'waiting', connected: 'good', disconnected: 'bad', error: 'bad' } as const

function DeviceRow({ device }: { readonly device: DeviceView }): ReactElement {
  const { t } = useTranslation()
  const { kind, model, port, state, reason, lastReadingAt } = device
  const help = kind === 'unknown' ? t('devices.notUsed') : deviceHelp(t, device)
  return (
    <tr data-testid={`device-${kind}`} data-reason={reason}>
      <td>{t(`device.kind.${kind}`)}</td>
      <td>{model}</td>
      <td>{port ?? t('devices.noPort')}</td>
      <td>
        <strong className={`word-${kind === 'unknown' ? 'waiting' : levelOf[state]}`}>{t(`device.reason.${reason}`)}</strong>{' '}
        <span className="muted">{help}</span>
      </td>
      <td>{lastReadingAt !== null && timeOfDay(lastReadingAt)}</td>
    </tr>
  )
}

/** What was scanned while the devices are tested, newest first, and what each reading was taken for. */
function Readings({ readings }: { readonly readings: readonly TestReading[] }): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="readings" role="status" aria-label={t('devices.readings')} data-testid="readings">
      <p className="fixed-note">{t('devices.testing')}</p>
      {readings.length === 0 ? (
        <p className="muted">{t('devices.noReading')}</p>
      ) : (
        <ol>
          {readings.map(({ deviceId, at, kind, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the newest comes first, and none has a number
            <li key={index} data-testid="reading" data-kind={kind}>
              <time>{timeOfDay(at)}</time> <strong>{t(`devices.scanKind.${kind}`)}</strong>{' '}
              <span className="reading-text">{text}</span> <span className="muted">{deviceId}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
