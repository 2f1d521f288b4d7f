import type { TFunction } from 'i18next'
import type { DeviceView } from '../../shared/contract/devices.ts'
import type { Failure } from '../../shared/contract/failures.ts'

/** What is the matter with a device and what to do about it, in one sentence. */
export function deviceHelp(t: TFunction, { kind, reason }: Pick<DeviceView, 'kind' | 'reason'>): string {
  // a scanner that types is not to be set up
  if (kind === 'scanner' && reason === 'notConfigured') return t('next.noScanner.hint')
  return t(`device.help.${reason}`, { device: t(`device.kind.${kind}`) })
}

/** Which printer did not print, and what ails it where that is known. */
export function printerWords(t: TFunction, { place, reason }: NonNullable<Failure['printer']>): string {
  return [`${t('device.kind.printer')} ${place}`, reason && t(`device.reason.${reason}`)].filter(Boolean).join('：')
}
