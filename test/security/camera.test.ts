import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createCameraRule } from '../../src/main/electron/camera.ts'
import { denyEverything } from '../../src/main/electron/permissions.ts'
import { fakeSession } from './fakeSession.ts'

type Say = (event: { readonly sender: unknown; readonly senderFrame: unknown }, isOpen: unknown) => boolean

function shell() {
  let say: Say = () => false
  const onRefused = vi.fn()
  const ipcMain = {
    handle: (_channel: string, handler: Say) => {
      say = handler
    },
  }
  const rule = createCameraRule(ipcMain as unknown as Pick<IpcMain, 'handle'>, onRefused)
  const { calls, session } = fakeSession()
  denyEverything(session, rule)
  const pageAt = (url: string) => Object.assign(new EventEmitter(), { mainFrame: { url } })
  type Page = ReturnType<typeof pageAt>
  const own = { isMainFrame: true, requestingUrl: 'app://counter/index.html', mediaTypes: ['video'] }
  return {
    onRefused,
    pageAt,
    tell: (page: Page, isOpen: unknown, frame: unknown = page.mainFrame) => say({ sender: page, senderFrame: frame }, isOpen),
    asks: (page: Page, details: object = {}, permission = 'media'): boolean => {
      const answer = vi.fn()
      calls.setPermissionRequestHandler.mock.lastCall?.[0](page, permission, answer, { ...own, ...details })
      return answer.mock.lastCall?.[0]
    },
    has: (page: Page | null, details: object = {}, origin = 'app://counter/', permission = 'media'): boolean =>
      calls.setPermissionCheckHandler.mock.lastCall?.[0](page, permission, origin, {
        isMainFrame: true,
        mediaType: 'video',
        ...details,
      }),
  }
}

describe('the camera', () => {
  it('is for the page whose scan screen is open, as long as it is', () => {
    const { pageAt, tell, asks, has } = shell()
    const page = pageAt('app://counter/index.html')
    expect([asks(page), has(page)]).toEqual([false, false])
    expect(tell(page, true)).toBe(true)
    expect([asks(page), has(page)]).toEqual([true, true])
    expect(tell(page, false)).toBe(false)
    expect([asks(page), has(page)]).toEqual([false, false])
  })

  it('is never for another page, another origin, a frame, or nobody', () => {
    const { pageAt, tell, asks, has } = shell()
    const page = pageAt('app://counter/index.html')
    const other = pageAt('app://counter/index.html')
    tell(page, true)
    expect([asks(other), has(other), has(null)]).toEqual([false, false, false])
    expect([asks(page, { isMainFrame: false }), has(page, { isMainFrame: false })]).toEqual([false, false])
    for (const url of ['https://example.org/', 'app://counter@evil/', 'app://counter.evil/']) {
      expect([asks(page, { requestingUrl: url }), has(page, {}, url)], url).toEqual([false, false])
    }
  })

  it('brings no microphone and nothing else', () => {
    const { pageAt, tell, asks, has } = shell()
    const page = pageAt('app://counter/index.html')
    tell(page, true)
    for (const mediaTypes of [['audio'], ['video', 'audio'], [], undefined]) expect(asks(page, { mediaTypes })).toBe(false)
    for (const mediaType of ['audio', 'unknown', undefined]) expect(has(page, { mediaType })).toBe(false)
    for (const permission of ['display-capture', 'geolocation', 'notifications', 'mediaKeySystem']) {
      expect([asks(page, {}, permission), has(page, {}, 'app://counter/', permission)], permission).toEqual([false, false])
    }
  })

  it('cannot be opened by a frame, a foreign page, or with anything but true', () => {
    const { pageAt, tell, asks, onRefused } = shell()
    const page = pageAt('app://counter/index.html')
    expect(tell(page, true, { url: 'app://counter/index.html' })).toBe(false)
    const foreign = pageAt('app://counter@evil/index.html')
    expect(tell(foreign, true)).toBe(false)
    expect(onRefused).toHaveBeenCalledTimes(2)
    for (const anything of [1, 'true', {}, undefined]) expect(tell(page, anything)).toBe(false)
    expect([asks(page), asks(foreign)]).toEqual([false, false])
  })

  it('ends with the page that opened it', () => {
    for (const [event, details] of [
      ['did-start-navigation', { isMainFrame: true, isSameDocument: false }],
      ['render-process-gone', {}],
      ['destroyed', {}],
    ] as const) {
      const { pageAt, tell, asks } = shell()
      const page = pageAt('app://counter/index.html')
      tell(page, true)
      page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
      expect(asks(page)).toBe(true)
      page.emit(event, details)
      expect(asks(page), event).toBe(false)
    }
  })
})
