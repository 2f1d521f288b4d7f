import type { DeviceSetting, DeviceView } from '../../../shared/contract/devices.ts'
import type { Scan } from '../../../shared/domain/scan.ts'
import { KEYBOARD_ID } from './drivers/keyboard/driver.ts'
import { modelChoices } from './manifests.ts'
import { noChoices } from './plan.ts'

/** A device that nobody set up, as it would be set up; null where there is no such one. */
export function settingOfFound(
  deviceId: string,
  views: readonly DeviceView[],
  known: readonly DeviceSetting[],
): DeviceSetting | null {
  if (deviceId === KEYBOARD_ID) return { id: freshId(known), model: 'keyboard', address: { transport: 'keyboard' }, ...noChoices }
  const view = views.find(({ id }) => id === deviceId)
  const model = modelChoices().find(({ name, kind }) => name === view?.model && kind === view.kind)
  if (!view?.address || model === undefined) return null
  return { id: freshId(known), model: model.id, address: view.address, ...noChoices }
}

/**
 * The scanner that typed this, as it is set up from now on: a computer lists it as one more keyboard, so that only a code tells that it is there. Null for other
 * readings, and for a text that is no code: something else types as fast, such as a security key.
 */
export function typedScanner({ deviceId, kind }: Scan, known: readonly DeviceSetting[]): DeviceSetting | null {
  const isCode = kind !== 'unknown' && kind !== 'unreadable' && kind !== 'doubled'
  return deviceId === KEYBOARD_ID && isCode ? settingOfFound(KEYBOARD_ID, [], known) : null
}

/** An id that no device has yet. */
function freshId(known: readonly DeviceSetting[]): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? 'scanner' : `scanner-${number}`
    if (!known.some((device) => device.id === id)) return id
  }
}
