import { err, ok } from '../../../../shared/domain/result.ts'
import type { ListDevices } from '../inventory.ts'
import { whyNotAccessible } from './access.ts'
import type { OpenLink } from './link.ts'

/** Usage page of bar code scanners (HID Point of Sale Usage Tables). */
export const BARCODE_PAGE = 0x8c

export interface HidAddress {
  readonly path: string
}

export type HidTransport = (address: HidAddress) => OpenLink

type Addon = Pick<typeof import('node-hid'), 'HIDAsync' | 'devicesAsync' | 'setDriverType'>
export type LoadHid = () => Promise<Addon>

/** Loaded when first needed: a native addon that does not load must cost the device, not the station. */
const loadHid: LoadHid = async () => {
  const { default: addon } = await import('node-hid')
  // the kernel's own nodes: the other driver takes a device away from the kernel
  if (process.platform === 'linux') addon.setDriverType('hidraw')
  // what is native in it is loaded only now
  addon.getHidapiVersion()
  return addon
}

/** The HID devices of this computer, each interface of them by itself. Rejects where the addon does not load. */
export function createListHid(loadAddon: LoadHid): ListDevices {
  return async () => {
    const addon = await loadAddon()
    const hex = (id: number) => id.toString(16).padStart(4, '0')
    const found = await addon.devicesAsync()
    return found.flatMap(({ path, vendorId, productId, manufacturer, product, serialNumber, usagePage }) =>
      path === undefined
        ? []
        : {
            transport: 'hid' as const,
            path,
            vendorId: hex(vendorId),
            productId: hex(productId),
            serialNumber: serialNumber || null,
            usagePage: usagePage ?? null,
            name: [manufacturer, product].filter(Boolean).join(' ') || null,
          },
    )
  }
}

/** Opens a HID device and delivers its reports, each as one chunk that begins with the report's id, until it is closed or a read fails. */
export function createHidTransport(loadAddon: LoadHid): HidTransport {
  return ({ path }) =>
    async ({ onBytes, onLost }) => {
      const addon = await loadAddon().catch(() => null)
      if (addon === null) return err('addonMissing')
      const device = await addon.HIDAsync.open(path).catch(() => null)
      if (device === null) return err(await whyNotAccessible(path))
      let over = false
      device.on('data', (report: Uint8Array) => {
        if (!over) onBytes(report)
      })
      device.on('error', () => {
        if (over) return
        over = true
        onLost()
      })
      return ok({
        write: async (bytes) => {
          if (over) return false
          return device.write(Buffer.from(bytes)).then(
            (written) => written >= 0,
            () => false,
          )
        },
        close: async () => {
          over = true
          // a second time it has nothing to close
          await device.close().catch(() => undefined)
        },
      })
    }
}

export const listHidDevices: ListDevices = createListHid(loadHid)
export const hidTransport: HidTransport = createHidTransport(loadHid)
