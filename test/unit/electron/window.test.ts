import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, it } from 'vitest'
import { openCounter } from '../../../src/main/electron/window.ts'

/** As much of a window as the counter uses, and what it was told to load. */
function fakeWindow() {
  const loaded: string[] = []
  const contents = new EventEmitter()
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    loadURL: async (url: string) => {
      loaded.push(url)
    },
    show: () => {},
  })
  return { window: window as unknown as BrowserWindow, contents, loaded }
}

it('a page that dies is loaded again, and gives way to a sentence when it dies again and again', () => {
  const { window, contents, loaded } = fakeWindow()
  openCounter(window, () => {})
  for (let death = 0; death < 6; death++) contents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(loaded.slice(0, 4)).toEqual(Array(4).fill('app://counter/index.html'))
  expect(loaded.slice(4)).toEqual([expect.stringContaining('refused.html?code=INTERNAL_ERROR')])
})

it('a page that ended in an orderly way is not loaded again', () => {
  const { window, contents, loaded } = fakeWindow()
  openCounter(window, () => {})
  contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
  expect(loaded).toHaveLength(1)
})
