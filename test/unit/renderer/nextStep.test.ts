import { expect, test } from 'vitest'
import { nextStep } from '../../../src/renderer/state/nextStep.ts'
import type { DeviceReason, DeviceState } from '../../../src/shared/contract/devices.ts'

test('who has no scanner is told that one that types needs no set-up; of one that is missing, what is the matter', () => {
  const nobody = { visit: null, dispense: null, password: null }
  const scanner = (reason: DeviceReason, state: DeviceState) => ({
    ...({
      id: 'scanner',
      kind: 'scanner',
      model: '',
      transport: 'serial',
      address: null,
      port: null,
      lastReadingAt: null,
    } as const),
    ...{ reason, state },
  })
  expect(nextStep({ ...nobody, devices: [] })).toEqual({ kind: 'noScanner' })
  expect(nextStep({ ...nobody, devices: [scanner('notConfigured', 'disconnected')] })).toEqual({ kind: 'noScanner' })
  const missing = [scanner('unplugged', 'disconnected')]
  expect(nextStep({ ...nobody, devices: missing })).toEqual({ kind: 'fixScanner', reason: 'unplugged' })
  expect(nextStep({ ...nobody, devices: [...missing, scanner('ready', 'connected')] })).toEqual({ kind: 'scanVoucher' })
})
