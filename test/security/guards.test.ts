import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { CONSOLE_DOOR } from '../../src/main/electron/consoleDoor.ts'
import { lockCounterSession } from '../../src/main/electron/counterSession.ts'
import { guardNavigation } from '../../src/main/electron/navigation.ts'
import { isAppUrl } from '../../src/main/electron/origin.ts'
import { denyEverything } from '../../src/main/electron/permissions.ts'
import { connectPages } from '../../src/main/electron/ports.ts'
import { windowOptions } from '../../src/main/electron/window.ts'
import { fakeSession } from './fakeSession.ts'

/** The page of the customer's window. */
const CUSTOMER = 7

describe('navigation', () => {
  const opened = vi.fn()
  const guarded = (): { refused: string[]; go: (event: string, details: object) => boolean; open: (url: string) => unknown } => {
    const events = new EventEmitter()
    const refused: string[] = []
    let open: (details: { readonly url: string }) => unknown = () => undefined
    const contents = {
      on: events.on.bind(events),
      setWindowOpenHandler: (handler: typeof open) => {
        open = handler
      },
    }
    guardNavigation(contents as unknown as WebContents, {
      isAllowed: isAppUrl,
      doors: new Map([[CONSOLE_DOOR, opened]]),
      onRefused: (attempt) => refused.push(attempt),
    })
    return {
      refused,
      open: (url) => open({ url }),
      go: (event, details) => {
        const preventDefault = vi.fn()
        events.emit(event, { ...details, preventDefault })
        return preventDefault.mock.calls.length === 0
      },
    }
  }

  it('stays within the own origin', () => {
    const { go } = guarded()
    expect(go('will-navigate', { url: 'app://counter/index.html' })).toBe(true)
    expect(go('will-navigate', { url: 'https://example.org/' })).toBe(false)
    expect(go('will-redirect', { url: 'app://counter@evil/', isMainFrame: true })).toBe(false)
    expect(go('will-redirect', { url: 'app://counter/', isMainFrame: true })).toBe(true)
  })

  it('opens a door in place of a new window', () => {
    const { open, refused } = guarded()
    expect(open('app://counter/training-center')).toEqual({ action: 'deny' })
    expect(opened).toHaveBeenCalledOnce()
    expect(refused).toEqual([])
  })

  it('never happens in a frame, a webview or a new window', () => {
    const { go, open, refused } = guarded()
    expect(go('will-frame-navigate', { url: 'app://counter/', isMainFrame: false })).toBe(false)
    expect(go('will-frame-navigate', { url: 'app://counter/', isMainFrame: true })).toBe(true)
    expect(go('will-attach-webview', {})).toBe(false)
    expect(open('app://counter/index.html')).toEqual({ action: 'deny' })
    expect(refused).toEqual(['frame', 'webview', 'window'])
  })
})

describe('permissions', () => {
  it('are refused whatever is asked, and so are downloads and the network', () => {
    const { calls, session } = fakeSession()
    denyEverything(session)
    const answer = vi.fn()
    calls.setPermissionRequestHandler.mock.lastCall?.[0]({}, 'media', answer, {})
    expect(answer).toHaveBeenCalledExactlyOnceWith(false)
    expect(calls.setPermissionCheckHandler.mock.lastCall?.[0](null, 'media', 'app://counter', {})).toBe(false)
    expect(calls.setDevicePermissionHandler.mock.lastCall?.[0]()).toBe(false)
    const pairing = vi.fn()
    calls.setBluetoothPairingHandler.mock.lastCall?.[0]({}, pairing)
    expect(pairing).toHaveBeenCalledExactlyOnceWith({ confirmed: false })
    const download = { preventDefault: vi.fn() }
    calls.on.mock.lastCall?.[1](download)
    expect(download.preventDefault).toHaveBeenCalledOnce()
    const request = vi.fn()
    calls.webRequest.onBeforeRequest.mock.lastCall?.[1]({}, request)
    expect(request).toHaveBeenCalledExactlyOnceWith({ cancel: true })
  })

  it('of the counter let its own page keep a table among the downloads, over nothing that is there, and nothing else', () => {
    const downloads = mkdtempSync(join(tmpdir(), 'rxcounter-downloads-'))
    onTestFinished(() => rmSync(downloads, { recursive: true }))
    const { calls, session } = fakeSession()
    lockCounterSession(session, () => downloads, { mayAsk: () => false, mayHave: () => false })
    const save = (url: string, name: string): string | null => {
      const event = { preventDefault: vi.fn() }
      const item = { getURL: () => url, getFilename: () => name, setSavePath: vi.fn() }
      calls.on.mock.lastCall?.[1](event, item)
      expect(event.preventDefault.mock.calls).toHaveLength(item.setSavePath.mock.calls.length === 0 ? 1 : 0)
      return item.setSavePath.mock.lastCall?.[0] ?? null
    }
    const own = 'blob:app://counter/1c2d'
    expect(save(own, '库存金额.xlsx')).toBe(join(downloads, '库存金额.xlsx'))
    writeFileSync(join(downloads, '库存金额.xlsx'), '')
    expect(save(own, '库存金额.xlsx')).toBe(join(downloads, '库存金额 (2).xlsx'))
    expect(save(own, '../../库存.xlsx')).toBe(join(downloads, '库存.xlsx'))
    for (const name of ['库存.exe', '库存.xlsx.desktop', 'xlsx']) expect(save(own, name), name).toBeNull()
    for (const url of [
      'blob:app://counter.evil/1',
      'blob:https://example.com/1',
      'https://example.com/1.xlsx',
      'app://counter/1.xlsx',
    ])
      expect(save(url, '库存.xlsx'), url).toBeNull()
  })
})

describe('the window', () => {
  it('trusts its page with nothing', () => {
    expect(windowOptions({ preload: '/preload.cjs', isPackaged: true }).webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    })
  })
})

describe('the port to the station', () => {
  const shell = (isReady: boolean) => {
    const ipcMain = new EventEmitter()
    const attach = vi.fn()
    const onRefused = vi.fn()
    let ready: () => void = () => undefined
    connectPages({
      ipcMain,
      createChannel: () => ({ port1: 'port1', port2: 'port2' }) as never,
      station: {
        isReady,
        attach,
        onReady: (listener: () => void) => {
          ready = listener
        },
      },
      audienceOf: (page: { readonly id: number }) => (page.id === CUSTOMER ? 'customer' : 'staff'),
      onRefused,
    } as unknown as Parameters<typeof connectPages>[0])
    const pageAt = (url: string, id = 1) => Object.assign(new EventEmitter(), { id, mainFrame: { url, postMessage: vi.fn() } })
    return { ipcMain, attach, onRefused, ready: () => ready(), pageAt }
  }

  it('is the customer’s for the page of the customer’s window alone, whatever address it is at', () => {
    const { ipcMain, attach, pageAt } = shell(true)
    for (const [url, id] of [
      ['app://counter/index.html', CUSTOMER],
      ['app://counter/customer.html', 1],
    ] as const) {
      const page = pageAt(url, id)
      ipcMain.emit('station.port', { sender: page, senderFrame: page.mainFrame })
    }
    expect(attach.mock.calls.map(([window, audience]) => [window, audience])).toEqual([
      [`window-${CUSTOMER}`, 'customer'],
      ['window-1', 'staff'],
    ])
  })

  it('goes to the top frame of the own origin', () => {
    const { ipcMain, attach, pageAt } = shell(true)
    const page = pageAt('app://counter/index.html')
    ipcMain.emit('station.port', { sender: page, senderFrame: page.mainFrame })
    expect(attach).toHaveBeenCalledExactlyOnceWith('window-1', 'staff', 'port1')
    expect(page.mainFrame.postMessage).toHaveBeenCalledExactlyOnceWith('station.port', null, ['port2'])
  })

  it('goes to nobody else', () => {
    const { ipcMain, attach, onRefused, pageAt } = shell(true)
    const page = pageAt('app://counter/index.html')
    ipcMain.emit('station.port', { sender: page, senderFrame: { url: 'app://counter/index.html' } })
    ipcMain.emit('station.port', { sender: page, senderFrame: null })
    const foreign = pageAt('app://counter@evil/index.html')
    ipcMain.emit('station.port', { sender: foreign, senderFrame: foreign.mainFrame })
    expect(attach).not.toHaveBeenCalled()
    expect(onRefused).toHaveBeenCalledTimes(3)
  })

  it('comes when the station is ready, again when it was started anew, and not after the window is gone', () => {
    const { ipcMain, attach, ready, pageAt } = shell(false)
    const page = pageAt('app://counter/index.html')
    ipcMain.emit('station.port', { sender: page, senderFrame: page.mainFrame })
    expect(attach).not.toHaveBeenCalled()
    ready()
    ready()
    expect(attach).toHaveBeenCalledTimes(2)
    page.emit('destroyed')
    ready()
    expect(attach).toHaveBeenCalledTimes(2)
  })
})
