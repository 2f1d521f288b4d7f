import { GROUP_SEPARATOR } from './gs1.ts'
import { asGermanKeys, asUsKeys } from './keyboardLayout.ts'
import { swappedCase } from './scanFaults.ts'
import { type ScannerCode, type ScannerCodeId, scannerCodes } from './scannerCodes.ts'
import { AIM_IDENTIFIER, plainProfile, type ScannerProfile } from './scannerProfile.ts'

/**
 * What can be wrong with a scanner. `capsLock`: letters exchanged, or CapsLock on while it types; `caseLost`: all letters large, or all small; `inputMethod`: full-width
 * characters, or an input method had the keys; `separatorsLost`: GS left out, or something else in its place; `noEnter`: only silence ended a reading; `doubled`: a code
 * glued to itself, or sent twice; `slow`: so slow that its readings may fall apart; `wrongSpeed`: bytes that no code has; `prefix` and `suffix`: something before or
 * behind each code.
 */
export const scannerFindings = Object.freeze([
  'wrongSpeed',
  'capsLock',
  'caseLost',
  'inputMethod',
  'layout',
  'separatorsLost',
  'zerosLost',
  'doubled',
  'slow',
  'noEnter',
  'prefix',
  'suffix',
] as const)
export type ScannerFinding = (typeof scannerFindings)[number]

/** One reading as it came, before anything was done with it. */
export interface CameReading {
  readonly text: string
  /** epoch ms of its last byte or key */
  readonly at: number
  /** from its first byte or key to its last */
  readonly durationMs: number
  /** the longest silence between two pieces of it */
  readonly gapMs: number
  /** whether something ended it; else silence did */
  readonly isEnded: boolean
  /** whether CapsLock was on, and whether an input method had keys of it */
  readonly hasCapsLock: boolean
  readonly isComposing: boolean
  /** what it came as */
  readonly by: 'bytes' | 'keys'
}

/** A reading that is known as a code of the sheet. Without findings it came right. */
export interface Diagnosis {
  readonly code: ScannerCodeId
  readonly findings: readonly ScannerFinding[]
  readonly hasAim: boolean
  readonly prefix: string
  readonly suffix: string
  /** letters were exchanged, and a keyboard of another country read, by the scanner itself */
  readonly isSwapped: boolean
  readonly isGerman: boolean
}

/** One way in which a scanner may spoil a code. */
interface Form {
  readonly text: string
  readonly findings: readonly ScannerFinding[]
  readonly isSwapped: boolean
  readonly isGerman: boolean
}

/** What scanners put where they cannot send GS: the key of Ctrl+] alone, signs that can be chosen, and a key without a character [inferred]. */
const STAND_INS = ['', ']', '|', '~', '^', '#', ' ', '^]', '{GS}', '<GS>', '\ufffd'] as const
/** More before or behind a code is no prefix that anybody set up. */
const LONGEST_AFFIX = 12
/** Mean time of a character from which a scanner that types comes near the 35 ms at which its keys are taken for a person's. */
const SLOW_MS = 25
/** A pause within a reading from which it comes near the silence that ends one (200 ms). */
const LONG_GAP_MS = 100
/** The same code again within this was not shown twice by a hand. */
const TWICE_MS = 300
/** Pieces of one reading follow each other within this. */
const APART_MS = 2000
const SILENCE = { least: 200, most: 1000, step: 50 } as const

/** All ways in which a code may come, with the fewest faults first. */
function formsOf({ text }: ScannerCode): readonly Form[] {
  const whole: Form = { text, findings: [], isSwapped: false, isGerman: false }
  const zeros = /^0*/.exec(text)?.[0].length ?? 0
  const changed = (form: Form, finding: ScannerFinding, to: string, by: Partial<Form> = {}): readonly Form[] =>
    to === form.text ? [] : [{ ...form, ...by, text: to, findings: [...form.findings, finding] }]
  const withZeros = [
    whole,
    ...Array.from({ length: zeros }, (_, lost) => changed(whole, 'zerosLost', text.slice(lost + 1))).flat(),
  ]
  const withSeparators = withZeros.flatMap((form) => [
    form,
    ...STAND_INS.flatMap((sign) => changed(form, 'separatorsLost', form.text.replaceAll(GROUP_SEPARATOR, sign))),
  ])
  const withLayout = withSeparators.flatMap((form) => [
    form,
    ...changed(form, 'layout', asUsKeys(form.text), { isGerman: true }),
    ...changed(form, 'layout', asGermanKeys(form.text)),
  ])
  const withCase = withLayout.flatMap((form) => [
    form,
    ...changed(form, 'capsLock', swappedCase(form.text), { isSwapped: true }),
    ...changed(form, 'caseLost', form.text.toUpperCase()),
    ...changed(form, 'caseLost', form.text.toLowerCase()),
  ])
  const all = withCase.flatMap((form) => [form, ...changed(form, 'inputMethod', widened(form.text))])
  return all.sort((one, other) => one.findings.length - other.findings.length)
}

const forms: ReadonlyMap<ScannerCodeId, readonly Form[]> = new Map(scannerCodes.map((code) => [code.id, formsOf(code)]))

/** As a Chinese input method writes them. */
function widened(text: string): string {
  return text.replace(/[!-~]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')
}

/** What is wrong with a reading of this code, told in the fewest words; null where it is no reading of it, however spoilt. */
export function diagnose(code: ScannerCode, came: CameReading): Diagnosis | null {
  const half = came.text.slice(0, came.text.length / 2)
  const isGlued = came.text.length > 0 && half + half === came.text
  const found = match(code, isGlued ? half : came.text)
  if (found === null) return null
  const { form, ...around } = found
  const findings = new Set<ScannerFinding>(form.findings)
  if (isGlued) findings.add('doubled')
  if (around.hasAim || around.prefix !== '') findings.add('prefix')
  if (around.suffix !== '') findings.add('suffix')
  if (came.hasCapsLock) findings.add('capsLock')
  if (came.isComposing) findings.add('inputMethod')
  if (!came.isEnded) findings.add('noEnter')
  if (isSlow(came)) findings.add('slow')
  return {
    code: code.id,
    findings: scannerFindings.filter((each) => findings.has(each)),
    ...around,
    // with CapsLock on it is the computer that exchanges them
    isSwapped: form.isSwapped && !came.hasCapsLock,
    isGerman: form.isGerman,
  }
}

function match(
  code: ScannerCode,
  text: string,
): (Pick<Diagnosis, 'hasAim' | 'prefix' | 'suffix'> & { readonly form: Form }) | null {
  const cost = ({ form, hasAim, prefix, suffix }: NonNullable<ReturnType<typeof match>>): number =>
    form.findings.length + (hasAim || prefix !== '' ? 1 : 0) + (suffix !== '' ? 1 : 0) + (prefix.length + suffix.length) / 100
  let best: ReturnType<typeof match> = null
  for (const form of forms.get(code.id) ?? []) {
    const at = text.indexOf(form.text)
    if (at < 0) continue
    const before = text.slice(0, at)
    const hasAim = AIM_IDENTIFIER.test(before)
    const own = before.slice(hasAim ? 3 : 0)
    // FNC1 in front of a GS1 code may be sent as GS, and is no prefix
    const prefix = code.symbol.startsWith('gs1') && own.endsWith(GROUP_SEPARATOR) ? own.slice(0, -1) : own
    const suffix = text.slice(at + form.text.length)
    if (prefix.length > LONGEST_AFFIX || suffix.length > LONGEST_AFFIX) continue
    const found = { form, hasAim, prefix, suffix }
    if (best === null || cost(found) < cost(best)) best = found
  }
  return best
}

function isSlow({ text, durationMs, gapMs }: CameReading): boolean {
  return gapMs >= LONG_GAP_MS || durationMs / Math.max(1, text.length - 1) >= SLOW_MS
}

/** Characters that no code of the sheet has, however spoilt: a line of bytes that is read at another speed is full of them. */
const GARBAGE = new RegExp(`[^${GROUP_SEPARATOR} -~\u3000\uff01-\uff5eß´üöäÜÖÄ°§]`)

/** What the codes that were scanned so far have told of one scanner. */
export interface Examination {
  /** by code, how it came last */
  readonly seen: ReadonlyMap<ScannerCodeId, Diagnosis>
  /** readings that are no code of the sheet, and whether one of them was of bytes that no code has */
  readonly strays: number
  readonly hasGarbage: boolean
  /** the longest pause within a reading, ms, where readings fell apart or came near it */
  readonly pauseMs: number
  /** a reading that may go on, and the last one of all */
  readonly pending: CameReading | null
  readonly last: CameReading | null
}

export const freshExamination: Examination = Object.freeze({
  seen: new Map(),
  strays: 0,
  hasGarbage: false,
  pauseMs: 0,
  pending: null,
  last: null,
})

/** Takes one more reading of the same scanner into account. Pieces of a reading that fell apart are put together again. */
export function examine(before: Examination, came: CameReading): Examination {
  const joined = before.pending && join(before.pending, came)
  const whole = joined && identify(joined)
  const [reading, known] = joined && whole ? [joined, whole] : [came, identify(came)]
  const goesOn = known === null && !came.isEnded
  // a piece that may go on is no stray before it is known that the rest does not come
  const isLeft = before.pending !== null && !whole && !(joined && goesOn)
  const strays = before.strays + (isLeft ? 1 : 0) + (known === null && came.isEnded ? 1 : 0)
  if (known === null) {
    const hasGarbage = before.hasGarbage || (came.by === 'bytes' && GARBAGE.test(came.text))
    return { ...before, strays, hasGarbage, pending: goesOn ? (joined ?? came) : null, last: came }
  }
  const isTwice = before.last !== null && before.last.text === came.text && came.at - came.durationMs - before.last.at < TWICE_MS
  const findings = scannerFindings.filter((each) => known.findings.includes(each) || (each === 'doubled' && isTwice))
  const isLong = reading.by === 'bytes' && reading.gapMs >= LONG_GAP_MS
  return {
    ...before,
    seen: new Map([...before.seen, [known.code, { ...known, findings }]]),
    strays,
    pauseMs: isLong ? Math.max(before.pauseMs, reading.gapMs) : before.pauseMs,
    pending: null,
    last: came,
  }
}

function join(first: CameReading, second: CameReading): CameReading | null {
  const gap = second.at - second.durationMs - first.at
  if (gap < 0 || gap > APART_MS) return null
  return {
    ...second,
    text: first.text + second.text,
    durationMs: first.durationMs + gap + second.durationMs,
    gapMs: Math.max(first.gapMs, gap, second.gapMs),
    hasCapsLock: first.hasCapsLock || second.hasCapsLock,
    isComposing: first.isComposing || second.isComposing,
  }
}

/** Which code of the sheet a reading is, by the fewest findings; null: none of them. */
function identify(came: CameReading): Diagnosis | null {
  let best: Diagnosis | null = null
  for (const code of scannerCodes) {
    const found = diagnose(code, came)
    if (found !== null && (best === null || found.findings.length < best.findings.length)) best = found
  }
  return best
}

/** What is to be said of a scanner: each finding with whether the profile makes it good; null: there is nothing that software can do. */
export interface Assessment {
  readonly findings: readonly { readonly finding: ScannerFinding; readonly isMended: boolean }[]
  readonly profile: ScannerProfile | null
}

/** Puts together what the codes told. Only what all of them agree on becomes part of the profile. */
export function assess({ seen, hasGarbage, pauseMs }: Examination): Assessment {
  const all = [...seen.values()]
  const inForms = (finding: ScannerFinding) =>
    all.filter(({ code }) => forms.get(code)?.some(({ findings }) => findings.length === 1 && findings[0] === finding))
  const agree = (some: readonly Diagnosis[], has: (each: Diagnosis) => boolean) => some.length > 0 && some.every(has)
  const common = (affix: 'prefix' | 'suffix') =>
    new Set(all.map((each) => each[affix])).size === 1 ? (all[0]?.[affix] ?? '') : ''
  const profile: ScannerProfile = {
    stripsAim: agree(all, ({ hasAim }) => hasAim),
    stripPrefix: common('prefix'),
    stripSuffix: common('suffix'),
    swapsCase: agree(inForms('capsLock'), ({ isSwapped }) => isSwapped),
    layout: agree(inForms('layout'), ({ isGerman }) => isGerman) ? 'german' : 'us',
    silenceMs: pauseMs === 0 ? null : silenceFor(pauseMs),
  }
  const isMended: Partial<Record<ScannerFinding, boolean>> = {
    prefix: all.every(({ hasAim, prefix }) => (!hasAim || profile.stripsAim) && prefix === profile.stripPrefix),
    suffix: all.every(({ suffix }) => suffix === profile.stripSuffix),
    capsLock: profile.swapsCase,
    layout: profile.layout === 'german',
    slow: profile.silenceMs !== null && profile.silenceMs > pauseMs,
  }
  return {
    findings: scannerFindings
      .filter((each) => (each === 'wrongSpeed' ? hasGarbage : all.some(({ findings }) => findings.includes(each))))
      .map((finding) => ({ finding, isMended: isMended[finding] ?? false })),
    profile: isPlain(profile) ? null : profile,
  }
}

/** Twice the longest pause, within what a clerk can wait for. */
function silenceFor(pauseMs: number): number {
  return Math.min(SILENCE.most, Math.max(SILENCE.least, Math.ceil((2 * pauseMs) / SILENCE.step) * SILENCE.step))
}

function isPlain(profile: ScannerProfile): boolean {
  return (Object.keys(plainProfile) as (keyof ScannerProfile)[]).every((key) => profile[key] === plainProfile[key])
}
