import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { normalName, normalNumber } from '../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'

/** Where a sealed value lies. A value moved to any other place cannot be opened. */
export interface Cell {
  readonly table: string
  readonly column: string
  readonly row: string
}

/** `unknownCipher`: the header names a cipher or key that this program does not have; `notGenuine`: changed, moved, or sealed under another key. */
export type SealFault = 'unknownCipher' | 'notGenuine'

/** What a person can be found by. These words enter the keyed index: never rename one. */
export type LookUpKind = 'name' | 'idNumber' | 'lastFour'

export interface Sealer {
  /** seals a text (as UTF-8) for one cell; the same text never gives the same bytes twice */
  seal(cell: Cell, text: string): Uint8Array
  open(cell: Cell, sealed: Uint8Array): Result<string, SealFault>
  /** the keyed index under which a value is found without opening anything: equal for values that people take for the same */
  lookUpIndex(kind: LookUpKind, value: string): Uint8Array
}

/** High half: the cipher, 1 = AES-256-GCM; low half: the version of the key. See docs/adr/0003-sealed-columns.md. */
const HEADER = 0x11
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals single cells and makes look-up indexes, with keys derived from the 32-byte master key, one per purpose. Decides nothing about which columns are
 * sealed. Layout of a sealed cell: header (1), nonce (12), ciphertext, tag (16). `random` must be the system's, in seeded runs too: a nonce that comes twice
 * breaks the cipher.
 */
export function createSealer(ports: { readonly masterKey: Uint8Array; readonly random: (size: number) => Uint8Array }): Sealer {
  if (ports.masterKey.length !== KEY_BYTES) throw new Error('the master key has 32 bytes')
  const cellKey = derivedKey(ports.masterKey, 'sealed columns 1')
  const lookUpKey = derivedKey(ports.masterKey, 'look-up 1')

  return {
    seal(cell, text) {
      const nonce = ports.random(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, cellKey, nonce).setAAD(placeOf(cell))
      return Buffer.concat([Uint8Array.of(HEADER), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },

    open(cell, sealed) {
      if (sealed[0] !== HEADER) return err('unknownCipher')
      if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES) return err('notGenuine')
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, cellKey, nonce, { authTagLength: TAG_BYTES }).setAAD(placeOf(cell))
      const start = decipher.setAuthTag(sealed.subarray(-TAG_BYTES)).update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES))
      try {
        return ok(Buffer.concat([start, decipher.final()]).toString('utf8'))
      } catch {
        return err('notGenuine')
      }
    },

    lookUpIndex(kind, value) {
      return createHmac('sha256', lookUpKey)
        .update(JSON.stringify([kind, normalForms[kind](value)]))
        .digest()
    },
  }
}

function derivedKey(masterKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', `rxcounter ${purpose}`, KEY_BYTES))
}

/** A JSON array, because no two places are written alike in it. The header is bound too. */
function placeOf({ table, column, row }: Cell): Uint8Array {
  return Buffer.from(JSON.stringify([HEADER, table, column, row]))
}

const normalForms = {
  name: normalName,
  idNumber: normalNumber,
  lastFour: normalNumber,
} satisfies Record<LookUpKind, (text: string) => string>
