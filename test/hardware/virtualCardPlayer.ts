// Plays a card in a virtual reader of vsmartcard-vpcd, in a thread of its own.
import { once } from 'node:events'
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { chipAnswers, chipOf } from './plasticChip.ts'
import type { CardScript } from './virtualCard.ts'

/** any contact card's answer to reset: T=1, no historical bytes */
const ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01)
/** a message of one byte: power off 0, power on 1, reset 2, or the question for the answer to reset */
const ASKS_ATR = 4

const { port, script }: { readonly port: number; readonly script: CardScript } = workerData
const answer = chipAnswers(
  chipOf(Object.fromEntries(Object.entries(script.records ?? {}).map(([tag, hex]) => [tag, Buffer.from(hex, 'hex')]))),
)
const socket = connect(port, '127.0.0.1')
await once(socket, 'connect')
socket.on('error', () => {})

function send(message: Uint8Array): void {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  socket.write(Buffer.concat([length, message]))
}

let received = Buffer.alloc(0)
let asked = 0

function take(apdu: Uint8Array): void {
  parentPort?.postMessage(++asked)
  if (asked === script.outAt) socket.destroy()
  else if (script.silentFrom === undefined || asked < script.silentFrom) {
    send(script.status ? Buffer.from(script.status, 'hex') : answer(apdu))
  }
}

socket.on('data', (chunk: Buffer) => {
  received = Buffer.concat([received, chunk])
  while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
    const end = 2 + received.readUInt16BE(0)
    const message = received.subarray(2, end)
    received = received.subarray(end)
    if (message.length > 1) take(message)
    else if (message[0] === ASKS_ATR) send(ATR)
  }
})
parentPort?.once('message', () => {
  socket.destroy()
  parentPort?.close()
})
parentPort?.postMessage(0)
