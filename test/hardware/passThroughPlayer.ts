import { chipAnswers, chipOf } from './plasticChip.ts'

const HEADER = [0xaa, 0x55]
const [STATUS, POWER, APDU] = [0x30, 0x31, 0x32]
const [DONE, NO_CARD, UNKNOWN] = [0x00, 0x01, 0x02]

/** A frame of a reader that passes APDUs, written apart from the program's own. */
export function passThroughFrame(body: readonly number[]): Uint8Array {
  const counted = [(body.length + 1) >> 8, (body.length + 1) & 255, ...body]
  return Uint8Array.from([...HEADER, ...counted, counted.reduce((sum, byte) => sum ^ byte, 0)])
}

/** What lies in the reader, and what is done with it; may be changed at any moment. */
export interface PassThroughState {
  isInside: boolean
  cardNumber?: string
  /** the APDU, counted from when the card was put in, at which it is taken out; 0: none */
  outAt: number
}

/** A reader that passes APDUs to the chip of an invented card. */
export interface PassThroughPlayer {
  /** what it answers to the bytes that come */
  (chunk: Buffer): Uint8Array
  /** how often it was asked in vain since the card went */
  missed(): number
}

export function passThroughPlayer(state: PassThroughState): PassThroughPlayer {
  let received = Buffer.alloc(0)
  let apdus = 0
  let missed = 0
  let chip = chipAnswers(chipOf())

  const answer = ([command = 0, number = 0, ...data]: Buffer): readonly number[] => {
    if (command === POWER) chip = chipAnswers(chipOf(state.cardNumber ? { 7: Buffer.from(state.cardNumber) } : {}))
    if (command !== APDU) apdus = 0
    else if (++apdus === state.outAt) state.isInside = false
    missed = state.isInside ? 0 : missed + 1
    if (!state.isInside) return [command, number, NO_CARD]
    if (command === STATUS || command === POWER) return [command, number, DONE]
    if (command !== APDU) return [command, number, UNKNOWN]
    return [command, number, DONE, ...chip(Uint8Array.from(data))]
  }
  const take = (chunk: Buffer): Uint8Array => {
    received = Buffer.concat([received, chunk])
    const answers: Uint8Array[] = []
    while (received.length >= 4 && received.length >= 4 + received.readUInt16BE(2)) {
      const end = 4 + received.readUInt16BE(2)
      answers.push(passThroughFrame(answer(received.subarray(4, end - 1))))
      received = received.subarray(end)
    }
    return Buffer.concat(answers)
  }
  return Object.assign(take, { missed: () => missed })
}
