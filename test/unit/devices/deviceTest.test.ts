import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/main/station/devices/devices.ts'
import { createDeviceTest } from '../../../src/main/station/devices/deviceTest.ts'
import type { CardReading } from '../../../src/shared/domain/cards.ts'
import { type ScanKind, scanKinds } from '../../../src/shared/domain/scan.ts'
import { scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import type { CameReading } from '../../../src/shared/domain/scannerDoctor.ts'
import { plainProfile } from '../../../src/shared/domain/scannerProfile.ts'

const window = (id: string | null) => ({ person: id === null ? null : { id } })
const scan = (kind: ScanKind, text: string): Reading => ({ kind: 'scan', scan: { kind, text, deviceId: 'scanner', at: 7 } })
const CARD: CardReading = {
  kind: 'socialSecurityCard',
  name: '王秀兰',
  idNumber: '99010119900101002X',
  cardNumber: 'X99010112',
  cardSn: '990101D1560000050123456789ABCDEF',
  issuingArea: null,
  validTo: null,
}

describe('the test of the devices', () => {
  it('takes readings only while it is on, and begins empty', () => {
    const test = createDeviceTest()
    expect(test.take(scan('traceCode', '81001010000000000001'))).toBe(false)
    expect(test.view()).toBeNull()
    test.turnOn(window('M01'))
    expect(test.view()?.readings).toEqual([])
    expect(test.take(scan('traceCode', '81001010000000000001'))).toBe(true)
    expect(test.view()?.readings).toEqual([
      { kind: 'traceCode', fault: null, text: '81001010000000000001', deviceId: 'scanner', at: 7 },
    ])
    test.turnOff()
    expect(test.view()).toBeNull()
    test.turnOn(window('M01'))
    expect(test.view()?.readings).toEqual([])
  })

  it('tells what went wrong with a reading', () => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    test.take({ kind: 'scan', scan: { kind: 'unknown', text: '８１', deviceId: 'scanner', at: 7, fault: 'fullWidth' } })
    expect(test.view()?.readings.map(({ fault }) => fault)).toEqual(['fullWidth'])
  })

  it('shows the last ten, the newest first', () => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    for (let number = 0; number < 12; number++) test.take(scan('productCode', `69${number}`))
    expect(test.view()?.readings.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, index) => `69${11 - index}`))
  })

  it.each(scanKinds)('shows of a %s no more than it may', (kind) => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    test.take(scan(kind, '2810990101199001010000000017'))
    test.take(scan(kind, '王秀兰兰'))
    const isOfGoods = ['traceCode', 'makerCode', 'productCode'].includes(kind)
    expect(test.view()?.readings.map(({ text }) => text)).toEqual(
      isOfGoods ? ['王秀兰兰', '2810990101199001010000000017'] : ['…', '28…17'],
    )
  })

  it('shows of a card its last four and no more', () => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    expect(test.take({ kind: 'card', put: { card: CARD, photo: null, deviceId: 'cardreader', at: 9 } })).toBe(true)
    expect(test.view()?.readings).toEqual([
      { kind: 'socialSecurityCard', fault: null, text: '…002X', deviceId: 'cardreader', at: 9 },
    ])
  })

  it('shows what went out as it is, and of what came only its outline, the newest first', () => {
    const test = createDeviceTest()
    const pass = (direction: 'in' | 'out', bytes: Uint8Array) => test.pass('scanner', direction, bytes, 9)
    expect(pass('in', Uint8Array.of(0x39))).toBe(false)
    test.turnOn(window('M01'))
    pass('out', Uint8Array.of(0x10, 0x04, 0x02))
    pass('in', new TextEncoder().encode('\u0002X99-王\r'))
    pass('in', new Uint8Array(100).fill(0x37))
    expect(test.view()?.bytes).toEqual([
      { deviceId: 'scanner', direction: 'in', at: 9, length: 100, text: `${'9'.repeat(64)}…` },
      { deviceId: 'scanner', direction: 'in', at: 9, length: 9, text: '<02>A99.???<0D>' },
      { deviceId: 'scanner', direction: 'out', at: 9, length: 3, text: '10 04 02' },
    ])
    for (let count = 0; count < 50; count++) pass('in', Uint8Array.of(0x41))
    expect(test.view()?.bytes).toHaveLength(40)
  })

  it('examines each scanner by itself and shows the one that read last, with no text of a reading', () => {
    const test = createDeviceTest()
    const manner = {
      at: 9000,
      durationMs: 9,
      gapMs: 2,
      isEnded: true,
      hasCapsLock: false,
      isComposing: false,
      by: 'bytes',
    } as const
    const came = (text: string): CameReading => ({ ...manner, text })
    const [digits, letters] = scannerCodes
    expect(test.came('one', came(digits?.text ?? ''))).toBe(false)
    test.turnOn(window('M01'))
    expect(test.view()?.scanner).toBeNull()
    test.came('one', came(`Q${digits?.text}`))
    test.came('two', came(letters?.text ?? ''))
    expect(test.view()?.scanner).toEqual({
      deviceId: 'two',
      codes: [{ id: 'letters', findings: [] }],
      findings: [],
      profile: null,
      strays: 0,
    })
    test.came('one', came('2810990101199001010000000017'))
    expect(test.view()?.scanner).toEqual({
      deviceId: 'one',
      codes: [{ id: 'digits', findings: ['prefix'] }],
      findings: [{ finding: 'prefix', isMended: true }],
      profile: { ...plainProfile, stripPrefix: 'Q' },
      strays: 1,
    })
    test.turnOff()
    test.turnOn(window('M01'))
    expect(test.view()?.scanner).toBeNull()
  })

  it('ends when the person who turned it on leaves, or the window does, and not when others do', () => {
    const test = createDeviceTest()
    const mine = window('M01')
    const other = window('C01')
    test.turnOn(mine)
    test.personChanged(mine)
    test.personChanged(other)
    test.windowClosed(other)
    expect(test.view()).not.toBeNull()
    mine.person = { id: 'C02' }
    test.personChanged(mine)
    expect(test.view()).toBeNull()
    mine.person = { id: 'M01' }
    test.turnOn(mine)
    test.windowClosed(mine)
    expect(test.view()).toBeNull()
  })
})
