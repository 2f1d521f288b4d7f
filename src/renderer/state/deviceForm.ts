import type {
  DeviceAddress,
  DeviceModel,
  DeviceSetting,
  DeviceView,
  PaperSort,
  ScannerProfile,
  Transport,
} from '../../shared/contract/devices.ts'
import { missingCase } from '../../shared/domain/result.ts'

/** A device as it is typed; what belongs to another transport stands there too and is left out. */
export interface DeviceValues {
  readonly model: string
  readonly transport: Transport
  /** serial port, card reader, printer of the system, host, or address of a bridge */
  readonly place: string
  /** empty: the model's own */
  readonly baudRate: string
  /** of a printer in the network */
  readonly port: string
  /** `vendor:product`, and `:serial number` where there is one */
  readonly usb: string
  readonly terminalId: string
  /** of the cash drawer on a receipt printer; empty: the model's own */
  readonly drawerPin: string
}
export type DeviceField = keyof DeviceValues

/** What is set up: a device that is there already, one that the computer has, or one that it does not know of yet. */
export interface DeviceTask {
  readonly view: DeviceView | null
  readonly saved: DeviceSetting | null
}

const RAW_PORT = '9100'

/** How the form begins. */
export function deviceValues({ view, saved }: DeviceTask, models: readonly DeviceModel[]): DeviceValues {
  const address = saved?.address ?? view?.address ?? null
  const transport = address?.transport ?? 'serial'
  const model =
    saved?.model ??
    models.find(({ name }) => name === view?.model)?.id ??
    models.find(({ transports }) => transports.includes(transport))?.id ??
    ''
  const pin = saved?.drawerPin ?? null
  return {
    ...{ model, transport, ...placeOf(address) },
    terminalId: saved?.terminalId ?? '',
    drawerPin: pin === null ? '' : `${pin}`,
  }
}

function placeOf(address: DeviceAddress | null): Pick<DeviceValues, 'place' | 'baudRate' | 'port' | 'usb'> {
  const none = { place: '', baudRate: '', port: RAW_PORT, usb: '' }
  switch (address?.transport) {
    case undefined:
    case 'keyboard':
      return none
    case 'serial':
      return { ...none, place: address.port, baudRate: address.baudRate === null ? '' : String(address.baudRate) }
    case 'hid':
      return { ...none, usb: [address.vendorId, address.productId, address.serialNumber ?? []].flat().join(':') }
    case 'pcsc':
      return { ...none, place: address.reader }
    case 'network':
      return { ...none, place: address.host, port: String(address.port) }
    case 'system':
      return { ...none, place: address.printer }
    case 'bridge':
      return { ...none, place: address.url }
    default:
      return missingCase(address)
  }
}

/** The fields that an address of this transport is typed into. */
export function fieldsOf(transport: Transport): readonly DeviceField[] {
  switch (transport) {
    case 'serial':
      return ['place', 'baudRate']
    case 'hid':
      return ['usb']
    case 'network':
      return ['place', 'port']
    case 'pcsc':
    case 'system':
    case 'bridge':
      return ['place']
    case 'keyboard':
      return []
    default:
      return missingCase(transport)
  }
}

/** Whether a device of this model at such an address is a printer that ESC/POS is spoken to. */
export function isReceiptPrinter(model: DeviceModel | undefined, transport: Transport): boolean {
  return model?.kind === 'printer' && transport !== 'system'
}

/**
 * The device as it is saved, under an id that nobody has: what is typed, what was found about a scanner, what was ticked for a printer. What is nothing to its model is left
 * out, and what is typed wrongly is left for the station to refuse, which names the field.
 */
export function settingOf(
  values: DeviceValues,
  id: string,
  model: DeviceModel | undefined,
  { profile, papers }: { readonly profile: ScannerProfile | null; readonly papers: readonly PaperSort[] },
): DeviceSetting {
  const terminalId = values.terminalId.trim() === '' ? null : values.terminalId.trim()
  const pin = isReceiptPrinter(model, values.transport) ? values.drawerPin : ''
  return {
    id,
    model: values.model,
    address: addressOf(values),
    terminalId,
    profile: model?.kind === 'scanner' ? profile : null,
    papers: model?.kind === 'printer' && papers.length > 0 ? papers : null,
    drawerPin: pin === '1' ? 1 : pin === '2' ? 2 : null,
  }
}

function addressOf({ transport, place: typed, baudRate, port, usb }: DeviceValues): DeviceAddress {
  const place = typed.trim()
  switch (transport) {
    case 'serial':
      return { transport, port: place, baudRate: baudRate === '' ? null : Number(baudRate) }
    case 'hid': {
      const [vendorId = '', productId = '', ...serial] = usb.trim().split(':')
      return { transport, vendorId, productId, serialNumber: serial.length === 0 ? null : serial.join(':') }
    }
    case 'pcsc':
      return { transport, reader: place }
    case 'keyboard':
      return { transport }
    case 'network':
      return { transport, host: place, port: Number(port) }
    case 'system':
      return { transport, printer: place }
    case 'bridge':
      return { transport, url: place }
    default:
      return missingCase(transport)
  }
}

/** An id that no device has yet, by what it is. */
export function freshId(model: DeviceModel | undefined, taken: readonly DeviceSetting[]): string {
  const stem = (model?.kind ?? 'device').toLowerCase()
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}-${number}`
    if (!taken.some((device) => device.id === id)) return id
  }
}
