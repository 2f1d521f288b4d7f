import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandOutput } from '../../../shared/contract/contract.ts'
import type { DeviceView } from '../../../shared/contract/devices.ts'
import { Choice } from '../../components/Choice.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly kind: 'scanner' | 'printer'
  /** what was chosen before */
  readonly saved: CommandOutput<'devices.settings'>['scanner']
  readonly devices: readonly DeviceView[]
  readonly ask: Ask
  readonly hotkey: string
}

const baudRates = Object.freeze([9600, 19200, 38400, 57600, 115200] as const)
const commands = { scanner: 'devices.setScanner', printer: 'devices.setPrinter' } as const

/** On which port a device is, and how fast it talks. */
export function PortForm({ kind, saved, devices, ask, hotkey }: Props): ReactElement {
  const { t } = useTranslation()
  const own = saved.port ?? ''
  const form = useForm(ask, { port: own, baudRate: String(saved.baudRate ?? baudRates[0]) })
  const { port, baudRate } = form.values
  // what is set but not plugged in stays in the list
  const ports = [...new Set([own, port, ...devices.map((device) => device.port ?? '')])].filter((path) => path !== '')
  const send = (): void => {
    form.send(commands[kind], {
      port: port === '' ? null : port,
      baudRate: baudRates.find((rate) => String(rate) === baudRate) ?? baudRates[0],
    })
  }
  useHotkeys({ [hotkey]: send })
  return (
    <form
      className="manage-form port-form"
      data-testid={`port-form-${kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{t(`device.kind.${kind}`)}</h3>
      <Choice
        name={`${kind}-port`}
        label={t('devices.port')}
        value={port}
        options={[['', t(`devices.noneOf.${kind}`)], ...ports.map((path) => [path, wordOf(path, devices)] as const)]}
        onChoose={(path) => form.type('port', path)}
      />
      <Choice
        name={`${kind}-baud`}
        label={t('devices.baudRate')}
        value={baudRate}
        options={baudRates.map((rate) => [String(rate), String(rate)] as const)}
        onChoose={(rate) => form.type('baudRate', rate)}
      />
      <FormEnd form={form} label={t('manage.save')} hotkey={hotkey} testId={`save-${kind}`} done={t('manage.saved')} />
    </form>
  )
}

function wordOf(path: string, devices: readonly DeviceView[]): string {
  const model = devices.find((device) => device.port === path)?.model ?? ''
  return model === '' || model === path ? path : `${path} · ${model}`
}
