import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { listenForKeys } from '../../src/main/electron/consoleDoor.ts'
import {
  consoleWindowOptions,
  createConsoleWindow,
  isConsoleUrl,
  lockConsoleSession,
} from '../../src/main/electron/consoleWindow.ts'
import { fakeSession } from './fakeSession.ts'

const URL_OF_CONSOLE = 'http://127.0.0.1:4000/console/#token=ab12'

describe('the addresses of the training center', () => {
  it.each(['http://127.0.0.1:4000/console/', 'http://127.0.0.1:4000/console/index.html#/phone'])('are %s', (address) => {
    expect(isConsoleUrl(address, URL_OF_CONSOLE)).toBe(true)
  })

  it.each([
    'http://127.0.0.1:4000/_admin/people',
    'http://127.0.0.1:4000/console',
    'http://127.0.0.1:4000/console/../_admin/people',
    'http://127.0.0.1:4001/console/',
    'https://127.0.0.1:4000/console/',
    'http://localhost:4000/console/',
    'http://a@127.0.0.1:4000/console/',
    'http://127.0.0.1:4000@evil.example/console/',
    'http://127.0.0.1:4000.evil.example/console/',
    'app://counter/index.html',
    'file:///console/',
    'about:blank',
    '',
  ])('are not %s', (address) => {
    expect(isConsoleUrl(address, URL_OF_CONSOLE)).toBe(false)
  })

  it('are none while there is no center', () => {
    expect(isConsoleUrl('http://127.0.0.1:4000/console/', null)).toBe(false)
  })
})

describe('the window of the training center', () => {
  it('trusts its page with nothing, keeps nothing, and says 培训', () => {
    const { webPreferences, title } = consoleWindowOptions(true)
    expect(webPreferences).toEqual({
      partition: 'training-console',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    })
    expect(title).toContain('培训')
  })

  function setUp() {
    const windows: ReturnType<typeof fakeWindow>[] = []
    const errors: unknown[] = []
    const consoles = createConsoleWindow(
      () => {
        const made = fakeWindow()
        windows.push(made)
        return made as unknown as BrowserWindow
      },
      (...error) => errors.push(error),
    )
    return { windows, errors, consoles }
  }

  it('opens once, only while there is a center, and follows it to where it went', () => {
    const { windows, consoles } = setUp()
    consoles.open()
    expect(windows).toHaveLength(0)
    consoles.setAddress(URL_OF_CONSOLE)
    consoles.open()
    consoles.open()
    expect(windows).toHaveLength(1)
    expect(windows[0]?.loaded).toEqual([URL_OF_CONSOLE])
    expect(windows[0]?.focus).toHaveBeenCalledOnce()
    consoles.setAddress(null)
    const moved = URL_OF_CONSOLE.replace('4000', '4001')
    consoles.setAddress(moved)
    expect(windows[0]?.loaded).toEqual([URL_OF_CONSOLE, moved])
    windows[0]?.emit('closed')
    consoles.open()
    expect(windows).toHaveLength(2)
    consoles.close()
    expect(windows[1]?.destroy).toHaveBeenCalledOnce()
  })

  it('keeps its title, and is brought back when it has left', () => {
    const { windows, errors, consoles } = setUp()
    consoles.setAddress(URL_OF_CONSOLE)
    consoles.open()
    const preventDefault = vi.fn()
    windows[0]?.emit('page-title-updated', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    windows[0]?.webContents.emit('did-navigate', {}, 'http://127.0.0.1:4000/console/')
    expect(windows[0]?.loaded).toHaveLength(1)
    windows[0]?.webContents.emit('did-navigate', {}, 'about:blank')
    expect(windows[0]?.loaded).toEqual([URL_OF_CONSOLE, URL_OF_CONSOLE])
    expect(JSON.stringify(errors)).not.toContain('ab12')
  })
})

describe('the session of the training center', () => {
  function locked(address: string | null = URL_OF_CONSOLE) {
    const { calls, session } = fakeSession()
    lockConsoleSession(session, () => address)
    return calls
  }

  it.each([
    ['http://127.0.0.1:4000/_admin/events', false],
    ['http://127.0.0.1:4001/', true],
    ['http://192.0.2.1/', true],
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
  ])('asks the center alone: %s', (url, cancel) => {
    const answer = vi.fn()
    locked().webRequest.onBeforeRequest.mock.lastCall?.[1]({ url }, answer)
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel })
  })

  it('asks nobody while there is no center', () => {
    const answer = vi.fn()
    locked(null).webRequest.onBeforeRequest.mock.lastCall?.[1]({ url: 'http://127.0.0.1:4000/' }, answer)
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true })
  })

  it('lets its own page copy, and nothing else', () => {
    const session = locked()
    const may = (url: string, permission: string): unknown => {
      const answer = vi.fn()
      session.setPermissionRequestHandler.mock.lastCall?.[0]({ getURL: () => url }, permission, answer)
      return answer.mock.lastCall?.[0]
    }
    const check = (origin: string, permission: string): unknown =>
      session.setPermissionCheckHandler.mock.lastCall?.[0](null, permission, origin)
    expect(may('http://127.0.0.1:4000/console/', 'clipboard-sanitized-write')).toBe(true)
    expect(check('http://127.0.0.1:4000', 'clipboard-sanitized-write')).toBe(true)
    expect(may('http://127.0.0.1:4001/console/', 'clipboard-sanitized-write')).toBe(false)
    expect(check('http://127.0.0.1:4001', 'clipboard-sanitized-write')).toBe(false)
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      expect(may('http://127.0.0.1:4000/console/', permission)).toBe(false)
      expect(check('http://127.0.0.1:4000', permission)).toBe(false)
    }
    expect(session.setDevicePermissionHandler.mock.lastCall?.[0]()).toBe(false)
    const pairing = vi.fn()
    session.setBluetoothPairingHandler.mock.lastCall?.[0]({}, pairing)
    expect(pairing).toHaveBeenCalledExactlyOnceWith({ confirmed: false })
  })

  it('saves what the page made itself, and nothing from elsewhere', () => {
    const session = locked()
    const isSaved = (url: string): boolean => {
      const preventDefault = vi.fn()
      session.on.mock.lastCall?.[1]({ preventDefault }, { getURL: () => url })
      return preventDefault.mock.calls.length === 0
    }
    expect(isSaved('blob:http://127.0.0.1:4000/0000')).toBe(true)
    expect(isSaved('blob:http://127.0.0.1:40000/0000')).toBe(false)
    expect(isSaved('http://127.0.0.1:4000/console/x.zip')).toBe(false)
    expect(isSaved('data:text/html,x')).toBe(false)
  })
})

describe('the way to the training center', () => {
  it('is a key of its own', () => {
    const open = vi.fn()
    const contents = new EventEmitter()
    listenForKeys({ on: contents.on.bind(contents) } as never, new Map([['p', open]]))
    const press = (input: object): boolean => {
      const preventDefault = vi.fn()
      contents.emit(
        'before-input-event',
        { preventDefault },
        { type: 'keyDown', control: true, shift: true, alt: false, meta: false, key: 'P', ...input },
      )
      return preventDefault.mock.calls.length > 0
    }
    expect(press({ shift: false })).toBe(false)
    expect(press({ type: 'keyUp' })).toBe(false)
    expect(press({ key: 'F10' })).toBe(false)
    expect(open).not.toHaveBeenCalled()
    expect(press({})).toBe(true)
    expect(open).toHaveBeenCalledOnce()
  })
})

function fakeWindow() {
  const loaded: string[] = []
  return Object.assign(new EventEmitter(), {
    webContents: new EventEmitter(),
    loaded,
    loadURL: async (url: string) => {
      loaded.push(url)
    },
    removeMenu: vi.fn(),
    show: vi.fn(),
    focus: vi.fn(),
    isMinimized: () => false,
    restore: vi.fn(),
    destroy: vi.fn(),
  })
}
