import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createHidTransport, createListHid, type LoadHid } from '../../../src/main/station/devices/transports/hid.ts'

const cannotLoad: LoadHid = () => Promise.reject(new Error('no native binding'))

/** An addon whose one device is `device`; null: it does not open. */
function addonWith(device: EventEmitter | null): LoadHid {
  const addon = {
    HIDAsync: { open: () => (device ? Promise.resolve(device) : Promise.reject(new Error('cannot open device'))) },
    devicesAsync: () => Promise.resolve([{ vendorId: 0x1eab, productId: 0x22, release: 1, interface: 0, path: 'one' }]),
  }
  return () => Promise.resolve(addon as unknown as Awaited<ReturnType<LoadHid>>)
}

const nothing = { onBytes: () => {}, onLost: () => {} }

describe('HID devices', () => {
  it('cost themselves and nothing else where the addon does not load', async () => {
    await expect(createListHid(cannotLoad)()).rejects.toThrow()
    expect(await createHidTransport(cannotLoad)({ path: 'one' })(nothing)).toEqual({ ok: false, failure: 'addonMissing' })
  })

  it('are listed with what the system tells of them', async () => {
    expect(await createListHid(addonWith(null))()).toEqual([
      { transport: 'hid', path: 'one', vendorId: '1eab', productId: '0022', serialNumber: null, usagePage: null, name: null },
    ])
  })

  it('that do not open are absent when their node is not there', async () => {
    const open = (path: string) => createHidTransport(addonWith(null))({ path })(nothing)
    expect(await open(join(import.meta.dirname, 'none'))).toEqual({ ok: false, failure: 'absent' })
    expect(await open(import.meta.filename)).toEqual({ ok: false, failure: 'failed' })
  })

  it('are lost when a read fails, once, and say nothing after that or after they were closed', async () => {
    let closed = 0
    const device = Object.assign(new EventEmitter(), { close: async () => void closed++, write: async () => 3 })
    const seen: string[] = []
    const events = { onBytes: (chunk: Uint8Array) => seen.push(`${chunk}`), onLost: () => seen.push('lost') }
    const opened = await createHidTransport(addonWith(device))({ path: 'one' })(events)
    if (!opened.ok) throw new Error(opened.failure)
    device.emit('data', Uint8Array.of(2, 56))
    expect(await opened.value.write(Uint8Array.of(1))).toBe(true)
    device.emit('error', new Error('read failed'))
    device.emit('error', new Error('read failed'))
    device.emit('data', Uint8Array.of(2, 57))
    expect(seen).toEqual(['2,56', 'lost'])
    expect(await opened.value.write(Uint8Array.of(1))).toBe(false)
    await opened.value.close()
    await opened.value.close()
    expect(closed).toBe(2)
  })
})
