import { EventEmitter } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RxCounterApi } from '../../../src/shared/contract/api.ts'
import { commandNames } from '../../../src/shared/contract/names.ts'

const fromShell = new EventEmitter()
const toShell: string[] = []
let api: RxCounterApi
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (_name: string, exposed: RxCounterApi) => {
      api = exposed
    },
  },
  ipcRenderer: { on: fromShell.on.bind(fromShell), send: (channel: string) => toShell.push(channel) },
}))

describe('the preload', () => {
  let station: MessagePort
  const page = new EventTarget()
  const connect = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    fromShell.emit('station.port', { ports: [port2] })
    return port1
  }
  const answerWith = (answer: (request: { id: number; name: string; input: unknown }) => unknown): void => {
    station.addEventListener('message', ({ data }) => station.postMessage(answer(data)))
    station.start()
  }

  beforeAll(async () => {
    vi.stubGlobal('window', Object.assign(page, { location: { protocol: 'app:' } }))
    await import('../../../src/main/preload.ts')
  })
  beforeEach(() => {
    station = connect()
  })
  afterEach(() => station.close())

  it('asked for its port once', () => {
    expect(toShell).toEqual(['station.port'])
  })

  it('has one function per command, whose answer finds its question', async () => {
    expect(Object.keys(api.commands)).toEqual([...commandNames])
    const waiting: { id: number; name: string }[] = []
    station.addEventListener('message', ({ data }) => {
      waiting.push(data)
      if (waiting.length < 2) return
      for (const { id, name } of waiting.reverse()) station.postMessage({ id, ok: true, value: name })
    })
    station.start()
    const answers = await Promise.all([api.commands['counter.state']({}), api.commands['visit.end']({})])
    expect(answers).toEqual([
      { ok: true, value: 'counter.state' },
      { ok: true, value: 'visit.end' },
    ])
  })

  it('hands on a failure as a value', async () => {
    answerWith(({ id }) => ({ id, ok: false, failure: { code: 'VISIT_MISSING' } }))
    expect(await api.commands['visit.end']({})).toEqual({ ok: false, failure: { code: 'VISIT_MISSING' } })
  })

  it('ends what waits with STATION_AWAY when the port is lost, and everything after it at once', async () => {
    const seen: boolean[] = []
    const end = api.onStation((connected) => seen.push(connected))
    const waiting = api.commands['counter.state']({})
    station.close()
    expect(await waiting).toEqual({ ok: false, failure: { code: 'STATION_AWAY' } })
    expect(await api.commands['counter.state']({})).toEqual({ ok: false, failure: { code: 'STATION_AWAY' } })
    expect(seen).toEqual([true, false])
    end()
  })

  it('takes a new port for the old one', async () => {
    const waiting = api.commands['counter.state']({})
    station = connect()
    expect(await waiting).toEqual({ ok: false, failure: { code: 'STATION_AWAY' } })
    answerWith(({ id }) => ({ id, ok: true, value: 'new' }))
    expect(await api.commands['counter.state']({})).toEqual({ ok: true, value: 'new' })
  })

  it('tells events to those who listen', async () => {
    const heard = vi.fn()
    const end = api.events['counter.changed'](heard)
    station.postMessage({ event: 'counter.changed', payload: 1 })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith(1))
    end()
    station.postMessage({ event: 'counter.changed', payload: 2 })
    answerWith(({ id }) => ({ id, ok: true, value: null }))
    await api.commands['counter.state']({})
    expect(heard).toHaveBeenCalledOnce()
  })

  it('refuses what is no plain data', async () => {
    expect(await api.commands['visit.end'](Object.assign({}, { run: () => 1 }) as never)).toEqual({
      ok: false,
      failure: { code: 'MESSAGE_MALFORMED' },
    })
  })

  it('lets go of the port when the page goes away', async () => {
    const closed = new Promise((resolve) => station.addEventListener('close', resolve))
    station.start()
    page.dispatchEvent(new Event('pagehide'))
    await closed
    expect(await api.commands['counter.state']({})).toEqual({ ok: false, failure: { code: 'STATION_AWAY' } })
  })
})
