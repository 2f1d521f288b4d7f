import { setTimeout as wait } from 'node:timers/promises'
import { interfaceTables } from '../../src/shared/wire/index.ts'
import { sealRequest } from '../clients/envelope.ts'
import type { CenterContext } from '../context.ts'
import { readJsonObject } from '../json.ts'
import { textOf } from '../refusal.ts'
import type { OutgoingMessage } from '../store/callbacks.ts'

/** Real milliseconds before each further try; after the last one a message is given up. */
const PAUSES_MS = [500, 2_000]
/** How long whoever is told may think. */
const PATIENCE_MS = 5_000
const HOSTS = ['127.0.0.1', 'localhost', '[::1]']

/** What the center sends of its own accord to institutions that gave an address: 7108 and 7109 to hospitals, pay.notify to whoever placed a payment order. */
export interface Outgoing {
  /** something may have been written: whatever waits is sent, in its order, one after the other */
  kick(): void
  /** resolves when nothing is under way any more; what waits stays in the books */
  close(): Promise<void>
}

/** Whether an address is one of this machine, over plain http: a play center speaks to nobody else. */
export function isLoopback(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'http:' && HOSTS.includes(parsed.hostname)
}

/** The platform's sender. Each try is a line of the message log; an institution that says anything but code 0 is tried again. */
export function createOutgoing(context: CenterContext, platformPrivateKey: Uint8Array): Outgoing {
  const { store, clock } = context
  const closing = new AbortController()
  let running: Promise<void> | null = null
  let isKicked = false

  async function attempt(message: OutgoingMessage): Promise<void> {
    const { channel } = interfaceTables[message.interface]
    const institution = store.registry.institution(message.institution)
    const url = store.callbacks.find(message.institution, channel)
    if (institution === undefined || url === undefined || !isLoopback(url)) {
      store.callbacks.tried(message.id, 'givenUp')
      return
    }
    const [at, realAt, began] = [clock.now(), clock.real(), performance.now()]
    const content: object = JSON.parse(message.content)
    const { appId, appSecret, publicKey } = institution
    const body = sealRequest({ appId, appSecret, privateKey: platformPrivateKey, platformPublicKey: publicKey }, content, at)
    const { code, reason, text } = await post(url, body, closing.signal)
    if (closing.signal.aborted) return
    const isTaken = code === '0'
    const ms = performance.now() - began
    store.atomically(() => {
      const isLast = message.tries >= PAUSES_MS.length
      store.callbacks.tried(message.id, isTaken ? 'taken' : isLast ? 'givenUp' : null)
      const log = { at, realAt, ms, channel, interface: message.interface, path: url, client: message.institution }
      const about = { cases: [message.about], accepted: isTaken, code, reason, fault: null, rawRequest: body }
      const id = store.messages.add({
        ...log,
        ...about,
        request: content,
        answer: readJsonObject(Buffer.from(text))?.value ?? null,
      })
      store.messages.answered(id, { rawAnswer: text, ms, gone: false })
    })
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const message = closing.signal.aborted ? undefined : store.callbacks.next()
      if (message === undefined) return
      const pause = message.tries === 0 ? 0 : (PAUSES_MS[message.tries - 1] ?? 0)
      if (pause > 0) await wait(pause, undefined, { signal: closing.signal }).catch(() => undefined)
      if (closing.signal.aborted) return
      await attempt(message)
    }
  }

  function kick(): void {
    isKicked = true
    running ??= (async () => {
      while (isKicked && !closing.signal.aborted) {
        isKicked = false
        await sendAll()
      }
      running = null
    })()
  }

  return {
    kick,
    close: async () => {
      closing.abort()
      await running
    },
  }
}

interface Answered {
  readonly code: string
  /** why it does not count as taken; empty where it does */
  readonly reason: string
  readonly text: string
}

async function post(url: string, body: string, closing: AbortSignal): Promise<Answered> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
    })
    const text = await response.text()
    const code = textOf(readJsonObject(Buffer.from(text))?.value ?? {}, 'code')
    if (response.status !== 200) return { code: '', reason: `机构应答 HTTP ${response.status}`, text }
    return { code, reason: code === '0' ? '' : '机构未受理', text }
  } catch (error) {
    return { code: '', reason: `机构无应答: ${error instanceof Error ? error.message : ''}`, text: '' }
  }
}
