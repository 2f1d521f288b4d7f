import { z } from 'zod'
import { photoTypes } from '../../../../shared/contract/cardPhoto.ts'
import { cardFailureReasons } from '../../../../shared/domain/cards.ts'
import { isLoopback } from '../../../../shared/domain/loopback.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'

/** What a bridge says of its reader. `card`: another text for every card put in; null while there is none. */
const Reader = z.strictObject({ reader: z.enum(['ready', 'absent', 'busy']), card: z.string().min(1).max(64).nullable() })
export type BridgeReader = z.infer<typeof Reader>

/** What a bridge read from a card: the middleware's line, or why there is none. */
const Read = z.union([
  z.strictObject({ line: z.string().max(2048) }),
  z.strictObject({ failure: z.enum(cardFailureReasons), status: z.string().max(64).optional() }),
])
export type BridgeRead = z.infer<typeof Read>

/** What a bridge made of a photo. */
const Photo = z.union([
  z.strictObject({ type: z.enum(photoTypes), picture: z.base64() }),
  z.strictObject({ failure: z.literal('undecodable') }),
])
export type BridgePhoto = z.infer<typeof Photo>

/**
 * Why a bridge gave no answer: it is not there, it does not offer this, or it answers something else. `refusedAddress`: it is not on this computer, so nothing was
 * sent.
 */
export type BridgeFault = 'absent' | 'notOffered' | 'failed' | 'refusedAddress'

/** A vendor's service on this computer, as docs/devices/social-security-card.md describes it. */
export interface Bridge {
  reader(): Promise<Result<BridgeReader, BridgeFault>>
  /** reads the card of this name; a card that is another by now is not read */
  read(card: string): Promise<Result<BridgeRead, BridgeFault>>
  /** makes a picture of the raw photo of an identity card */
  photo(block: Uint8Array): Promise<Result<BridgePhoto, BridgeFault>>
}

const LONGEST_ANSWER = 16_384
/** a picture of 128 KiB in base64 */
const LONGEST_PHOTO = 176_000

/** Talks to a bridge at an address of this computer, such as `http://127.0.0.1:9610`. Redirections are refused. */
export function createBridge(address: string, signal: AbortSignal): Bridge {
  const base = isLoopback(address) && address.startsWith('http:') ? address.replace(/\/+$/, '') : null

  async function ask<T>(
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
    longest = LONGEST_ANSWER,
  ): Promise<Result<T, BridgeFault>> {
    if (base === null) return err('refusedAddress')
    try {
      const answer = await fetch(`${base}${path}`, {
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      const text = await textOf(answer, longest)
      if (answer.status === 404) return err('notOffered')
      if (!answer.ok || text === null) return err('failed')
      const parsed = schema.safeParse(JSON.parse(text))
      return parsed.success ? ok(parsed.data) : err('failed')
    } catch (error) {
      return err(error instanceof SyntaxError ? 'failed' : 'absent')
    }
  }

  return {
    reader: () => ask('/v1/reader', Reader),
    read: (card) => ask('/v1/read', Read, { card }),
    photo: (block) => ask('/v1/photo', Photo, { photo: Buffer.from(block).toString('base64') }, LONGEST_PHOTO),
  }
}

/** null when it is longer than any answer */
async function textOf(answer: Response, longest: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > longest) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
