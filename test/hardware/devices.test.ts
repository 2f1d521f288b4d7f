import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { atPort, plain } from '../../scripts/counter/deviceSettings.ts'
import {
  type IdentityReaderPty,
  LI_XIAOHUA,
  openIdentityReaderPty,
  simulatedAnswer,
  textBlock,
} from '../../scripts/counter/identityReaderPty.ts'
import type { ListDevices } from '../../src/main/station/devices/inventory.ts'
import { listSerialPorts } from '../../src/main/station/devices/transports/serial.ts'
import type { DeviceSetting } from '../../src/shared/contract/devices.ts'
import { startDevices } from './counterDevices.ts'
import { useLine } from './linePty.ts'
import { passThroughPlayer } from './passThroughPlayer.ts'
import { CARD } from './plasticChip.ts'
import { makeFolder, usePty } from './scannerAtWork.ts'

const PERSON = { kind: 'identityCard', name: '李晓华', idNumber: '990101199001010027' }
const IDENTITY_LINE = '李晓华|女|汉|19900101|测试市健康路 1 号|990101199001010027|2020.01.01|2040.01.01|测试市公安局'
const SOCIAL_LINE = '990101|990101199001010027|A12345678|99010112345678901234567890ABCDEF|李晓华|3B6D|2.00|20200101|20400101|1|T1'
const CODES = ['81234567890123456789', '81234567890123456790'] as const
const CARD_BLOCK = textBlock(LI_XIAOHUA)
const inHex = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString('hex')

async function useIdentityReader(): Promise<IdentityReaderPty> {
  const reader = await openIdentityReaderPty(await makeFolder())
  onTestFinished(() => reader.close())
  return reader
}

describe('an identity card reader of a counter', () => {
  it('gives a card reading', async () => {
    const reader = await useIdentityReader()
    const { until, untilRead, devices } = startDevices([atPort('id', 'samSerial', reader.readerPort)])
    await until('id', 'ready')
    reader.put(CARD_BLOCK)
    await untilRead([{ kind: 'card', put: { card: PERSON, deviceId: 'id' } }])
    expect(devices.list().find(({ id }) => id === 'id')?.lastReadingAt).not.toBeNull()
  })

  it('pulled out in the middle of a card gives nothing, and reads the card when it is back', async () => {
    const reader = await useIdentityReader()
    const { until, untilRead, readings } = startDevices([atPort('id', 'samSerial', reader.readerPort)])
    await until('id', 'ready')
    reader.mood.instead.push({ question: '3001', bytes: simulatedAnswer('3001', CARD_BLOCK).subarray(0, 700) })
    reader.put(CARD_BLOCK)
    await vi.waitFor(() => expect(reader.mood.instead).toEqual([]), { timeout: 10_000 })
    await reader.unplug()
    await until('id', 'unplugged')
    expect(readings).toEqual([])
    await reader.plugBack()
    await untilRead([{ kind: 'card', put: { card: PERSON } }])
  })

  it('reads after sleep', async () => {
    const reader = await useIdentityReader()
    const { until, untilRead, devices } = startDevices([atPort('id', 'samSerial', reader.readerPort)])
    await until('id', 'ready')
    devices.power('suspend')
    await until('id', 'opening')
    reader.put(CARD_BLOCK)
    devices.power('resume')
    await until('id', 'ready')
    await untilRead([{ kind: 'card', put: { card: PERSON } }])
  })
})

describe('a social-security card reader on a line', () => {
  it('passes commands to the card: read, taken out in the middle, the next one read', async () => {
    const state = { isInside: false, outAt: 0, cardNumber: 'A12345678' }
    const player = passThroughPlayer(state)
    const line = await useLine((chunk, send) => send(player(chunk)))
    const { until, untilRead } = startDevices([atPort('card', 'passThrough', line.port)])
    await until('card', 'ready')
    state.isInside = true
    await untilRead([{ kind: 'card', put: { card: CARD, deviceId: 'card' } }])
    state.isInside = false
    await vi.waitFor(() => expect(player.missed()).toBeGreaterThan(1), { timeout: 10_000 })
    Object.assign(state, { isInside: true, outAt: 3 })
    await untilRead([{ kind: 'card' }, { kind: 'cardFailure', reason: 'removedTooEarly', deviceId: 'card' }])
    await vi.waitFor(() => expect(player.missed()).toBeGreaterThan(1), { timeout: 10_000 })
    Object.assign(state, { isInside: true, outAt: 0, cardNumber: 'B00000002' })
    await untilRead([{ kind: 'card' }, { kind: 'cardFailure' }, { kind: 'card', put: { card: { cardNumber: 'B00000002' } } }])
  })

  it('pulled out is unplugged, and reads when it is back', async () => {
    const player = passThroughPlayer({ isInside: true, outAt: 0 })
    const line = await useLine((chunk, send) => send(player(chunk)))
    const { until, untilRead } = startDevices([atPort('card', 'passThrough', line.port)])
    await untilRead([{ kind: 'card' }])
    await line.unplug()
    await until('card', 'unplugged')
    await line.plugBack()
    await untilRead([{ kind: 'card' }, { kind: 'card' }])
  })

  it('gives no answer when it says nothing', async () => {
    const line = await useLine()
    const { until } = startDevices([atPort('card', 'passThrough', line.port)])
    await until('card', 'noAnswer')
  })

  it('whose middleware sends lines gives both kinds of card; half a line that was pulled out is none', async () => {
    const line = await useLine()
    const { until, untilRead } = startDevices([atPort('card', 'lineReader', line.port)])
    await until('card', 'ready')
    line.send(`${SOCIAL_LINE}\r\n`)
    line.send(`${IDENTITY_LINE}\r\n`)
    const both = [
      { kind: 'card', put: { card: CARD, deviceId: 'card' } },
      { kind: 'card', put: { card: PERSON } },
    ]
    await untilRead(both)
    line.send(SOCIAL_LINE.slice(0, 40))
    await line.unplug()
    await until('card', 'unplugged')
    await line.plugBack()
    await until('card', 'ready')
    line.send(`${SOCIAL_LINE.slice(40)}\r\n${SOCIAL_LINE}\r\n`)
    await untilRead([...both, { kind: 'cardFailure', reason: 'unreadable' }, { kind: 'card' }])
  })
})

async function usePad() {
  const heard: Buffer[] = []
  const pad = await useLine((chunk) => void heard.push(chunk))
  const counter = startDevices([atPort('pad', 'pad', pad.port)])
  await counter.until('pad', 'ready')
  const begun = (times: number) =>
    vi.waitFor(() => expect(inHex(heard).split('1b49').length - 1).toBe(times), { timeout: 10_000 })
  return { pad, begun, ...counter }
}

describe('a password pad of a counter', () => {
  it('is begun, takes six digits and gives them to whoever asked; they are no reading', async () => {
    const { pad, begun, devices, readings } = await usePad()
    const shown: number[] = []
    devices.onBytes((_, direction, bytes) => void (direction === 'in' && shown.push(...bytes)))
    pad.send('111111\r')
    await vi.waitFor(() => expect(shown).toHaveLength(7))
    const answer = devices.askPassword(new AbortController().signal)
    await begun(1)
    pad.send('12345\r')
    await begun(2)
    pad.send('345678\r')
    expect(await answer).toEqual({ kind: 'entered', password: '345678' })
    // the live test is told of no key
    expect(new Set(shown)).toEqual(new Set([0xff]))
    expect(readings).toEqual([])
  })

  it('pulled out while it is asked counts as none, and takes a password when it is back', async () => {
    const { pad, begun, devices, until } = await usePad()
    const lost = devices.askPassword(new AbortController().signal)
    await begun(1)
    pad.send('123')
    await pad.unplug()
    expect(await lost).toEqual({ kind: 'noPad' })
    await until('pad', 'unplugged')
    await pad.plugBack()
    await until('pad', 'ready')
    const answer = devices.askPassword(new AbortController().signal)
    await begun(2)
    pad.send('876543\r')
    expect(await answer).toEqual({ kind: 'entered', password: '876543' })
  })

  it('is given up by the counter', async () => {
    const { begun, devices } = await usePad()
    const stopper = new AbortController()
    const answer = devices.askPassword(stopper.signal)
    await begun(1)
    stopper.abort()
    expect(await answer).toEqual({ kind: 'cancelled' })
  })
})

describe('the devices of a counter', () => {
  it('two scanners alike are served each by itself', async () => {
    const [one, other] = [await usePty(), await usePty()]
    const { until, untilRead } = startDevices([
      atPort('one', 'usbCom', one.scannerPort),
      atPort('other', 'usbCom', other.scannerPort),
    ])
    await until('one', 'ready')
    await until('other', 'ready')
    one.scan(CODES[0])
    const first = { kind: 'scan', scan: { text: CODES[0], deviceId: 'one' } }
    await untilRead([first])
    other.scan(CODES[1])
    await untilRead([first, { kind: 'scan', scan: { text: CODES[1], deviceId: 'other' } }])
    await one.unplug()
    await until('one', 'unplugged')
    await until('other', 'ready')
  })

  it('a port that another program holds is busy, and served when it is free', async () => {
    const reader = await useIdentityReader()
    const settings = [atPort('id', 'samSerial', reader.readerPort)]
    const holder = startDevices(settings)
    await holder.until('id', 'ready')
    const { until } = startDevices(settings)
    await until('id', 'busy')
    await holder.devices.close()
    await until('id', 'ready')
  })

  it('a printer that the system does not know is absent, and ready once it does', async () => {
    const names = ['HP']
    const printer: DeviceSetting = {
      ...plain,
      id: 'sheets',
      model: 'systemPrinter',
      address: { transport: 'system', printer: 'Brother' },
    }
    const { until, devices } = startDevices([printer], {
      systemPrinters: { list: async () => names, print: async () => true },
    })
    await until('sheets', 'absent')
    names.push('Brother')
    await until('sheets', 'ready')
    expect(devices.printers()).toEqual([{ id: 'sheets', place: 'Brother', roll: null, papers: null }])
  })

  it('what this computer cannot list is told once, however often it is looked for', async () => {
    let looks = 0
    const serial: ListDevices = async () => {
      looks++
      return listSerialPorts()
    }
    const hid: ListDevices = async () => {
      throw new Error('not listed')
    }
    const { devices, logged } = startDevices([], { lists: { serial, hid } })
    await vi.waitFor(
      () => {
        devices.look()
        expect(looks).toBeGreaterThan(3)
      },
      { timeout: 10_000 },
    )
    expect(logged.filter((line) => line.includes('hid'))).toHaveLength(1)
    // where serialport lists by a program that this computer does not have, that is told in the same way
    expect(logged.filter((line) => line.includes('serial')).length).toBeLessThanOrEqual(1)
  })
})
