import { encodeFrame, type FrameShape } from '../frames.ts'

// Published descriptions of SAM modules (GA 467), written down from memory and never tried on a real reader: all of it [inferred].

/** The frames of a reader with a SAM module, over a serial line at 115200 8N1 or inside HID reports. */
export const samFrames: FrameShape = Object.freeze({
  header: Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69),
  // requests have command and parameter only; the longest answer is text, photo and fingerprints
  shortest: 2,
  longest: 3 + 3 * 2 + 256 + 1024 + 1024,
})

/** What a reader is asked, with the command and parameter bytes of the request. */
export const samQuestions = Object.freeze({
  moduleNumber: [0x12, 0xff],
  findCard: [0x20, 0x01],
  selectCard: [0x20, 0x02],
  readTextAndPhoto: [0x30, 0x01],
} as const satisfies Record<string, readonly [number, number]>)
export type SamQuestion = keyof typeof samQuestions

const FOUND = 0x9f
const DONE = 0x90
const FOUND_BYTES = 4
const SELECTED_BYTES = 8
const MODULE_NUMBER_BYTES = 16

/** SW3 of an answer that is no success. `failed`: something went wrong on the way and may be asked again. */
const refusals = Object.freeze({
  16: 'failed', // 10 bad checksum
  17: 'failed', // 11 bad length
  33: 'failed', // 21 bad command
  65: 'failed', // 41 read failed
  102: 'failed', // 66 nothing to read
  128: 'noCard', // 80 no card found
  129: 'refused', // 81 select failed
} as const satisfies Record<number, string>)

export type SamAnswer =
  | { readonly kind: 'found' }
  | { readonly kind: 'selected' }
  | { readonly kind: 'moduleNumber'; readonly number: string }
  | { readonly kind: 'blocks'; readonly text: Uint8Array; readonly photo: Uint8Array | null }
  | { readonly kind: 'noCard' | 'refused' | 'failed'; readonly status: string }

/** The bytes of a question. */
export function askSam(question: SamQuestion): Uint8Array {
  return encodeFrame(samFrames, Uint8Array.from(samQuestions[question]))
}

/**
 * What the body of a frame answers to a question; null when it is no answer at all or one to another question, such as one that came too late. A wrong
 * structure is never taken for a success.
 */
export function readSamAnswer(question: SamQuestion, body: Uint8Array): SamAnswer | null {
  const [high, middle, status] = body
  if (high !== 0 || middle !== 0 || status === undefined) return null
  const data = body.subarray(3)
  if (status === FOUND) return question === 'findCard' && data.length === FOUND_BYTES ? { kind: 'found' } : null
  if (status === DONE) return readSuccess(question, data)
  const kind = isRefusal(status) ? refusals[status] : 'failed'
  const belongs = kind !== 'noCard' || question === 'findCard' || question === 'selectCard'
  return belongs && data.length === 0 ? { kind, status: hexOf(body) } : null
}

function isRefusal(status: number): status is keyof typeof refusals {
  return Object.hasOwn(refusals, status)
}

function readSuccess(question: SamQuestion, data: Uint8Array): SamAnswer | null {
  if (question === 'selectCard') return data.length === SELECTED_BYTES ? { kind: 'selected' } : null
  if (question === 'moduleNumber') {
    return data.length === MODULE_NUMBER_BYTES ? { kind: 'moduleNumber', number: hexOf(data) } : null
  }
  return question === 'readTextAndPhoto' ? readBlocks(data) : null
}

const TEXT_BYTES = 256
const PHOTO_BYTES = 1024

/** Lengths of text and photo, 2 bytes each, then the blocks. A card without photo says 0. */
function readBlocks(data: Uint8Array): SamAnswer | null {
  const [textHigh = 0, textLow = 0, photoHigh = 0, photoLow = 0] = data
  const textLength = (textHigh << 8) | textLow
  const photoLength = (photoHigh << 8) | photoLow
  if (textLength !== TEXT_BYTES || (photoLength !== PHOTO_BYTES && photoLength !== 0)) return null
  if (data.length !== 4 + textLength + photoLength) return null
  return {
    kind: 'blocks',
    text: data.slice(4, 4 + textLength),
    photo: photoLength === 0 ? null : data.slice(4 + textLength),
  }
}

/** Upper-case hex. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
