import { describe, expect, it } from 'vitest'
import { plain } from '../../../scripts/counter/deviceSettings.ts'
import type { FoundDevice } from '../../../src/main/station/devices/inventory.ts'
import { planDevices } from '../../../src/main/station/devices/plan.ts'
import type { DeviceSetting } from '../../../src/shared/contract/devices.ts'

const hid = (path: string, usagePage: number): FoundDevice => ({
  ...{ transport: 'hid', path, vendorId: '0c2e', productId: '0b81', serialNumber: null, usagePage, name: 'Scanner' },
})
const HID_SETTING: DeviceSetting = {
  ...plain,
  id: 'desk',
  model: 'hidPos',
  address: { transport: 'hid', vendorId: '0c2e', productId: '0b81', serialNumber: null },
}
const pathsOf = (settings: readonly DeviceSetting[], found: readonly FoundDevice[]) => {
  const { targets, unknown } = planDevices(settings, found)
  return { served: targets.map(({ id, path }) => [id, path]), left: unknown.map(({ path }) => path) }
}

describe('the plan of the devices', () => {
  it.each([[[hid('one', 1), hid('one', 0x8c), hid('one', 0xff00)]], [[hid('one', 0x8c), hid('one', 0x8c)]]])(
    'serves a HID device once that is listed for each of its usages',
    (found) => {
      expect(pathsOf([], found)).toEqual({ served: [['hid:0c2e:0b81:', 'one']], left: [] })
      expect(pathsOf([HID_SETTING], found)).toEqual({ served: [['desk', 'one']], left: [] })
    },
  )

  it('lists what no model claims once', () => {
    expect(pathsOf([], [hid('mouse', 1), hid('mouse', 2), hid('keys', 6)])).toEqual({ served: [], left: ['mouse', 'keys'] })
  })

  it('keeps what was set up where the computer has no such thing', () => {
    expect(pathsOf([HID_SETTING], [])).toEqual({ served: [['desk', null]], left: [] })
  })
})
