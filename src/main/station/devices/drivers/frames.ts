/** The framing that readers of both kinds of card share: header · length (2 bytes, big endian, from the body's first byte to the checksum) · body · checksum. */
export interface FrameShape {
  readonly header: Uint8Array
  /** bytes of the shortest and of the longest body, checksum not counted */
  readonly shortest: number
  readonly longest: number
}

/** Why bytes that began like a frame are none. */
export const frameFaults = Object.freeze(['length', 'checksum'] as const)
export type FrameFault = (typeof frameFaults)[number]

/** What the decoder waits for. */
export const frameStates = Object.freeze(['header', 'length', 'body', 'checksum'] as const)
export type FrameState = (typeof frameStates)[number]

export type FrameEvent =
  | { readonly kind: 'frame'; readonly body: Uint8Array }
  | { readonly kind: 'fault'; readonly fault: FrameFault }

/** Finds frames in a stream of bytes. Holds one frame at most. */
export interface FrameDecoder {
  /** takes the next bytes, however they were cut */
  push(chunk: Uint8Array): readonly FrameEvent[]
  state(): FrameState
  /** bytes held now */
  held(): number
  /** forgets a frame that has begun */
  reset(): void
}

const LENGTH_BYTES = 2

/** XOR of the length bytes and the body. */
function checksumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0)
}

/** A frame around a body. */
export function encodeFrame({ header }: Pick<FrameShape, 'header'>, body: Uint8Array): Uint8Array {
  const length = body.length + 1
  const counted = Uint8Array.of(length >> 8, length & 0xff, ...body)
  return Uint8Array.of(...header, ...counted, checksumOf(counted))
}

/**
 * Bytes that do not become a frame are given up one by one, so that a frame which begins inside a false one is found: a wrong header costs nothing, a wrong
 * length or checksum is told of.
 */
export function createFrameDecoder({ header, shortest, longest }: FrameShape): FrameDecoder {
  const bodyAt = header.length + LENGTH_BYTES
  const bytes = new Uint8Array(bodyAt + longest + 1)
  let held = 0

  /** bytes of the header that were compared */
  let compared = 0

  const drop = (count: number) => {
    bytes.copyWithin(0, count, held)
    held -= count
    compared = 0
  }
  const lengthOf = (): number => ((bytes[header.length] ?? 0) << 8) | (bytes[header.length + 1] ?? 0)
  const beginsLikeHeader = (): boolean => {
    const end = Math.min(held, header.length)
    while (compared < end && bytes[compared] === header[compared]) compared++
    return compared === end
  }

  /** What the held bytes are, as far as they go; null while more are needed. */
  const examine = (): FrameEvent | null => {
    while (!beginsLikeHeader()) drop(1)
    if (held < bodyAt) return null
    const length = lengthOf()
    if (length < shortest + 1 || length > longest + 1) {
      drop(1)
      return { kind: 'fault', fault: 'length' }
    }
    const end = bodyAt + length
    if (held < end) return null
    if (checksumOf(bytes.subarray(header.length, end - 1)) !== bytes[end - 1]) {
      drop(1)
      return { kind: 'fault', fault: 'checksum' }
    }
    const body = bytes.slice(bodyAt, end - 1)
    drop(end)
    return { kind: 'frame', body }
  }

  return {
    push(chunk) {
      const events: FrameEvent[] = []
      for (const byte of chunk) {
        bytes[held++] = byte
        for (let event = examine(); event !== null; event = examine()) events.push(event)
      }
      return events
    },
    state() {
      if (held < header.length) return 'header'
      if (held < bodyAt) return 'length'
      return held < bodyAt + lengthOf() - 1 ? 'body' : 'checksum'
    },
    held: () => held,
    reset() {
      held = 0
      compared = 0
    },
  }
}
