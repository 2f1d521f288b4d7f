import type { EventEmitter } from 'node:events'
import { isMainThread, type MessagePort, parentPort } from 'node:worker_threads'

/** One end of a message channel, alike in Electron and in Node. */
export interface Port {
  post(message: unknown): void
  /** also starts the flow of messages */
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** The process that owns the station: the Electron shell, or a plain Node program. */
export interface Host {
  post(message: unknown): void
  onMessage(listener: (message: unknown, ports: readonly Port[]) => void): void
}

/** What Electron puts on `process.parentPort` in a utility process; described here because only the shell may know Electron. */
interface ElectronPort extends EventEmitter {
  postMessage(message: unknown): void
  start?(): void
  close?(): void
}
interface ElectronMessage {
  readonly data: unknown
  readonly ports: readonly ElectronPort[]
}

/** The host of this process. Throws when it runs on its own, neither under Electron nor as a worker of a Node program. */
export function findHost(): Host {
  const electronPort: unknown = Reflect.get(process, 'parentPort')
  if (isElectronPort(electronPort)) return electronHost(electronPort)
  if (!isMainThread && parentPort) return workerHost(parentPort)
  throw new Error('the station needs a host: an Electron utility process or a worker thread')
}

function isElectronPort(value: unknown): value is ElectronPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value
}

function electronHost(parent: ElectronPort): Host {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => {
      parent.on('message', (event: ElectronMessage) => listener(event.data, event.ports.map(electronPortAsPort)))
    },
  }
}

function electronPortAsPort(port: ElectronPort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event: ElectronMessage) => listener(event.data))
      port.start?.()
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
    close: () => port.close?.(),
  }
}

/**
 * A worker thread's host. Ports arrive inside the message as `{ message, ports }`, because Node, unlike Electron, hands transferred ports over
 * as part of the data.
 */
function workerHost(parent: MessagePort): Host {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => {
      parent.on('message', (envelope: { readonly message: unknown; readonly ports: readonly MessagePort[] }) => {
        listener(envelope.message, envelope.ports.map(nodePortAsPort))
      })
    },
  }
}

/** A MessagePort of node:worker_threads as a Port. */
export function nodePortAsPort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', listener)
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
    close: () => port.close(),
  }
}
