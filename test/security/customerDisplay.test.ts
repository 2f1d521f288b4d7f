import { EventEmitter } from 'node:events'
import type { BrowserWindow, Rectangle, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createCustomerWindow, customerWindowOptions } from '../../src/main/electron/customerWindow.ts'

const SECOND: Rectangle = { x: 1366, y: 0, width: 1024, height: 768 }

function fakeWindow() {
  const webContents = new EventEmitter()
  const window = Object.assign(new EventEmitter(), {
    webContents,
    loaded: [] as string[],
    loadURL: async (url: string) => void window.loaded.push(url),
    removeMenu: vi.fn(),
    setBounds: vi.fn(),
    setFullScreen: vi.fn(),
    show: vi.fn(),
    showInactive: vi.fn(),
    focus: vi.fn(),
    isGone: false,
    isDestroyed: () => window.isGone,
    destroy: () => {
      window.isGone = true
      window.emit('closed')
    },
  })
  return window
}

function setUp(second: Rectangle | null) {
  const state = { second }
  const made: ReturnType<typeof fakeWindow>[] = []
  const errors: string[] = []
  let changed = () => {}
  const customer = createCustomerWindow({
    create: () => {
      const window = fakeWindow()
      made.push(window)
      return window as unknown as BrowserWindow
    },
    screens: {
      second: () => state.second,
      onChanged: (listener) => {
        changed = listener
      },
    },
    onError: (event) => errors.push(event),
  })
  return {
    customer,
    made,
    errors,
    plug: (screen: Rectangle | null) => {
      state.second = screen
      changed()
    },
    open: () => made.filter(({ isGone }) => !isGone).length,
    isPage: (index: number) => customer.isPage(made[index]?.webContents as unknown as WebContents),
  }
}

describe('the window before the customer', () => {
  it('trusts its page with nothing', () => {
    expect(customerWindowOptions({ preload: '/p.cjs', isPackaged: true }).webPreferences).toEqual({
      preload: '/p.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    })
  })

  it('stays away on a computer with one screen until it is asked for, and goes when it is asked again', () => {
    const { customer, made, open, isPage } = setUp(null)
    expect(open()).toBe(0)
    customer.toggle()
    expect(made[0]?.loaded).toEqual(['app://counter/customer.html'])
    expect(made[0]?.setFullScreen).not.toHaveBeenCalled()
    expect(isPage(0)).toBe(true)
    customer.toggle()
    expect([open(), isPage(0)]).toEqual([0, false])
  })

  it('fills a second screen by itself, whenever one is plugged in, and goes with it', () => {
    const { made, open, plug } = setUp(SECOND)
    expect(open()).toBe(1)
    expect(made[0]?.setBounds).toHaveBeenCalledWith(SECOND)
    expect(made[0]?.setFullScreen).toHaveBeenCalledWith(true)
    plug(null)
    expect(open()).toBe(0)
    plug(SECOND)
    expect(open()).toBe(1)
  })

  it('does not come back by itself after a person closed it, until the screen itself was away', () => {
    const { customer, open, plug } = setUp(SECOND)
    customer.toggle()
    plug(SECOND)
    expect(open()).toBe(0)
    plug(null)
    plug(SECOND)
    expect(open()).toBe(1)
  })

  it('never takes the focus', () => {
    const { made } = setUp(SECOND)
    made[0]?.emit('ready-to-show')
    expect(made[0]?.showInactive).toHaveBeenCalledOnce()
    expect(made[0]?.show).not.toHaveBeenCalled()
    expect(made[0]?.focus).not.toHaveBeenCalled()
  })

  it.each(['about:blank', 'app://counter/index.html', 'app://counter.evil/customer.html'])(
    'that went to %s is brought back',
    (address) => {
      const { made, errors } = setUp(SECOND)
      made[0]?.webContents.emit('did-navigate', {}, address)
      expect(made[0]?.loaded).toHaveLength(2)
      expect(errors).toEqual(['window left the customer page'])
      made[0]?.webContents.emit('did-navigate', {}, 'app://counter/customer.html')
      expect(made[0]?.loaded).toHaveLength(2)
    },
  )

  it('that died is closed, and can be opened again', () => {
    const { customer, made, errors, open } = setUp(null)
    customer.toggle()
    made[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect([open(), errors]).toEqual([0, ['customer renderer gone']])
    customer.toggle()
    expect(open()).toBe(1)
  })

  it('knows no page as its own but the one that it made', () => {
    const { customer } = setUp(SECOND)
    expect(customer.isPage(new EventEmitter() as unknown as WebContents)).toBe(false)
  })
})
