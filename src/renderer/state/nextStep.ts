import type { CounterState, DeviceView } from '../../shared/contract/counter.ts'

/** The one thing the person at the counter does, or waits for, now. */
export type NextStep =
  | { readonly kind: 'fixScanner'; readonly reason: DeviceView['reason'] }
  | { readonly kind: 'scanVoucher' | 'decoding' | 'identifying' | 'authorizing' | 'nothingWaiting' | 'stopped' }
  | { readonly kind: 'checkList'; readonly count: number }

/** Decides the next step from the station's state. Notices stand beside it and come before it on the screen. */
export function nextStep({ visit, devices }: Pick<CounterState, 'visit' | 'devices'>): NextStep {
  if (visit === null) {
    const isReady = devices.some((device) => device.state === 'connected')
    return isReady ? { kind: 'scanVoucher' } : { kind: 'fixScanner', reason: devices[0]?.reason ?? 'notConfigured' }
  }
  if (visit.phase !== 'listed') return { kind: visit.phase }
  const count = visit.prescriptions.length
  return count === 0 ? { kind: 'nothingWaiting' } : { kind: 'checkList', count }
}
