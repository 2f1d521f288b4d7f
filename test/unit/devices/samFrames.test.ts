import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LI_XIAOHUA, samFrame, simulatedAnswer, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import {
  createFrameDecoder,
  type FrameEvent,
  frameFaults,
  frameStates,
} from '../../../src/main/station/devices/drivers/frames.ts'
import {
  askSam,
  readSamAnswer,
  type SamQuestion,
  samFrames,
  samQuestions,
} from '../../../src/main/station/devices/drivers/identityReader/protocol.ts'

const HEADER_BYTES = 5
const CARD = textBlock(LI_XIAOHUA)
const questions = Object.keys(samQuestions) as SamQuestion[]
const good: Readonly<Record<SamQuestion, Uint8Array>> = {
  moduleNumber: simulatedAnswer('12FF', CARD),
  findCard: simulatedAnswer('2001', CARD),
  selectCard: simulatedAnswer('2002', CARD),
  readTextAndPhoto: simulatedAnswer('3001', CARD),
}
const bodyOf = (frame: Uint8Array) => frame.subarray(HEADER_BYTES + 2, -1)
const bodies = (events: readonly FrameEvent[]) => events.flatMap((event) => (event.kind === 'frame' ? [event.body] : []))
const decodeAll = (chunks: readonly Uint8Array[]) => {
  const decoder = createFrameDecoder(samFrames)
  return chunks.flatMap((chunk) => decoder.push(chunk))
}

/** Cuts bytes at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}

const frames = fc.constantFrom(...Object.values(good), simulatedAnswer('2001', null), simulatedAnswer('2002', null))
/** What goes wrong on a line: frames cut off, spliced, with wrong bytes, wrong lengths, and noise that looks like a header. */
const trouble = fc.oneof(
  frames,
  fc.tuple(frames, fc.nat()).map(([frame, at]) => frame.subarray(0, at % frame.length)),
  fc.tuple(frames, fc.nat()).map(([frame, at]) => frame.subarray(at % frame.length)),
  fc.tuple(frames, fc.nat(), fc.nat({ max: 255 })).map(([frame, at, byte]) => {
    const wrong = Uint8Array.from(frame)
    wrong[at % frame.length] = byte
    return wrong
  }),
  fc
    .tuple(fc.nat({ max: 65535 }), fc.uint8Array({ maxLength: 40 }))
    .map(([length, rest]) => Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, length >> 8, length & 255, ...rest)),
  fc.uint8Array({ maxLength: 60 }),
  fc.array(fc.constantFrom(0xaa, 0x96, 0x69), { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes)),
)

describe('the frames of an identity card reader', () => {
  it('are asked as the reference writes them', () => {
    const hex = (question: SamQuestion) => Buffer.from(askSam(question)).toString('hex').toUpperCase()
    expect(questions.map(hex)).toEqual([
      'AAAAAA9669000312FFEE',
      'AAAAAA96690003200122',
      'AAAAAA96690003200221',
      'AAAAAA96690003300132',
    ])
  })

  it('are found however the bytes are cut, after any noise that is no header', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.uint8Array({ maxLength: 30 }).map((noise) => noise.filter((byte) => byte !== 0xaa)),
            frames,
          ),
          {
            maxLength: 5,
          },
        ),
        fc.array(fc.nat(), { maxLength: 12 }),
        (parts, places) => {
          const stream = Buffer.concat(parts.flat())
          expect(bodies(decodeAll(cut(stream, places)))).toEqual(parts.map(([, frame]) => bodyOf(frame)))
        },
      ),
    )
  })

  it('are found inside a false one whose length and checksum are wrong', () => {
    const falseStart = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x20)
    const stream = Buffer.concat([falseStart, good.findCard, good.selectCard, good.findCard])
    expect(bodies(decodeAll([stream]))).toEqual([good.findCard, good.selectCard, good.findCard].map(bodyOf))
  })

  it('are refused with any single wrong byte', () => {
    for (const frame of Object.values(good)) {
      for (let at = 0; at < frame.length; at++) {
        const wrong = Uint8Array.from(frame)
        wrong[at] = (wrong[at] ?? 0) ^ 0x10
        expect(bodies(decodeAll([wrong]))).toEqual([])
      }
    }
  })

  it('answer their own question alone', () => {
    for (const asked of questions) {
      const answered = questions.filter((question) => readSamAnswer(asked, bodyOf(good[question])) !== null)
      expect(answered).toEqual([asked])
    }
  })

  it.each([
    [[0, 0, 0x80], 'findCard', 'noCard'],
    [[0, 0, 0x81], 'selectCard', 'refused'],
    [[0, 0, 0x41], 'readTextAndPhoto', 'failed'],
    [[0, 0, 0x10], 'readTextAndPhoto', 'failed'],
    [[0, 0, 0x11], 'selectCard', 'failed'],
    [[0, 0, 0x21], 'findCard', 'failed'],
    [[0, 0, 0x66], 'readTextAndPhoto', 'failed'],
    [[0, 0, 0x7c], 'readTextAndPhoto', 'failed'],
  ] as const)('say with the status %j to %s: %s', (body, question, kind) => {
    expect(readSamAnswer(question, Uint8Array.from(body))).toMatchObject({ kind })
  })

  it.each([
    ['an unknown first status byte', [1, 0, 0x9f, 0, 0, 0, 0], 'findCard'],
    ['too few bytes of a found card', [0, 0, 0x9f, 0, 0, 0], 'findCard'],
    ['bytes behind a failure', [0, 0, 0x80, 1], 'findCard'],
    ['a text that is too short', [0, 0, 0x90, 0, 0xff, 4, 0, ...new Uint8Array(255 + 1024)], 'readTextAndPhoto'],
    ['lengths that are not those of the blocks', [0, 0, 0x90, 1, 0, 4, 0, ...new Uint8Array(256 + 1023)], 'readTextAndPhoto'],
    ['no lengths at all', [0, 0, 0x90], 'readTextAndPhoto'],
  ] as const)('are no answer with %s', (_, body, question) => {
    expect(readSamAnswer(question, Uint8Array.from(body))).toBeNull()
  })

  it('reads a card without photo', () => {
    const answer = readSamAnswer('readTextAndPhoto', Uint8Array.of(0, 0, 0x90, 1, 0, 0, 0, ...CARD))
    expect(answer).toEqual({ kind: 'blocks', text: Uint8Array.from(CARD), photo: null })
  })

  it('survives whatever comes: every state and fault reached, no wrong frame taken, one frame of memory, the next card read', () => {
    const states = new Map<string, number>(frameStates.map((state) => [state, 0]))
    const faults = new Map<string, number>(frameFaults.map((fault) => [fault, 0]))
    const longest = HEADER_BYTES + 2 + samFrames.longest + 1
    const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
    fc.assert(
      fc.property(fc.array(trouble, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, places) => {
        const decoder = createFrameDecoder(samFrames)
        const stream = Buffer.concat(parts)
        for (const chunk of cut(stream, places)) {
          for (const event of decoder.push(chunk)) {
            if (event.kind === 'fault') count(faults, event.fault)
            // what is taken stood in the stream as a whole frame, with its own length and checksum
            else expect(stream.includes(Buffer.from(samFrame([...event.body])))).toBe(true)
          }
          expect(decoder.held()).toBeLessThan(longest)
          count(states, decoder.state())
        }
        // the driver forgets what had begun before it asks
        decoder.reset()
        expect(bodies(decoder.push(good.readTextAndPhoto))).toEqual([bodyOf(good.readTextAndPhoto)])
      }),
      { numRuns: 2000, seed: 7 },
    )
    for (const [state, times] of [...states, ...faults]) expect(times, state).toBeGreaterThan(20)
  })

  it('finds the next frame without being told to forget, once the longest false one is over', () => {
    fc.assert(
      fc.property(fc.array(trouble, { maxLength: 6 }), (parts) => {
        const decoder = createFrameDecoder(samFrames)
        decoder.push(Buffer.concat(parts))
        const filler = new Uint8Array(samFrames.longest + 8)
        expect(bodies([...decoder.push(filler), ...decoder.push(samFrame([0, 0, 0x80]))]).at(-1)).toEqual(
          Uint8Array.of(0, 0, 0x80),
        )
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})
