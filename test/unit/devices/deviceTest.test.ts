import { describe, expect, it } from 'vitest'
import { createDeviceTest } from '../../../src/main/station/devices/deviceTest.ts'
import { type Scan, type ScanKind, scanKinds } from '../../../src/shared/domain/scan.ts'

const window = (id: string | null) => ({ person: id === null ? null : { id } })
const scan = (kind: ScanKind, text: string): Scan => ({ kind, text, deviceId: 'scanner', at: 7 })

describe('the test of the devices', () => {
  it('takes readings only while it is on, and begins empty', () => {
    const test = createDeviceTest()
    expect(test.take(scan('traceCode', '81001010000000000001'))).toBe(false)
    expect(test.readings()).toBeNull()
    test.turnOn(window('M01'))
    expect(test.readings()).toEqual([])
    expect(test.take(scan('traceCode', '81001010000000000001'))).toBe(true)
    expect(test.readings()).toEqual([
      { kind: 'traceCode', fault: null, text: '81001010000000000001', deviceId: 'scanner', at: 7 },
    ])
    test.turnOff()
    expect(test.readings()).toBeNull()
    test.turnOn(window('M01'))
    expect(test.readings()).toEqual([])
  })

  it('tells what went wrong with a reading', () => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    test.take({ ...scan('unknown', '８１'), fault: 'fullWidth' })
    expect(test.readings()?.map(({ fault }) => fault)).toEqual(['fullWidth'])
  })

  it('shows the last ten, the newest first', () => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    for (let number = 0; number < 12; number++) test.take(scan('productCode', `69${number}`))
    expect(test.readings()?.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, index) => `69${11 - index}`))
  })

  it.each(scanKinds)('shows of a %s no more than it may', (kind) => {
    const test = createDeviceTest()
    test.turnOn(window('M01'))
    test.take(scan(kind, '2810990101199001010000000017'))
    test.take(scan(kind, '王秀兰兰'))
    const isOfGoods = ['traceCode', 'makerCode', 'productCode'].includes(kind)
    expect(test.readings()?.map(({ text }) => text)).toEqual(
      isOfGoods ? ['王秀兰兰', '2810990101199001010000000017'] : ['…', '28…17'],
    )
  })

  it('ends when the person who turned it on leaves, or the window does, and not when others do', () => {
    const test = createDeviceTest()
    const mine = window('M01')
    const other = window('C01')
    test.turnOn(mine)
    test.personChanged(mine)
    test.personChanged(other)
    test.windowClosed(other)
    expect(test.readings()).not.toBeNull()
    mine.person = { id: 'C02' }
    test.personChanged(mine)
    expect(test.readings()).toBeNull()
    mine.person = { id: 'M01' }
    test.turnOn(mine)
    test.windowClosed(mine)
    expect(test.readings()).toBeNull()
  })
})
