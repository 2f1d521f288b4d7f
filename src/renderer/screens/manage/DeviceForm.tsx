import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandOutput } from '../../../shared/contract/contract.ts'
import {
  type DeviceModel,
  type DeviceView,
  type PaperSort,
  paperSorts,
  type Transport,
} from '../../../shared/contract/devices.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import {
  type DeviceField,
  type DeviceTask,
  type DeviceValues,
  deviceValues,
  fieldsOf,
  freshId,
  isReceiptPrinter,
  settingOf,
} from '../../state/deviceForm.ts'
import { emptyField } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'
import { SystemPrinterChoice } from './SystemPrinterChoice.tsx'

interface Props {
  readonly task: DeviceTask
  readonly settings: CommandOutput<'devices.settings'>
  readonly devices: readonly DeviceView[]
  readonly ask: Ask
  readonly onClose: () => void
  readonly onDone: () => void
}

const baudRates = Object.freeze(['', '9600', '19200', '38400', '57600', '115200'] as const)
const drawerPins = Object.freeze(['', '1', '2'] as const)
/** kinds of devices whose readings are told to the voucher platform with their own filing number */
const registered: readonly DeviceView['kind'][] = ['scanner', 'identityReader', 'cardReader']

/** What a device is and where. What the computer has is offered, and anything else can be typed. */
export function DeviceForm({ task, settings: { devices: saved, models }, devices, ask, onClose, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm<DeviceField>(
    ask,
    { ...deviceValues(task, models) },
    { byCode: { DEVICE_ADDRESS_TAKEN: 'place', DEVICE_ADDRESS_FAR: 'place', DEVICE_MODEL_UNFIT: 'model' } },
  )
  const [papers, setPapers] = useState<readonly PaperSort[]>(task.saved?.papers ?? [])
  const model = models.find(({ id }) => id === form.values.model)
  const values = { ...form.values, transport: transportOf(form.values.transport, model) } satisfies DeviceValues
  const places = [...new Set(devices.filter((device) => device.transport === values.transport).map(({ port }) => port ?? ''))]
  const wanted = fieldsOf(values.transport)

  const send = (): void => {
    const fault = emptyField(
      form.values,
      (['place', 'usb'] as const)
        .filter((field) => wanted.includes(field))
        .map((field) => [field, t(`devices.place.${values.transport}`)]),
    )
    if (fault) form.refuse(fault)
    else {
      const id = task.saved?.id ?? freshId(model, saved)
      const device = settingOf(values, id, model, { profile: task.saved?.profile ?? null, papers })
      form.send('devices.save', { device }, onDone)
    }
  }
  useHotkeys({ F12: send })

  return (
    <form
      className="manage-form manage-side"
      data-testid="device-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{t('devices.setUp')}</h3>
      <Choice
        name="device-model"
        label={t('devices.model')}
        value={values.model}
        options={models.map(({ id, kind, name }) => [id, `${t(`device.kind.${kind}`)} · ${name}`] as const)}
        onChoose={(id) => form.type('model', id)}
      />
      {model && model.transports.length > 1 && (
        <Choice
          name="device-transport"
          label={t('devices.transport')}
          value={values.transport}
          options={model.transports.map((each) => [each, t(`devices.by.${each}`)] as const)}
          onChoose={(each) => form.type('transport', each)}
        />
      )}
      {values.transport === 'system' && <SystemPrinterChoice form={form} label={t('devices.place.system')} ask={ask} />}
      {wanted.includes('place') && values.transport !== 'system' && (
        <Field form={form} name="place" label={t(`devices.place.${values.transport}`)} isFirst maxLength={200}>
          {places
            .filter((place) => place !== '' && place !== values.place)
            .map((place) => (
              <Button key={place} size="small" onClick={() => form.type('place', place)}>
                {place}
              </Button>
            ))}
        </Field>
      )}
      {wanted.includes('usb') && (
        <Field form={form} name="usb" label={t('devices.place.hid')} hint={t('devices.usbHint')} isFirst maxLength={120} />
      )}
      {wanted.includes('port') && <Field form={form} name="port" label={t('devices.networkPort')} maxLength={5} />}
      {wanted.includes('baudRate') && (
        <Choice
          name="device-baud"
          label={t('devices.baudRate')}
          value={form.values.baudRate}
          options={baudRates.map(
            (rate) => [rate, rate === '' ? t('devices.ownRate', { rate: model?.baudRate ?? '' }) : rate] as const,
          )}
          onChoose={(rate) => form.type('baudRate', rate)}
        />
      )}
      {model?.kind === 'printer' && (
        <fieldset className="ticks">
          <legend>{t('devices.papers')}</legend>
          {paperSorts.map((sort) => (
            <label key={sort}>
              <input
                type="checkbox"
                checked={papers.includes(sort)}
                data-testid={`papers-${sort}`}
                onChange={(event) =>
                  setPapers(paperSorts.filter((one) => (one === sort ? event.target.checked : papers.includes(one))))
                }
              />
              {t(`devices.paperSort.${sort}`)}
            </label>
          ))}
          <p className="field-hint">
            {t(isReceiptPrinter(model, values.transport) ? 'devices.usualRoll' : 'devices.usualSheets')}
          </p>
        </fieldset>
      )}
      {isReceiptPrinter(model, values.transport) && (
        <Choice
          name="device-drawer"
          label={t('devices.drawerPin')}
          value={form.values.drawerPin}
          options={drawerPins.map((pin) => [pin, pin === '' ? t('devices.ownPin') : t('devices.pin', { pin })] as const)}
          onChoose={(pin) => form.type('drawerPin', pin)}
        />
      )}
      {model && registered.includes(model.kind) && (
        <Field form={form} name="terminalId" label={t('devices.terminalId')} hint={t('devices.terminalIdHint')} maxLength={20} />
      )}
      <FormEnd form={form} label={t('manage.save')} hotkey="F12" testId="save-device">
        <KeyButton label={t('actions.close')} hotkey="Escape" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}

/** One of the model's own. */
function transportOf(text: string, model: DeviceModel | undefined): Transport {
  return model?.transports.find((each) => each === text) ?? model?.transports[0] ?? 'serial'
}
