import { contextBridge, ipcRenderer } from 'electron'
import type { RxCounterApi } from '../shared/contract/api.ts'
import type { Failure } from '../shared/contract/failures.ts'
import type { EventMessage, ReplyMessage, RequestMessage } from '../shared/contract/messages.ts'
import { type CommandName, commandNames, type EventName, eventNames } from '../shared/contract/names.ts'
import type { Result } from '../shared/domain/result.ts'
import { CAMERA_CHANNEL } from './electron/cameraChannel.ts'
import { PORT_CHANNEL } from './electron/portChannel.ts'

// The bridge: the page gets one function per command and event of the contract. The port to the station stays in here, and only
// types of the contract are bundled, since the station parses what arrives.

type Reply = Result<unknown, Failure>

const STATION_AWAY: Reply = { ok: false, failure: { code: 'STATION_AWAY' } }
const MESSAGE_MALFORMED: Reply = { ok: false, failure: { code: 'MESSAGE_MALFORMED' } }

const pending = new Map<number, (reply: Reply) => void>()
const eventListeners = new Map<EventName, Set<(payload: never) => void>>(eventNames.map((name) => [name, new Set()]))
const stationListeners = new Set<(connected: boolean) => void>()
let port: MessagePort | null = null
let lastId = 0

function adopt(arrived: MessagePort): void {
  lose(port)
  port = arrived
  arrived.addEventListener('message', (message: MessageEvent<ReplyMessage | EventMessage>) => receive(message.data))
  arrived.addEventListener('close', () => lose(arrived))
  arrived.start()
  for (const listener of stationListeners) listener(true)
}

/** Nothing is queued behind the person's back: whatever has no answer yet ends here. */
function lose(lost: MessagePort | null): void {
  if (lost === null || lost !== port) return
  port = null
  lost.close()
  const unanswered = [...pending.values()]
  pending.clear()
  for (const settle of unanswered) settle(STATION_AWAY)
  for (const listener of stationListeners) listener(false)
}

function receive(message: ReplyMessage | EventMessage): void {
  if ('event' in message) {
    for (const listener of eventListeners.get(message.event) ?? []) listener(message.payload as never)
    return
  }
  const settle = pending.get(message.id)
  pending.delete(message.id)
  settle?.(message.ok ? { ok: true, value: message.value } : { ok: false, failure: message.failure })
}

function command(name: CommandName): (input: unknown) => Promise<Reply> {
  return (input) =>
    new Promise((resolve) => {
      if (port === null) return resolve(STATION_AWAY)
      lastId += 1
      try {
        port.postMessage({ id: lastId, name, input } satisfies RequestMessage)
      } catch {
        // not plain data, so it cannot be sent
        return resolve(MESSAGE_MALFORMED)
      }
      pending.set(lastId, resolve)
    })
}

function subscription(name: EventName) {
  return (listener: (payload: never) => void): (() => void) => {
    eventListeners.get(name)?.add(listener)
    return () => {
      eventListeners.get(name)?.delete(listener)
    }
  }
}

// The tables cover exactly the names, which is more than the type of fromEntries can say.
const api: RxCounterApi = {
  commands: Object.fromEntries(commandNames.map((name) => [name, command(name)])) as RxCounterApi['commands'],
  events: Object.fromEntries(eventNames.map((name) => [name, subscription(name)])) as unknown as RxCounterApi['events'],
  setCamera: (isOpen) => ipcRenderer.invoke(CAMERA_CHANNEL, isOpen),
  onStation: (listener) => {
    stationListeners.add(listener)
    listener(port !== null)
    return () => {
      stationListeners.delete(listener)
    }
  },
}

contextBridge.exposeInMainWorld('rxcounter', api)
window.addEventListener('pagehide', () => lose(port))
ipcRenderer.on(PORT_CHANNEL, (event) => {
  const [arrived] = event.ports
  if (arrived !== undefined) adopt(arrived)
})
// a window's first, empty document runs this script too
if (window.location.protocol === 'app:') ipcRenderer.send(PORT_CHANNEL)
