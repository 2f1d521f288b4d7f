import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const PATIENCE = 30_000
const INTERVAL = 2

const Targets = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }))
const Reply = z.object({ id: z.number().optional(), result: z.unknown().optional() })
const Evaluated = z.object({ result: z.object({ value: z.string().nullable() }) })

/** What stands in the field that has the focus; null while there is none, or nobody could see it. */
const FIELD = `document.visibilityState === 'visible' && document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null`
const KEY = { key: '1', code: 'Digit1', text: '1', windowsVirtualKeyCode: 49 }

/**
 * Resolves when a key pressed in a window that is just starting stands in the field that has the focus. `output` gives what the application has
 * written so far, which names its debugging port. Speaks to that port directly: Playwright's own work on taking hold of a page would be
 * part of the measure.
 */
export async function untilKeySeen(output: () => string): Promise<void> {
  const host = await until(async () => /DevTools listening on ws:\/\/([^/]+)\//.exec(output())?.[1])
  const address = await until(() => pageOf(host))
  const page = await hold(address)
  await until(async () => {
    const text = await page.field()
    if (text === '') await page.press()
    return text || undefined
  })
  page.release()
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE
  while (performance.now() < giveUpAt) {
    // a renderer that dies never answers
    const answer = await Promise.race([ask(), wait(PATIENCE, undefined, { ref: false })])
    if (answer !== undefined) return answer
    await wait(INTERVAL)
  }
  throw new Error('the window took no key')
}

async function pageOf(host: string): Promise<string | undefined> {
  const targets = Targets.parse(await (await fetch(`http://${host}/json/list`)).json())
  return targets.find(({ type, url }) => type === 'page' && /^(app|file):/.test(url))?.webSocketDebuggerUrl
}

interface HeldPage {
  field(): Promise<string | null>
  press(): Promise<void>
  release(): void
}

async function hold(address: string): Promise<HeldPage> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('the page cannot be held')), { once: true })
  })
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = Reply.parse(JSON.parse(String(data)))
    if (id !== undefined) waiting.get(id)?.(result)
  })
  let sent = 0
  const send = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve) => {
      sent += 1
      waiting.set(sent, resolve)
      socket.send(JSON.stringify({ id: sent, method, params }))
    })
  return {
    field: async () => {
      // a page that is being replaced answers with an error
      const answer = Evaluated.safeParse(await send('Runtime.evaluate', { expression: FIELD, returnByValue: true }))
      return answer.success ? answer.data.result.value : null
    },
    press: async () => {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...KEY })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...KEY })
    },
    release: () => socket.close(),
  }
}
