import iconv from 'iconv-lite'
import type { Transmit } from '../../src/main/station/devices/transports/cardLink.ts'

/** What lies on an invented social-security card. */
export interface Chip {
  /** the records of each file, by the file's number in hex */
  readonly files: Readonly<Record<string, readonly Uint8Array[]>>
}

const tlv = (tag: number, value: Uint8Array) => Uint8Array.of(tag, value.length, ...value)
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const gbk = (text: string, length: number) => Buffer.concat([iconv.encode(text, 'gbk'), Buffer.alloc(length)]).subarray(0, length)

const CARD_SN = '99010112345678901234567890ABCDEF'
export const CARD = {
  kind: 'socialSecurityCard',
  name: '李晓华',
  idNumber: '990101199001010027',
  cardNumber: 'A12345678',
  cardSn: CARD_SN,
  issuingArea: '990101',
  validTo: '2040-01-01',
}

/** The files of an invented person, some of them otherwise. */
export function chipOf(changes: Readonly<Record<number, Uint8Array | null>> = {}): Chip {
  const record = (tag: number, value: Uint8Array) => {
    const changed = changes[tag]
    return changed === null ? [] : [tlv(tag, changed ?? value)]
  }
  return {
    files: {
      EF05: [
        ...record(0x01, hex(CARD_SN)),
        ...record(0x04, new Uint8Array(12)),
        ...record(0x05, hex('20200101')),
        ...record(0x06, hex('20400101')),
        ...record(0x07, Buffer.from('A12345678')),
      ],
      EF06: [
        ...record(0x08, Buffer.from('990101199001010027')),
        ...record(0x09, gbk('李晓华', 30)),
        ...record(0x0a, Buffer.from('2')),
        ...record(0x0d, hex('19900101')),
        ...(changes[0x4e] ? record(0x4e, changes[0x4e]) : []),
      ],
    },
  }
}

/** Answers to command APDUs as a card does, written from the reference and apart from the program's own. */
export function chipAnswers(chip: Chip): (apdu: Uint8Array) => Uint8Array {
  let isSelected = false
  let file: readonly Uint8Array[] | null = null
  return (apdu) => {
    const text = Buffer.from(apdu).toString('hex').toUpperCase()
    if (text === '00A404000F7378312E73682EC9E7BBE1B1A3D5CF') {
      isSelected = true
      return hex('9000')
    }
    if (text.startsWith('00A4040') || !isSelected) return hex('6A82')
    if (text.startsWith('00A4000002')) {
      file = chip.files[text.slice(10)] ?? null
      return hex(file ? '9000' : '6A82')
    }
    if (text.startsWith('00B2') && text.endsWith('0400')) {
      const record = file?.[(apdu[2] ?? 0) - 1]
      return record ? Uint8Array.of(...record, 0x90, 0x00) : hex('6A83')
    }
    return hex('6D00')
  }
}

/** A card that is spoken to directly. */
export function transmitTo(answer: (apdu: Uint8Array, turn: number) => Uint8Array | 'removed' | 'lost' | 'silent'): Transmit {
  let turn = 0
  return async (apdu) => {
    const answered = answer(apdu, turn++)
    return typeof answered === 'string' ? { ok: false, failure: answered } : { ok: true, value: answered }
  }
}
