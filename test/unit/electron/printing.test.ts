import { EventEmitter } from 'node:events'
import type { WebContentsPrintOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPrinting, type HiddenWindow, printWindowOptions } from '../../../src/main/electron/printing.ts'

interface FakeWindow extends HiddenWindow {
  /** what its page or its process tells */
  tells(event: 'page-title-updated' | 'render-process-gone', title?: string): void
  readonly asked: WebContentsPrintOptions[]
  answers(isTaken: boolean, reason: string): void
  isGone: boolean
}

function fakeWindow(): FakeWindow {
  const events = new EventEmitter()
  const asked: WebContentsPrintOptions[] = []
  let callback: ((isTaken: boolean, reason: string) => void) | undefined
  const window: FakeWindow = {
    webContents: {
      getPrintersAsync: async () => [{ name: 'HP', displayName: 'HP', description: '', options: {} }],
      print: (options = {}, tell) => {
        asked.push(options)
        callback = tell
      },
      on: events.on.bind(events),
    } as HiddenWindow['webContents'],
    loadURL: vi.fn(async () => {}),
    destroy: () => {
      window.isGone = true
    },
    tells: (event, title) => void events.emit(event, {}, title),
    asked,
    answers: (isTaken, reason) => callback?.(isTaken, reason),
    isGone: false,
  }
  return window
}

describe('a paper for a printer of the operating system', () => {
  const PDF = new Uint8Array([1, 2, 3])
  let windows: FakeWindow[]
  const last = (): FakeWindow => {
    const window = windows.at(-1)
    if (window === undefined) throw new Error('no window was opened')
    return window
  }
  const warn = vi.fn()
  const start = () =>
    createPrinting({
      openWindow: () => {
        const window = fakeWindow()
        windows.push(window)
        return window
      },
      serveFile: async () => new Response('a file'),
      log: { warn },
    })
  const opened = (count: number) => vi.waitFor(() => expect(windows).toHaveLength(count))

  beforeEach(() => {
    windows = []
    warn.mockReset()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is printed without a dialogue on paper of its own size, once its page is drawn', async () => {
    const printing = start()
    const printed = printing.print(PDF, 'HP')
    await opened(1)
    expect(last().loadURL).toHaveBeenCalledWith('app://counter/print.html')
    expect(last().asked).toEqual([])
    last().tells('page-title-updated', 'RxCounter 148000x210000')
    expect(last().asked).toEqual([
      { silent: true, deviceName: 'HP', margins: { marginType: 'none' }, pageSize: { width: 148_000, height: 210_000 } },
    ])
    last().answers(true, '')
    expect(await printed).toBe(true)
    expect(last().isGone).toBe(true)
  })

  it('can be had by its page as long as it is printed, beside the files of the application', async () => {
    const printing = start()
    const paper = () => printing.handle(new Request('https://counter/paper.pdf'))
    expect((await paper()).status).toBe(404)
    const printed = printing.print(PDF, 'HP')
    await opened(1)
    const answer = await paper()
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await (await printing.handle(new Request('https://counter/print.html'))).text()).toBe('a file')
    last().tells('page-title-updated', 'failed')
    await printed
    expect((await paper()).status).toBe(404)
  })

  it.each([
    [
      'the system refuses',
      'Invalid deviceName provided',
      () => {
        last().tells('page-title-updated', 'RxCounter 1x1')
        last().answers(false, 'Invalid deviceName provided')
      },
    ],
    ['its page cannot draw', 'not drawn', () => last().tells('page-title-updated', 'failed')],
    ['of which the page dies', 'page gone', () => last().tells('render-process-gone')],
  ])('that %s is not printed, and why stands in the log', async (_, reason, happen) => {
    const printed = start().print(PDF, 'HP')
    await opened(1)
    happen()
    expect(await printed).toBe(false)
    expect(last().isGone).toBe(true)
    expect(warn).toHaveBeenCalledWith({ reason }, 'not printed')
  })

  it('is given up after half a minute without an answer', async () => {
    vi.useFakeTimers()
    const printed = start().print(PDF, 'HP')
    await vi.advanceTimersByTimeAsync(29_999)
    expect(last().isGone).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await printed).toBe(false)
    expect(last().isGone).toBe(true)
  })

  it('waits for the one before it', async () => {
    const printing = start()
    const first = printing.print(PDF, 'HP')
    const second = printing.print(PDF, 'HP')
    await opened(1)
    last().tells('page-title-updated', 'failed')
    await first
    await opened(2)
    last().tells('page-title-updated', 'failed')
    expect(await second).toBe(false)
  })

  it('may go to the printers that the system names', async () => {
    expect(await start().list()).toEqual(['HP'])
    expect(last().isGone).toBe(true)
  })

  it('is drawn by a page that is trusted with nothing and has no bridge', () => {
    const { show, webPreferences } = printWindowOptions()
    expect(show).toBe(false)
    expect(webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
    expect(webPreferences).not.toHaveProperty('preload')
  })
})
