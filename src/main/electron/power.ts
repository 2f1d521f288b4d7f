import type { PowerMonitor } from 'electron'

/** Tells `listener` when the computer goes to sleep and when it has woken. */
export function watchPower(powerMonitor: Pick<PowerMonitor, 'on'>, listener: (event: 'suspend' | 'resume') => void): void {
  powerMonitor.on('suspend', () => listener('suspend'))
  powerMonitor.on('resume', () => listener('resume'))
}
