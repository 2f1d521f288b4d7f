import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScannerProtocol } from '../../../src/main/station/devices/drivers/scanner/protocol.ts'
import { GROUP_SEPARATOR } from '../../../src/shared/domain/gs1.ts'
import { asGermanKeys, asUsKeys } from '../../../src/shared/domain/keyboardLayout.ts'
import { classifyScan } from '../../../src/shared/domain/scan.ts'
import { swappedCase } from '../../../src/shared/domain/scanFaults.ts'
import { type ScannerCode, scannerCodeIds, scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import {
  assess,
  type CameReading,
  diagnose,
  type Examination,
  examine,
  freshExamination,
  type ScannerFinding,
} from '../../../src/shared/domain/scannerDoctor.ts'
import { applyProfile, plainProfile } from '../../../src/shared/domain/scannerProfile.ts'
import { nationalScanShapes } from '../../../src/shared/domain/scanShapes.ts'

const right = (text: string, change: Partial<CameReading> = {}): CameReading => ({
  text,
  at: 1000,
  durationMs: 20,
  gapMs: 5,
  isEnded: true,
  hasCapsLock: false,
  isComposing: false,
  by: 'bytes',
  ...change,
})
const wide = (text: string) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const anyCode = fc.constantFrom(...scannerCodes)

/** Readings one after the other, each a second after the one before. */
function examined(readings: readonly CameReading[]): Examination {
  return readings.reduce((state, came, index) => examine(state, { ...came, at: came.at + index * 1000 }), freshExamination)
}
const findingsOf = (state: Examination) => assess(state).findings.map(({ finding }) => finding)

/** A fault, what it makes of a code, and whether software makes it good. Text that it does not change shows nothing of it. */
interface Fault {
  readonly finding: ScannerFinding
  readonly spoil: (came: CameReading, code: ScannerCode) => CameReading
  readonly isMended: boolean
}
const inText = (spoil: (text: string) => string) => (came: CameReading) => ({ ...came, text: spoil(came.text) })
const affix = fc.string({ unit: fc.constantFrom(...'$%&*!QXvw[]'), minLength: 1, maxLength: 6 })
const standIn = fc.constantFrom('', ']', '|', '~', '^', '#', ' ', '^]', '{GS}', '<GS>')

const single: Readonly<Record<string, fc.Arbitrary<Fault>>> = {
  swapped: fc.constant({ finding: 'capsLock', spoil: inText(swappedCase), isMended: true }),
  capsLockOn: fc.boolean().map((isSwapped) => ({
    finding: 'capsLock',
    spoil: (came) => ({ ...came, text: isSwapped ? swappedCase(came.text) : came.text, hasCapsLock: true, by: 'keys' }),
    isMended: false,
  })),
  large: fc.constant({ finding: 'caseLost', spoil: inText((text) => text.toUpperCase()), isMended: false }),
  small: fc.constant({ finding: 'caseLost', spoil: inText((text) => text.toLowerCase()), isMended: false }),
  fullWidth: fc.constant({ finding: 'inputMethod', spoil: inText(wide), isMended: false }),
  composing: fc.constant({
    finding: 'inputMethod',
    spoil: (came) => ({ ...came, isComposing: true, by: 'keys' }),
    isMended: false,
  }),
  german: fc.constant({ finding: 'layout', spoil: inText(asUsKeys), isMended: true }),
  germanComputer: fc.constant({ finding: 'layout', spoil: inText(asGermanKeys), isMended: false }),
  separators: standIn.map((sign) => ({
    finding: 'separatorsLost',
    spoil: inText((text) => text.replaceAll(GROUP_SEPARATOR, sign)),
    isMended: false,
  })),
  zeros: fc.integer({ min: 1, max: 3 }).map((most) => ({
    finding: 'zerosLost',
    spoil: inText((text) => text.replace(new RegExp(`^0{1,${most}}`), '')),
    isMended: false,
  })),
  glued: fc.constant({ finding: 'doubled', spoil: inText((text) => text + text), isMended: false }),
  noEnter: fc.constant({ finding: 'noEnter', spoil: (came) => ({ ...came, isEnded: false }), isMended: false }),
  slowKeys: fc.constant({
    finding: 'slow',
    spoil: (came) => ({ ...came, by: 'keys', durationMs: came.text.length * 30, gapMs: 34 }),
    isMended: false,
  }),
  slowBytes: fc.integer({ min: 100, max: 900 }).map((gapMs) => ({
    finding: 'slow',
    spoil: (came) => ({ ...came, durationMs: gapMs + 20, gapMs }),
    isMended: true,
  })),
  prefix: affix.map((text) => ({ finding: 'prefix', spoil: inText((code) => text + code), isMended: true })),
  suffix: affix.map((text) => ({ finding: 'suffix', spoil: inText((code) => code + text), isMended: true })),
  aim: fc.constant({
    finding: 'prefix',
    spoil: (came, { symbol }) => ({ ...came, text: `${aimOf[symbol]}${came.text}` }),
    isMended: true,
  }),
}
const aimOf = { code128: ']C0', ean13: ']E0', gs1datamatrix: ']d2', 'gs1-128': ']C1', qrcode: ']Q1' } as const

describe('the codes of the sheet', () => {
  it('are in their order, and none is inside another', () => {
    expect(scannerCodes.map(({ id }) => id)).toEqual(scannerCodeIds)
    for (const one of scannerCodes)
      expect(scannerCodes.filter(({ text }) => text.includes(one.text)).map(({ id }) => id)).toEqual([one.id])
  })

  it('do nothing at the counter: none but a commodity code, which is nobody’s, has a shape', () => {
    expect(
      scannerCodes.map(({ text }) => classifyScan(text, nationalScanShapes).kind).filter((kind) => kind !== 'unknown'),
    ).toEqual(['productCode'])
  })

  it('have both cases where they have letters, and are long enough to be known as typed by a scanner without their zeros', () => {
    for (const { text } of scannerCodes) {
      expect(/[a-z]/.test(text)).toBe(/[A-Z]/.test(text))
      expect(text.replace(/^0+/, '').length).toBeGreaterThanOrEqual(8)
    }
  })
})

describe('the examination of a scanner', () => {
  it('finds nothing at a right one, with FNC1 in front or without, at any speed that is right', () => {
    const speed = fc.record({ durationMs: fc.integer({ min: 0, max: 200 }), gapMs: fc.integer({ min: 0, max: 99 }) })
    fc.assert(
      fc.property(fc.shuffledSubarray([...scannerCodes], { minLength: 1 }), speed, fc.boolean(), (codes, manner, hasFnc1) => {
        const state = examined(
          codes.map(({ text, symbol }) => right(`${hasFnc1 && symbol.startsWith('gs1') ? GROUP_SEPARATOR : ''}${text}`, manner)),
        )
        expect([...state.seen.keys()]).toEqual(codes.map(({ id }) => id))
        expect([...state.seen.values()].every(({ findings }) => findings.length === 0)).toBe(true)
        expect(assess(state)).toEqual({ findings: [], profile: null })
        expect(state.strays).toBe(0)
      }),
    )
  })

  it.each(Object.keys(single))('finds %s at every code that shows it, and says rightly whether the profile mends it', (name) => {
    const fault = single[name] ?? fc.constant(undefined as never)
    fc.assert(
      fc.property(fault, ({ finding, spoil, isMended }) => {
        const came = scannerCodes.map((code) => spoil(right(code.text), code))
        const state = examined(came)
        const wanted = scannerCodes.map(({ id, text }, index) => {
          const spoilt = came[index] ?? right('')
          const shows = JSON.stringify(spoilt) !== JSON.stringify(right(text))
          return [id, shows ? [finding] : []]
        })
        expect([...state.seen].map(([id, { findings }]) => [id, findings])).toEqual(wanted)
        const { findings, profile } = assess(state)
        expect(findings).toEqual([{ finding, isMended }])
        expect(profile !== null).toBe(isMended)
        for (const [index, { text }] of scannerCodes.entries()) {
          const mended = applyProfile(came[index]?.text ?? '', profile)
          expect(mended === text).toBe(isMended || came[index]?.text === text)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('finds any mixture of what software can mend, and the profile mends all of it', () => {
    const mixture = fc.record({
      swaps: fc.boolean(),
      german: fc.boolean(),
      prefix: fc.option(affix, { nil: '' }),
      suffix: fc.option(affix, { nil: '' }),
      aim: fc.boolean(),
      gap: fc.constantFrom(0, 150, 450),
    })
    fc.assert(
      fc.property(mixture, fc.shuffledSubarray([...scannerCodes], { minLength: 2 }), (faults, codes) => {
        const came = codes.map(({ text, symbol }) => {
          const keys = faults.german ? asUsKeys(text) : text
          const letters = faults.swaps ? swappedCase(keys) : keys
          const sent = `${faults.aim ? aimOf[symbol] : ''}${faults.prefix}${letters}${faults.suffix}`
          return right(sent, { gapMs: faults.gap, durationMs: faults.gap })
        })
        const { findings, profile } = assess(examined(came))
        expect(findings.every(({ isMended }) => isMended)).toBe(true)
        expect(came.map(({ text }) => applyProfile(text, profile))).toEqual(codes.map(({ text }) => text))
        expect(findings.some(({ finding }) => finding === 'prefix')).toBe(faults.aim || faults.prefix !== '')
        expect(findings.some(({ finding }) => finding === 'suffix')).toBe(faults.suffix !== '')
        expect(profile?.silenceMs ?? 0).toBe({ 0: 0, 150: 300, 450: 900 }[faults.gap])
      }),
    )
  })

  it('names what cannot be mended beside what can', () => {
    const mendable = ['swapped', 'german', 'prefix', 'suffix'].flatMap((name) => single[name] ?? [])
    const other = ['separators', 'glued', 'noEnter'].flatMap((name) => single[name] ?? [])
    const gs1 = scannerCodes.filter(({ symbol }) => symbol.startsWith('gs1'))
    fc.assert(
      fc.property(fc.oneof(...mendable), fc.oneof(...other), fc.constantFrom(...gs1), (one, two, code) => {
        const order = two.finding === 'separatorsLost' ? [two, one] : [one, two]
        const came = order.reduce((reading, { spoil }) => spoil(reading, code), right(code.text))
        const wanted = [one, two].filter(({ finding }) => finding !== 'layout')
        const found = assess(examined([came])).findings
        for (const { finding, isMended } of wanted) expect(found).toContainEqual({ finding, isMended })
      }),
    )
  })

  it('does not trust a prefix that is not before every code', () => {
    const [one, two] = scannerCodes
    const { findings, profile } = assess(examined([right(`AA${one?.text}`), right(two?.text ?? '')]))
    expect([findings, profile]).toEqual([[{ finding: 'prefix', isMended: false }], null])
  })

  it('takes a code that is sent twice at once for doubled, and one that a hand shows again not', () => {
    const code = right(scannerCodes[0]?.text ?? '')
    const twice = (apart: number) =>
      findingsOf(examine(examine(freshExamination, code), { ...code, at: code.at + code.durationMs + apart }))
    expect([twice(299), twice(300)]).toEqual([['doubled'], []])
  })

  it('puts a reading together that fell apart, and says how long the silence has to be', () => {
    fc.assert(
      fc.property(anyCode, fc.integer({ min: 200, max: 480 }), fc.nat(), fc.boolean(), ({ text, id }, gap, cut, isEnded) => {
        const at = 1 + (cut % (text.length - 1))
        const first = right(text.slice(0, at), { isEnded: false })
        const second = right(text.slice(at), { isEnded, at: first.at + gap + 20 })
        const state = examine(examine(freshExamination, first), second)
        expect([...state.seen.keys()]).toEqual([id])
        expect(state.strays).toBe(0)
        expect(findingsOf(state)).toEqual(isEnded ? ['slow'] : ['slow', 'noEnter'])
        expect(assess(state).profile).toEqual({ ...plainProfile, silenceMs: Math.ceil((2 * gap) / 50) * 50 })
      }),
    )
  })

  it('counts what is no code of the sheet, also a piece whose rest never comes', () => {
    const state = examined([
      right('81001010000000000001'),
      right('9512', { isEnded: false }),
      right('what is this', { at: 4000 }),
    ])
    expect([state.strays, state.seen.size, state.hasGarbage]).toEqual([3, 0, false])
  })

  const rates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]
  it.each(rates.flatMap((sent) => rates.filter((read) => read !== sent).map((read) => [sent, read] as const)))(
    'finds the wrong speed where %i is read at %i',
    (sent, read) => {
      const readings = scannerCodes.flatMap(({ text }) => {
        const bytes = atOtherSpeed(new TextEncoder().encode(`${text}\r`), read / sent)
        const protocol = createScannerProtocol({ maximumLength: 8192, stxEtx: false, aimIdentifier: false })
        return [...protocol.push(bytes), ...protocol.silence()].map((each) => right(each))
      })
      const state = examined(readings)
      expect(state.seen.size).toBe(0)
      expect(assess(state)).toEqual({ findings: [{ finding: 'wrongSpeed', isMended: false }], profile: null })
    },
  )

  it('takes any readings', () => {
    const reading = fc.record({
      text: fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        anyCode.map(({ text }) => text),
      ),
      ...{ at: fc.integer(), durationMs: fc.nat(), gapMs: fc.nat() },
      ...{ isEnded: fc.boolean(), hasCapsLock: fc.boolean(), isComposing: fc.boolean(), by: fc.constantFrom('bytes', 'keys') },
    })
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 6 }), (readings) => {
        expect(assess(readings.reduce(examine, freshExamination)).findings.length).toBeLessThan(13)
      }),
    )
  })

  it('knows a reading by its own code alone', () => {
    for (const one of scannerCodes)
      for (const other of scannerCodes) expect(diagnose(other, right(one.text)) !== null).toBe(one === other)
  })
})

/** What a line of bytes (8 bits, no parity, one stop bit) becomes for a reader that is `factor` times as fast as the sender. */
function atOtherSpeed(bytes: Uint8Array, factor: number): Uint8Array {
  const bits = [...bytes].flatMap((byte) => [0, ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1), 1])
  const level = (time: number) => bits[Math.floor(time)] ?? 1
  const read: number[] = []
  const step = 1 / factor
  for (let time = 0; time < bits.length; ) {
    if (level(time) === 1) {
      time += step / 16
      continue
    }
    read.push(Array.from({ length: 8 }, (_, bit) => level(time + (bit + 1.5) * step) << bit).reduce((sum, bit) => sum + bit, 0))
    time += 9.5 * step
    // a reader waits for the line to rest before the next start
    while (level(time) === 0 && time < bits.length) time += step / 16
  }
  return Uint8Array.from(read)
}
