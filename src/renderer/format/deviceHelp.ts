import type { TFunction } from 'i18next'
import type { DeviceView } from '../../shared/contract/devices.ts'

/** What is the matter with a device and what to do about it, in one sentence. */
export function deviceHelp(t: TFunction, { kind, reason }: Pick<DeviceView, 'kind' | 'reason'>): string {
  return t(`device.help.${reason}`, { device: t(`device.kind.${kind}`) })
}
