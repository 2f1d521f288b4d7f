import type { DeviceAddress, DeviceSetting } from '../../../shared/contract/devices.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import type { FoundDevice } from './inventory.ts'
import { type Manifest, manifestOf, modelFound } from './manifests.ts'

/** A device that is to be served. */
export interface Target {
  /** of a device that was set up its own; else made of what tells it from others, so that it keeps its id wherever it is plugged in */
  readonly id: string
  /** by a person; else found by itself */
  readonly isSetUp: boolean
  readonly manifest: Manifest
  readonly address: DeviceAddress
  /** what opens it now; null while the computer has no such thing */
  readonly path: string | null
  /** what else was said of it when it was set up */
  readonly choices: Pick<DeviceSetting, 'terminalId' | 'profile' | 'papers' | 'drawerPin'>
}

/** Of a device that nobody set up. */
export const noChoices: Target['choices'] = Object.freeze({ terminalId: null, profile: null, papers: null, drawerPin: null })

/** What is to be served, and what is left over. */
export interface Plan {
  readonly targets: readonly Target[]
  readonly unknown: readonly FoundDevice[]
}

/**
 * Decides what is served: every device that was set up, whether it is there or not, and what the computer has that a model claims. Two alike that carry no serial number
 * are told apart by their order. The rest is left over, to be listed.
 */
export function planDevices(settings: readonly DeviceSetting[], found: readonly FoundDevice[]): Plan {
  const targets: Target[] = []
  const claimed = new Set<FoundDevice>()
  for (const { id, model, address, ...choices } of settings) {
    const manifest = manifestOf(model)
    if (manifest === null) continue
    const own = found.find((each) => !claimed.has(each) && isAt(each, address))
    if (own) claimed.add(own)
    targets.push({ id, isSetUp: true, manifest, address, path: own?.path ?? namedPath(address), choices })
  }
  const alike = new Map<string, number>()
  const unknown: FoundDevice[] = []
  for (const each of found) {
    // a HID device is listed once for each of its usages
    if (targets.some(({ path }) => path === each.path)) continue
    const manifest = manifestOf(modelFound(each) ?? '')
    if (manifest === null) {
      unknown.push(each)
      continue
    }
    const name = each.vendorId === null ? each.path : [each.vendorId, each.productId, each.serialNumber].join(':')
    const count = (alike.get(name) ?? 0) + 1
    alike.set(name, count)
    targets.push({
      id: `${each.transport}:${name}${count === 1 ? '' : `#${count}`}`,
      isSetUp: false,
      manifest,
      address: addressOf(each),
      path: each.path,
      choices: noChoices,
    })
  }
  const isLeft = ({ path }: FoundDevice, index: number): boolean =>
    !targets.some((target) => target.path === path) && unknown.findIndex((each) => each.path === path) === index
  return { targets, unknown: unknown.filter(isLeft) }
}

/** Whether a thing that the computer has is at this address. */
function isAt(found: FoundDevice, address: DeviceAddress): boolean {
  switch (address.transport) {
    case 'serial':
      return found.transport === 'serial' && found.path === address.port
    case 'pcsc':
      return found.transport === 'pcsc' && found.path === address.reader
    case 'hid':
      return (
        found.transport === 'hid' &&
        found.vendorId === address.vendorId &&
        found.productId === address.productId &&
        (address.serialNumber === null || found.serialNumber === address.serialNumber)
      )
    default:
      return false
  }
}

/** What opens a device whether the computer lists it or not; null where it has to be found first. */
function namedPath(address: DeviceAddress): string | null {
  switch (address.transport) {
    case 'serial':
      return address.port
    case 'network':
      return `${address.host}:${address.port}`
    case 'system':
      return address.printer
    case 'bridge':
      return address.url
    case 'keyboard':
      return address.transport
    case 'pcsc':
    case 'hid':
      return null
    default:
      return missingCase(address)
  }
}

/** Where a thing that the computer has is. */
export function addressOf({ transport, path, vendorId, productId, serialNumber }: FoundDevice): DeviceAddress {
  if (transport === 'serial') return { transport, port: path, baudRate: null }
  if (transport === 'pcsc') return { transport, reader: path }
  return { transport, vendorId: vendorId ?? '0000', productId: productId ?? '0000', serialNumber }
}
