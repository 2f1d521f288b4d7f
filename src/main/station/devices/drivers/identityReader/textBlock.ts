import {
  agreesWithNumber,
  type CardFailureReason,
  cardDate,
  type IdentityCard,
  isExpired,
} from '../../../../../shared/domain/cards.ts'
import { isIdentityNumber } from '../../../../../shared/domain/identityNumber.ts'
import { nations } from '../../../../../shared/domain/nations.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'

/** The fields of the text block in their order, with their bytes (GA 467 [inferred]). */
const FIELDS = Object.freeze([
  ['name', 30],
  ['sex', 2],
  ['nation', 4],
  ['born', 16],
  ['address', 70],
  ['number', 36],
  ['authority', 30],
  ['validFrom', 16],
  ['validTo', 16],
  ['newAddress', 36],
] as const)
type Field = (typeof FIELDS)[number][0]

const BLOCK_BYTES = 256
/** Where the cards of foreigners and of residents from Hong Kong, Macao and Taiwan have their type letter; citizens' cards have a new address there [inferred]. */
const TYPE_LETTER_AT = 248
const otherTypes: Readonly<Record<string, CardFailureReason>> = Object.freeze({
  I: 'foreignerCard',
  Y: 'foreignerCard',
  J: 'residentCard',
})
const sexes = Object.freeze({ '1': 'male', '2': 'female' } as const)
const FOREVER = '长期'

/** lone surrogates and half characters are refused */
const utf16 = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true })

/**
 * The card that a text block describes, judged on `today` (`yyyy-mm-dd`). Types I (and its successor Y) and J have other layouts and are refused by name; a
 * field that is none makes the block unreadable; a birth date or sex that is not the number's, or a validity that ends before it begins, is contradictory.
 */
export function readTextBlock(block: Uint8Array, today: string): Result<IdentityCard, CardFailureReason> {
  if (block.length !== BLOCK_BYTES) return err('unreadable')
  const other = otherTypes[String.fromCharCode(block[TYPE_LETTER_AT] ?? 0)]
  if (other && block[TYPE_LETTER_AT + 1] === 0) return err(other)
  const fields = splitFields(block)
  if (fields === null) return err('unreadable')

  const { name, sex, nation, number, authority, newAddress } = fields
  const address = newAddress || fields.address
  const [bornOn, validFrom] = [cardDate(fields.born), cardDate(fields.validFrom)]
  const validTo = fields.validTo === FOREVER ? null : cardDate(fields.validTo)
  const isEndless = fields.validTo === FOREVER
  if (name === '' || address === '' || authority === '' || !Object.hasOwn(nations, nation)) return err('unreadable')
  if ((sex !== '1' && sex !== '2') || bornOn === null || validFrom === null || (validTo === null && !isEndless)) {
    return err('unreadable')
  }
  if (!isIdentityNumber(number)) return err('unreadable')
  if (!agreesWithNumber(number, bornOn, sexes[sex]) || validFrom < bornOn) return err('contradictory')
  if (validTo !== null && validTo < validFrom) return err('contradictory')
  if (isExpired({ validTo }, today)) return err('expired')
  return ok({
    kind: 'identityCard',
    name,
    sex: sexes[sex],
    nation,
    bornOn,
    address,
    idNumber: number,
    authority,
    validFrom,
    validTo,
  })
}

/** The texts without their padding; null where the bytes are no text. */
function splitFields(block: Uint8Array): Readonly<Record<Field, string>> | null {
  const fields: Partial<Record<Field, string>> = {}
  let at = 0
  for (const [field, bytes] of FIELDS) {
    const text = decode(block.subarray(at, at + bytes))
    if (text === null) return null
    fields[field] = text
    at += bytes
  }
  return isWhole(fields) ? fields : null
}

function isWhole(fields: Partial<Record<Field, string>>): fields is Record<Field, string> {
  return FIELDS.every(([field]) => fields[field] !== undefined)
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = utf16.decode(bytes).replace(/[ \0]+$/, '')
    return /[\p{Cc}\p{Cf}]/u.test(text) ? null : text
  } catch {
    return null
  }
}
