import { isObject } from '../json.ts'
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

const STANDS_FOR = /…（(?:[\w-]+ [0-9a-f]{64}，)?共 (\d+) 个字符）$/

/** A kept node with every text as long as it came: what was cut away is filled up, so that rules about lengths can be judged. */
export function asLongAsItCame(node: unknown): unknown {
  if (typeof node === 'string') {
    const [note, length] = node.slice(KEPT_OF_LONG_TEXT).match(STANDS_FOR) ?? []
    return note?.length === node.length - KEPT_OF_LONG_TEXT ? node.slice(0, KEPT_OF_LONG_TEXT).padEnd(Number(length), '0') : node
  }
  if (Array.isArray(node)) return node.map(asLongAsItCame)
  if (!isObject(node)) return node
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, asLongAsItCame(value)]))
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
