import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { download, identify } from '../../scripts/counter/sale.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { openToAll, windowFolder } from '../../scripts/windows/user.ts'
import { median, type Row, row } from './figures.ts'
import { memoryOf } from './memory.ts'
import { bareWindow, REST, startOnce } from './start.ts'
import { openWindowCounter } from './windowCounter.ts'

const COLD = 8
const WARM = 20
const MEMORIES = 3

interface Opened {
  /** ms to the first page: in a page that was just loaded, and in one that has shown a file before */
  readonly cold: readonly number[]
  readonly warm: readonly number[]
  /** of all its processes while the file stands there */
  readonly megabytes: readonly number[]
}

/** The prescription's file in the window: from the case on the screen to its first page, with the library's worker kept and with a new one, and the memory then. */
export async function measureFile(display: Display): Promise<readonly Row[]> {
  const { cold, warm, megabytes } = await openFile(display)
  const bare = await bareMegabytes(display)
  return [
    row({
      name: 'first page of a prescription, kept worker',
      unit: 'ms',
      value: median(warm),
      baseline: median(cold),
      aim: { of: 'value', is: '<=', limit: 300 },
    }),
    row({
      name: 'memory with a prescription open',
      unit: 'MB',
      value: median(megabytes),
      baseline: median(bare),
      aim: { of: 'ratio', is: '<=', limit: 1.6 },
    }),
  ]
}

async function openFile(display: Display): Promise<Opened> {
  const ends: (() => unknown)[] = []
  try {
    const sale = await openWindowCounter(display, ends, { scenario: 'single-drug' })
    const { counter, pid } = sale
    const { page } = counter
    await identify(sale)
    await download(sale)
    await expect(counter.file).toHaveAttribute('data-state', 'drawn')
    const megabytes: number[] = []
    for (let count = 0; count < MEMORIES; count++) {
      await wait(REST)
      megabytes.push(memoryOf(pid))
    }
    const warm: number[] = []
    for (let count = 0; count < WARM; count++) {
      await counter.press('F3')
      await expect(counter.file).toHaveCount(0)
      await page.evaluate(watchFirstPage)
      await page.keyboard.press('Control+1')
      warm.push(await firstPage(page))
    }
    await page.addInitScript(watchFirstPage)
    const cold: number[] = []
    for (let count = 0; count < COLD; count++) {
      await page.reload()
      cold.push(await firstPage(page))
    }
    process.stderr.write(`bench: file opened ${WARM + COLD} times\n`)
    return { cold, warm, megabytes }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** Runs in the page. Keeps there what `firstPage` asks for: ms from the case on the screen to the frame that shows the first page of its file. */
function watchFirstPage(): void {
  const time = new Promise<number>((resolve) => {
    let began: number | null = null
    const observer = new MutationObserver(() => {
      if (document.querySelector('.chosen-body') !== null) began ??= performance.now()
      if (began === null || document.querySelector('[data-testid="file"] canvas') === null) return
      observer.disconnect()
      const shown = began
      // a task after the next frame: by then it has been painted
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - shown)))
    })
    observer.observe(document, { subtree: true, childList: true })
  })
  Object.assign(window, { benchFirstPage: time })
}

async function firstPage(page: Page): Promise<number> {
  const ms = await page.evaluate<unknown>('window.benchFirstPage')
  if (typeof ms !== 'number') throw new Error('the file was not watched')
  return ms
}

/** The same for a bare window, by itself: what two programs share would count for neither in full. */
async function bareMegabytes(display: Display): Promise<readonly number[]> {
  const root = windowFolder()
  openToAll(root)
  try {
    const application = bareWindow(join(root, 'bare-window'))
    const measured: number[] = []
    for (let count = 0; count <= MEMORIES; count++) {
      const folder = windowFolder(join(root, 'bare'))
      measured.push((await startOnce({ application, environment: {}, display, folder }, folder)).megabytes)
    }
    return measured.slice(1)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
