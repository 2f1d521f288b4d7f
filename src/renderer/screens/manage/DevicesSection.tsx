import { Button } from 'antd'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandOutput } from '../../../shared/contract/contract.ts'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { DeviceSetting, DeviceView } from '../../../shared/contract/devices.ts'
import { FaultWords } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import { deviceHelp } from '../../format/deviceHelp.ts'
import { timeOfDay } from '../../format/time.ts'
import type { DeviceTask } from '../../state/deviceForm.ts'
import type { Ask } from '../../state/store.ts'
import { DeviceForm } from './DeviceForm.tsx'
import { DeviceTestPanel } from './DeviceTestPanel.tsx'
import { ScannerDoctor } from './ScannerDoctor.tsx'
import { Waiting } from './Waiting.tsx'

interface Props {
  readonly devices: CounterState['devices']
  /** null while the devices are not tested */
  readonly test: CounterState['deviceTest']
  readonly ask: Ask
  /** what is being set up; Escape, which the whole place listens to, ends it */
  readonly task: DeviceTask | null
  readonly onTask: (task: DeviceTask | null) => void
  /** whether a scanner is examined; Escape ends it too */
  readonly isExamining: boolean
  readonly onExamine: (isExamining: boolean) => void
}

const askSettings = (ask: Ask) => ask('devices.settings', {})

/** Every device and port that the computer has: how each is, what to do about it, and what a reading is taken for. */
export function DevicesSection(props: Props): ReactElement {
  const { devices, test, ask, isExamining, onExamine } = props
  useEndOfTest(ask, test !== null)
  if (!isExamining) return <DeviceList {...props} />
  return <ScannerDoctor devices={devices} scanner={test?.scanner ?? null} ask={ask} onClose={() => onExamine(false)} />
}

function DeviceList({ devices, test, ask, task, onTask, onExamine }: Props): ReactElement {
  const { t } = useTranslation()
  const live = useForm(ask, {})
  const paper = useForm(ask, {})
  const { loaded, reload } = useLoaded(ask, askSettings)
  const isOn = test !== null
  const toggle = (): void => live.send('devices.test', { isOn: !isOn })
  const testPrint = (): void => paper.send('devices.testPrint', {})
  const add = (): void => onTask({ view: null, saved: null })
  const examine = (): void => {
    onTask(null)
    onExamine(true)
  }
  useHotkeys({ F6: add, F7: examine, F8: toggle, F9: testPrint })
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(settings) => (
        <div className="manage-columns">
          <div className="manage-table">
            <DeviceTable
              devices={devices}
              saved={settings.devices}
              onSetUp={onTask}
              onRemove={(id) => live.send('devices.remove', { id }, reload)}
            />
            <div className="column-actions">
              <KeyButton label={t('devices.add')} hotkey="F6" testId="device-add" onPress={add} />
              <KeyButton label={t('scannerDoctor.open')} hotkey="F7" testId="scanner-examine" onPress={examine} />
              <KeyButton
                label={t(isOn ? 'devices.testOff' : 'devices.testOn')}
                hotkey="F8"
                testId="devices-test"
                onPress={toggle}
                isBusy={live.isBusy}
                isMain={isOn}
              />
              <KeyButton
                label={t('devices.testPrint')}
                hotkey="F9"
                testId="test-print"
                onPress={testPrint}
                isBusy={paper.isBusy}
              />
              {paper.isDone && (
                <span role="status" className="word-good">
                  {t('devices.printed')}
                </span>
              )}
            </div>
            <FaultWords fault={live.fault ?? paper.fault} />
            {test && <DeviceTestPanel test={test} />}
          </div>
          {task && (
            <DeviceForm
              key={task.saved?.id ?? task.view?.id ?? 'new'}
              task={task}
              settings={settings}
              devices={devices}
              ask={ask}
              onClose={() => onTask(null)}
              onDone={() => {
                onTask(null)
                reload()
              }}
            />
          )}
        </div>
      )}
    </Waiting>
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

interface TableProps extends Pick<Props, 'devices'> {
  readonly saved: CommandOutput<'devices.settings'>['devices']
  readonly onSetUp: (task: DeviceTask) => void
  readonly onRemove: (id: string) => void
}

/** The devices, each with its state in words and what to do about it. */
export function DeviceTable({ devices, saved, onSetUp, onRemove }: TableProps): ReactElement {
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
          <th scope="col">{t('devices.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            saved={saved.find(({ id }) => id === device.id) ?? null}
            onSetUp={onSetUp}
            onRemove={onRemove}
          />
        ))}
      </tbody>
    </table>
  )
}

const levelOf = { connecting: 'waiting', connected: 'good', disconnected: 'bad', error: 'bad' } as const

interface RowProps extends Pick<TableProps, 'onSetUp' | 'onRemove'> {
  readonly device: DeviceView
  readonly saved: DeviceSetting | null
}

function DeviceRow({ device, saved, onSetUp, onRemove }: RowProps): ReactElement {
  const { t } = useTranslation()
  const { kind, model, transport, port, state, reason, lastReadingAt } = device
  const help = kind === 'unknown' ? t('devices.notUsed') : deviceHelp(t, device)
  const name = `${t(`device.kind.${kind}`)} ${port ?? ''}`
  return (
    <tr data-testid={`device-${kind}`} data-reason={reason} data-device={device.id}>
      <td>{t(`device.kind.${kind}`)}</td>
      <td>{model}</td>
      <td>
        {t(`devices.by.${transport}`)} {transport === 'keyboard' ? '' : (port ?? t('devices.noPort'))}
      </td>
      <td>
        <strong className={`word-${kind === 'unknown' ? 'waiting' : levelOf[state]}`}>{t(`device.reason.${reason}`)}</strong>{' '}
        <span className="muted">{help}</span>
      </td>
      <td>{lastReadingAt !== null && timeOfDay(lastReadingAt)}</td>
      <td className="row-actions">
        <Button aria-description={name} data-testid="device-set-up" onClick={() => onSetUp({ view: device, saved })}>
          {t('devices.setUp')}
        </Button>
        {saved && (
          <Button aria-description={name} data-testid="device-remove" onClick={() => onRemove(saved.id)}>
            {t('devices.remove')}
          </Button>
        )}
      </td>
    </tr>
  )
}
