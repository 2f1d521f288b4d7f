import type { MessagePortMain } from 'electron'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startStation } from '../../../src/main/electron/station.ts'
import { announcementOf } from './announcement.ts'
import { type FakeChild, fakeChild } from './fakeChild.ts'

const start = { dataFolder: '/data', mode: 'training', masterKey: 'A'.repeat(44), test: null } as const
const { connection, shop } = announcementOf('http://127.0.0.1:1')
const offered = { connection, shop }
const port = { name: 'port' } as unknown as MessagePortMain

describe('the station, as the shell keeps it alive', () => {
  const printing = { list: vi.fn(async () => ['HP', 'XP-80']), print: vi.fn(async () => true) }
  let children: FakeChild[]
  const last = (): FakeChild => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('no station was started')
    return child
  }
  const host = (): ReturnType<typeof startStation> =>
    startStation({
      fork: () => {
        const child = fakeChild()
        children.push(child)
        return child
      },
      start,
      printing,
      log: pino({ enabled: false }),
      now: () => Date.now(),
    })

  beforeEach(() => {
    children = []
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is answered what it asks of the printers, also when that breaks', async () => {
    host()
    last().says({ kind: 'listPrinters', id: '1' })
    last().says({ kind: 'printPdf', id: '2', pdf: 'JVBERg==', printer: 'HP' })
    await vi.waitFor(() =>
      expect(last().told.slice(2)).toEqual([
        { kind: 'printers', id: '1', names: ['HP', 'XP-80'] },
        { kind: 'printed', id: '2', isTaken: true },
      ]),
    )
    expect(printing.print).toHaveBeenCalledWith(Buffer.from('%PDF'), 'HP')
    printing.print.mockRejectedValueOnce(new Error('a bug'))
    last().says({ kind: 'printPdf', id: '3', pdf: 'JVBERg==', printer: 'HP' })
    await vi.waitFor(() => expect(last().told.at(-1)).toEqual({ kind: 'printed', id: '3', isTaken: false }))
    printing.list.mockRejectedValueOnce(new Error('no print service'))
    last().says({ kind: 'listPrinters', id: '4' })
    await vi.waitFor(() => expect(last().told.at(-1)).toEqual({ kind: 'printers', id: '4', names: null }))
  })

  it('is told its start and its center first', () => {
    host()
    expect(last().told).toEqual([
      { kind: 'start', ...start },
      { kind: 'center', center: null },
    ])
  })

  it('takes ports once it is ready, and again after it was started anew, with the session of that window', () => {
    const station = host()
    const ready = vi.fn()
    station.onReady(ready)
    expect(station.isReady).toBe(false)
    last().says({ kind: 'ready' })
    expect(station.isReady).toBe(true)
    station.setCenter(offered)
    station.attach('window-1', 'staff', port)
    expect(last().told.at(-1)).toEqual({ kind: 'attach', window: 'window-1', audience: 'staff', resume: null })
    expect(last().ports).toEqual([port])

    last().says({ kind: 'session', window: 'window-1', resume: 'token' })
    last().dies()
    expect(station.isReady).toBe(false)
    vi.advanceTimersByTime(0)
    expect(children).toHaveLength(2)
    expect(last().told.at(-1)).toEqual({ kind: 'center', center: offered })
    last().says({ kind: 'ready' })
    expect(ready).toHaveBeenCalledTimes(2)
    station.attach('window-1', 'staff', port)
    expect(last().told.at(-1)).toEqual({ kind: 'attach', window: 'window-1', audience: 'staff', resume: 'token' })
  })

  it('forgets the session after signing out', () => {
    const station = host()
    last().says({ kind: 'session', window: 'window-1', resume: 'token' })
    last().says({ kind: 'session', window: 'window-1', resume: null })
    station.attach('window-1', 'staff', port)
    expect(last().told.at(-1)).toMatchObject({ resume: null })
  })

  it('waits longer before each new start and gives up after five deaths in a row', () => {
    const station = host()
    const refused = vi.fn()
    station.onRefused(refused)
    for (const delay of [0, 250, 1_000, 2_000, 4_000]) {
      const count = children.length
      last().dies()
      if (delay > 0) {
        vi.advanceTimersByTime(delay - 1)
        expect(children).toHaveLength(count)
        vi.advanceTimersByTime(1)
      } else vi.advanceTimersByTime(0)
      expect(children).toHaveLength(count + 1)
    }
    expect(refused).not.toHaveBeenCalled()
    last().dies()
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(6)
    expect(refused).toHaveBeenCalledExactlyOnceWith({ code: 'INTERNAL_ERROR' })
  })

  it('starts again at once when the last death is long ago', () => {
    host()
    for (let death = 0; death < 20; death++) {
      vi.advanceTimersByTime(60_001)
      last().dies()
      vi.advanceTimersByTime(0)
      expect(children).toHaveLength(death + 2)
    }
  })

  it('is not started again when it refuses its data folder', () => {
    const station = host()
    const refused = vi.fn()
    station.onRefused(refused)
    last().says({ kind: 'refused', failure: { code: 'DATABASE_NEWER' } })
    expect(refused).toHaveBeenCalledExactlyOnceWith({ code: 'DATABASE_NEWER' })
    last().dies()
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(1)
  })

  it('is not believed when it says what it never should', () => {
    const station = host()
    for (const nonsense of [null, 1, {}, { kind: 'ready', extra: 1 }, { kind: 'refused', failure: { code: 'NOPE' } }])
      last().says(nonsense)
    expect(station.isReady).toBe(false)
  })

  it('is asked to stop, waited for, and killed when it does not', async () => {
    const station = host()
    const stopped = station.stop()
    expect(last().told.at(-1)).toEqual({ kind: 'stop' })
    expect(last().isKilled).toBe(false)
    vi.advanceTimersByTime(5_000)
    expect(last().isKilled).toBe(true)
    await stopped
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(1)
  })
})
