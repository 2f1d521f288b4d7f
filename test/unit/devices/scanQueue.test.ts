import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/main/station/devices/devices.ts'
import { createReadingQueue, createRepeatFilter } from '../../../src/main/station/devices/readingQueue.ts'

const scan = (text: string): Reading => ({ kind: 'scan', scan: { kind: 'unknown', text, deviceId: 'scanner', at: 0 } })
const textOf = (reading: Reading): string => (reading.kind === 'scan' ? reading.scan.text : '')
/** Lets everything run that is ready to run. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the queue of readings', () => {
  it('hands out the next scan only when the listener has finished with the last', async () => {
    const queue = createReadingQueue({ error: () => {} })
    const begun: string[] = []
    const finish: (() => void)[] = []
    queue.onReading((reading) => {
      begun.push(textOf(reading))
      return new Promise((resolve) => finish.push(resolve))
    })
    queue.add(scan('A'))
    queue.add(scan('B'))
    await settle()
    expect(begun).toEqual(['A'])
    finish[0]?.()
    await settle()
    expect(begun).toEqual(['A', 'B'])
  })

  it('keeps readings until somebody listens', async () => {
    const queue = createReadingQueue({ error: () => {} })
    const seen: string[] = []
    queue.add(scan('A'))
    queue.add(scan('B'))
    queue.onReading(async (reading) => void seen.push(textOf(reading)))
    await settle()
    expect(seen).toEqual(['A', 'B'])
  })

  it('goes on after a listener that rejects or throws, and logs the error without the scanned text', async () => {
    const logged: unknown[] = []
    const queue = createReadingQueue({ error: (details, message) => logged.push([details, message]) })
    const seen: string[] = []
    queue.onReading((reading) => {
      const text = textOf(reading)
      seen.push(text)
      if (text === 'secret-1') return Promise.reject(new Error('rejected'))
      if (text === 'secret-2') throw new Error('thrown')
      return Promise.resolve()
    })
    for (const text of ['secret-1', 'secret-2', 'C']) queue.add(scan(text))
    await settle()
    expect(seen).toEqual(['secret-1', 'secret-2', 'C'])
    expect(logged).toHaveLength(2)
    expect(JSON.stringify(logged)).not.toContain('secret')
  })

  it('hands out nothing after it was closed', async () => {
    const queue = createReadingQueue({ error: () => {} })
    const seen: string[] = []
    queue.onReading(async (reading) => void seen.push(textOf(reading)))
    queue.add(scan('A'))
    queue.add(scan('B'))
    queue.close()
    queue.add(scan('C'))
    await settle()
    expect(seen).toEqual(['A'])
  })

  it('refuses a second listener', () => {
    const queue = createReadingQueue({ error: () => {} })
    queue.onReading(async () => {})
    expect(() => queue.onReading(async () => {})).toThrow()
  })
})

describe('the filter of repeated readings', () => {
  it('counts the same text again only after it was away for the whole window', () => {
    const isRepeat = createRepeatFilter(300)
    expect([0, 299, 598, 898].map((at) => isRepeat('A', at))).toEqual([false, true, true, false])
  })

  it('does not mind other texts in between', () => {
    const isRepeat = createRepeatFilter(300)
    expect([isRepeat('A', 0), isRepeat('B', 10), isRepeat('A', 20)]).toEqual([false, false, true])
  })

  it('does not swallow a scan after the clock was set back', () => {
    const isRepeat = createRepeatFilter(300)
    expect([isRepeat('A', 10_000), isRepeat('A', 5_000)]).toEqual([false, false])
  })
})
