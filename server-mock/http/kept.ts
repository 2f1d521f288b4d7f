import type { Sealed } from './channel.ts'

/** Longer texts (files) are kept without their middle: a day of them would fill the disk. */
export const LONG_TEXT = 8_192
const KEPT_OF_LONG_TEXT = 4_096
// names are short: without a bound every long text would be read again and again
const SECRET_NAME = '(?:\\w{0,40}(?:pass(?:word|wd)|pwd|private_?key)|\\w{0,40}secret\\w{0,40})'
const SECRET = new RegExp(`^${SECRET_NAME}$`, 'i')
const SECRET_MEMBER = new RegExp(`("${SECRET_NAME}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)+"|\\d+)`, 'gi')
export const HIDDEN = '***'

/** Whether what has this name opens something: the log has none of it. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/** The beginning of a long text, and what is said of the rest. */
export function withoutMiddle(text: string, note = ''): string {
  return `${text.slice(0, KEPT_OF_LONG_TEXT)}…（${note}共 ${text.length} 个字符）`
}

/** A message's text as it travelled, but for secrets and the middle of what is very long. */
export function textToKeep(text: string): string {
  const short =
    text.length < LONG_TEXT ? text : text.replace(/[^"\\]+/g, (part) => (part.length < LONG_TEXT ? part : withoutMiddle(part)))
  return short.replace(SECRET_MEMBER, `$1"${HIDDEN}"`)
}

/** The text of an answer, ready to travel. */
export function sealedText(text: string): Sealed {
  return { body: new TextEncoder().encode(text), kept: textToKeep(text) }
}
