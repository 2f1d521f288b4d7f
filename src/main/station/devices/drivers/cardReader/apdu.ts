import iconv from 'iconv-lite'
import {
  agreesWithNumber,
  type CardFailure,
  type CardFailureReason,
  cardDate,
  type SocialSecurityCard,
} from '../../../../../shared/domain/cards.ts'
import { isIdentityNumber } from '../../../../../shared/domain/identityNumber.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Transmit } from '../../transports/cardLink.ts'
import { hexOf } from '../identityReader/protocol.ts'

// LD/T 32 and 33 as widely published, written down from memory and never tried on a real card: all of it [inferred].

/** The application's name, in GBK as on the card. */
const APPLICATION = 'sx1.sh.社会保障'
const ISSUING_FILE = 0xef05
const HOLDER_FILE = 0xef06

/** What the last two bytes of an answer say where the card did not do what it was asked. Others are said in hex and make the card unreadable. */
const STATUS = Object.freeze({
  good: '9000',
  noRecord: '6A83',
  reasons: Object.freeze({
    '6A82': 'unreadable', // no such file
    '6982': 'refused', // not allowed
    '6283': 'locked', // application locked
    '6A81': 'locked', // card locked
  } as const satisfies Record<string, CardFailureReason>),
})

/** Tags of the two files. */
const TAG = Object.freeze({
  cardSn: 0x01,
  validTo: 0x06,
  cardNumber: 0x07,
  idNumber: 0x08,
  name: 0x09,
  nameExtension: 0x4e,
  sex: 0x0a,
  bornOn: 0x0d,
})

/** A card that has more is none. */
const MOST_RECORDS = 32
/** How often one command is continued (61 xx) or repeated with the length that the card names (6C xx). */
const MOST_CONTINUATIONS = 4
const CARD_SN_BYTES = 16
/** bytes of a command that sends nothing and names how much it wants */
const COMMAND_WITH_LENGTH = 5

type Fields = ReadonlyMap<number, Uint8Array>

/**
 * Reads the public files of a social-security card. No password is asked for and nothing is written. Every failure has the status that the card gave, where
 * it gave one.
 */
export async function readCard(transmit: Transmit): Promise<Result<SocialSecurityCard, CardFailure>> {
  const selected = await command(transmit, selectByName())
  if (!selected.ok) {
    const isOther = selected.failure.status === '6A82'
    return isOther ? err({ ...selected.failure, reason: 'unknownCard' }) : selected
  }
  const fields = new Map<number, Uint8Array>()
  for (const file of [ISSUING_FILE, HOLDER_FILE]) {
    const read = await readFile(transmit, file)
    if (!read.ok) return read
    for (const [tag, value] of read.value) fields.set(tag, value)
  }
  const card = cardOf(fields)
  return card.ok ? card : err({ reason: card.failure, status: null })
}

async function readFile(transmit: Transmit, file: number): Promise<Result<Fields, CardFailure>> {
  const selected = await command(transmit, Uint8Array.of(0x00, 0xa4, 0x00, 0x00, 0x02, file >> 8, file & 0xff))
  if (!selected.ok) return selected
  const fields = new Map<number, Uint8Array>()
  for (let record = 1; record <= MOST_RECORDS; record++) {
    const read = await command(transmit, Uint8Array.of(0x00, 0xb2, record, 0x04, 0x00))
    if (!read.ok) return read.failure.status === STATUS.noRecord && record > 1 ? ok(fields) : read
    const entries = readTlv(read.value)
    if (entries === null) return err({ reason: 'unreadable', status: null })
    for (const [tag, value] of entries) fields.set(tag, value)
  }
  return err({ reason: 'unreadable', status: null })
}

/** The data of a good answer. Answers in parts are put together. */
async function command(transmit: Transmit, apdu: Uint8Array): Promise<Result<Uint8Array, CardFailure>> {
  const data: number[] = []
  let next = apdu
  for (let turn = 0; turn <= MOST_CONTINUATIONS; turn++) {
    const answer = await transmit(next)
    if (!answer.ok) {
      return err({ reason: answer.failure === 'silent' ? 'unreadable' : 'removedTooEarly', status: null })
    }
    const [high, low] = answer.value.slice(-2)
    if (high === undefined || low === undefined) return err({ reason: 'unreadable', status: null })
    if (high === 0x6c && next.length === COMMAND_WITH_LENGTH) {
      next = Uint8Array.of(...next.subarray(0, -1), low)
      continue
    }
    data.push(...answer.value.subarray(0, -2))
    if (high === 0x61) {
      next = Uint8Array.of(0x00, 0xc0, 0x00, 0x00, low)
      continue
    }
    const status = hexOf(Uint8Array.of(high, low))
    return status === STATUS.good ? ok(Uint8Array.from(data)) : err({ reason: reasonOf(status), status })
  }
  return err({ reason: 'unreadable', status: null })
}

function reasonOf(status: string): CardFailureReason {
  const reasons: Readonly<Record<string, CardFailureReason>> = STATUS.reasons
  return reasons[status] ?? 'unreadable'
}

function selectByName(): Uint8Array {
  const name = iconv.encode(APPLICATION, 'gbk')
  return Uint8Array.of(0x00, 0xa4, 0x04, 0x00, name.length, ...name)
}

/** Tag, length and value, one after the other; null when they do not end where the record ends. A tag that comes twice is none. */
export function readTlv(record: Uint8Array): Fields | null {
  const fields = new Map<number, Uint8Array>()
  let at = 0
  while (at < record.length) {
    const [tag, length] = record.subarray(at, at + 2)
    if (tag === undefined || length === undefined || length > 0x7f || fields.has(tag)) return null
    const end = at + 2 + length
    if (end > record.length) return null
    fields.set(tag, record.slice(at + 2, end))
    at = end
  }
  return fields
}

const SEXES: Readonly<Record<string, 'male' | 'female'>> = Object.freeze({ '1': 'male', '2': 'female' })

function cardOf(fields: Fields): Result<SocialSecurityCard, CardFailureReason> {
  const cardSn = fields.get(TAG.cardSn)
  const cardNumber = asciiOf(fields.get(TAG.cardNumber))
  const idNumber = asciiOf(fields.get(TAG.idNumber))
  const name = nameOf(fields.get(TAG.name), fields.get(TAG.nameExtension))
  if (cardSn?.length !== CARD_SN_BYTES || !/^[0-9A-Z]{9}$/.test(cardNumber) || name === null || !isIdentityNumber(idNumber)) {
    return err('unreadable')
  }
  const bornOn = fields.get(TAG.bornOn)
  const sex = fields.get(TAG.sex)
  const bornDate = bornOn ? bcdDate(bornOn) : null
  if ((bornOn && bornDate === null) || (sex && !SEXES[asciiOf(sex)])) return err('unreadable')
  if (!agreesWithNumber(idNumber, bornDate, sex ? (SEXES[asciiOf(sex)] ?? null) : null)) return err('contradictory')
  const sn = hexOf(cardSn)
  const area = sn.slice(0, 6)
  const validTo = fields.get(TAG.validTo)
  return ok({
    kind: 'socialSecurityCard',
    name,
    idNumber,
    cardNumber,
    cardSn: sn,
    // the identification code begins with the area's code
    issuingArea: /^[1-9]\d{5}$/.test(area) ? area : null,
    validTo: validTo ? bcdDate(validTo) : null,
  })
}

/** A date of four BCD bytes; null when it is none, as where the card says that it has no end. */
function bcdDate(bytes: Uint8Array): string | null {
  return bytes.length === 4 ? cardDate(hexOf(bytes)) : null
}

function asciiOf(bytes: Uint8Array | undefined): string {
  return bytes
    ? Buffer.from(bytes)
        .toString('latin1')
        .replace(/[ \0]+$/, '')
    : ''
}

/** The name in GBK without its padding, with what did not fit into its field; null when it is no text. */
function nameOf(first: Uint8Array | undefined, extension: Uint8Array | undefined): string | null {
  if (!first) return null
  // a character may be cut where the field ends
  const bytes = Buffer.concat([unpadded(first), extension ? unpadded(extension) : new Uint8Array()])
  const text = iconv.decode(bytes, 'gbk').trim()
  return text === '' || /[\p{Cc}\p{Cf}\ufffd]/u.test(text) ? null : text
}

function unpadded(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--
  return bytes.subarray(0, end)
}
