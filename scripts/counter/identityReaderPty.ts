import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { plug, pullOut } from './pty.ts'

/** What is printed on an invented identity card. Dates are `yyyyMMdd`; `validTo` may be 长期. */
export interface PlasticCard {
  readonly name: string
  readonly sex: '1' | '2'
  readonly nation: string
  readonly born: string
  readonly address: string
  readonly number: string
  readonly authority: string
  readonly validFrom: string
  readonly validTo: string
}

/** An invented person of the test area 990101. */
export const LI_XIAOHUA: PlasticCard = Object.freeze({
  name: '李晓华',
  sex: '2',
  nation: '01',
  born: '19900101',
  address: '测试省测试市示范区健康路 1 号',
  number: '990101199001010027',
  authority: '测试市公安局示范分局',
  validFrom: '20200101',
  validTo: '20400101',
})

/** How the simulated reader behaves; each may be changed at any moment. */
export interface ReaderMood {
  /** says nothing at all */
  isSilent: boolean
  /** answers of the next questions, by command and parameter in hex; taken one by one before its own */
  readonly instead: { readonly question: string; readonly bytes: Uint8Array }[]
}

/** A pseudo-terminal that plays an identity card reader. */
export interface IdentityReaderPty {
  readonly readerPort: string
  readonly mood: ReaderMood
  /** puts a card on the reader, as its text block */
  put(card: Uint8Array): void
  take(): void
  /** sends bytes that nobody asked for */
  babble(bytes: Uint8Array): void
  unplug(): Promise<void>
  plugBack(): Promise<void>
  close(): Promise<void>
}

const HEADER = [0xaa, 0xaa, 0xaa, 0x96, 0x69]
/** Any 1,024 bytes: the format of the photo is closed. */
export const SIMULATED_PHOTO = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff)

/** A frame of the SAM module, written from the reference and apart from the program's own. */
export function samFrame(body: readonly number[]): Uint8Array {
  const counted = [(body.length + 1) >> 8, (body.length + 1) & 255, ...body]
  return Uint8Array.from([...HEADER, ...counted, counted.reduce((sum, byte) => sum ^ byte, 0)])
}

/** The 256 bytes of the text block. */
export function textBlock(card: PlasticCard): Uint8Array {
  const widths: readonly (readonly [string, number])[] = [
    [card.name, 15],
    [card.sex, 1],
    [card.nation, 2],
    [card.born, 8],
    [card.address, 35],
    [card.number, 18],
    [card.authority, 15],
    [card.validFrom, 8],
    [card.validTo, 8],
    ['', 18],
  ]
  return Buffer.from(widths.map(([text, width]) => text.padEnd(width)).join(''), 'utf16le')
}

/** A text block of a card of another type, of which the type letter alone is known. */
export function otherTypeBlock(letter: 'I' | 'J' | 'Y'): Uint8Array {
  const block = Buffer.alloc(256, ' \0')
  block.write(letter, 248, 'utf16le')
  return block
}

/** What a reader with this card, or with none, answers to the body of a question. */
export function simulatedAnswer(question: string, card: Uint8Array | null): Uint8Array {
  if (question === '12FF') return samFrame([0, 0, 0x90, ...Array.from({ length: 16 }, (_, index) => index)])
  if (question === '2001') return samFrame(card ? [0, 0, 0x9f, 0, 0, 0, 0] : [0, 0, 0x80])
  if (question === '2002') return samFrame(card ? [0, 0, 0x90, 0, 0, 0, 0, 0, 0, 0, 0] : [0, 0, 0x81])
  if (question === '3001') return samFrame(card ? [0, 0, 0x90, 1, 0, 4, 0, ...card, ...SIMULATED_PHOTO] : [0, 0, 0x41])
  return samFrame([0, 0, 0x21])
}

/** Starts a pseudo-terminal (Debian package socat) whose port lies in `folder`, open to every user. It ends with the process that started it. */
export async function openIdentityReaderPty(folder: string): Promise<IdentityReaderPty> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const readerPort = join(folder, 'identity-reader')
  const mood: ReaderMood = { isSilent: false, instead: [] }
  let card: Uint8Array | null = null

  const plugReader = async () => {
    const socat = await plug(readerPort)
    let received = Buffer.alloc(0)
    socat.stdout.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      // a question is a frame of ten bytes
      for (; received.length >= 10; received = received.subarray(10)) {
        const question = received.subarray(7, 9).toString('hex').toUpperCase()
        const next = mood.instead[0]
        if (mood.isSilent) continue
        if (next?.question === question) mood.instead.shift()
        socat.stdin.write(next?.question === question ? next.bytes : simulatedAnswer(question, card))
      }
    })
    return socat
  }
  let socat = await plugReader()
  const unplug = () => pullOut(socat)
  return {
    readerPort,
    mood,
    put(next) {
      card = next
    },
    take() {
      card = null
    },
    babble: (bytes) => void socat.stdin.write(bytes),
    unplug,
    async plugBack() {
      await unplug()
      socat = await plugReader()
    },
    close: unplug,
  }
}
