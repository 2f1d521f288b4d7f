import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageKey } from '../../server-mock/gm/envelope.ts'
import { sm4 } from '../../server-mock/gm/sm4.ts'
import { type InterfaceNumber, interfaceTables } from '../../src/shared/wire/index.ts'
import { fromRoot } from '../bootstrap/paths.mjs'

/** Whatever decides, beside the code, what is on the wire: recorded anywhere at any time, the examples are the same. */
export const recording = Object.freeze({
  // with it every prescription that a refusal is about stands first in its patient's list, as that of the sale does
  seed: 'contract',
  scenario: 'single-drug',
  at: Date.parse('2026-11-21T10:00:00+08:00'),
  address: { ip: '127.0.0.1', mac: '00:00:5e:00:53:01' },
})

/** Whose voucher is shown at the settlement, in the scenarios where it is not the patient's. */
export const payers: Readonly<Record<string, string>> = Object.freeze({ 'not-the-owner': '李建国' })

/** The scenario in which another pharmacy gets the patient's authorization right before the counter asks for it. */
export const heldElsewhere = Object.freeze({ scenario: 'held-elsewhere', by: 'P99010100002' })

/** Stands for what is long and says nothing to a reader: the prescription's file and the signature over its data, both Base64. */
export const standIns: Readonly<Record<string, string>> = Object.freeze({
  rxFile: 'JVBERi0xLjc=',
  signDigest: 'c2lnbkRpZ2VzdA==',
})

/** What only the sealing of a message adds: no two are the same, or the same in all. */
const SEALING = ['cainfo', 'appId', 'version', 'encType', 'signType', 'encData', 'signData']

/** One exchange, recorded. Both texts are clear and pretty-printed. */
export interface Example {
  readonly number: InterfaceNumber
  /** the number and what the exchange is for: `ec.query-pay`, `7204-used-elsewhere` */
  readonly title: string
  readonly request: string
  readonly response: string
}

export interface Examples {
  /** a whole sale and its return, in order */
  readonly sale: readonly Example[]
  /** each is the last exchange of a sale in the scenario of its name */
  readonly refusals: readonly Example[]
}

/** Where the examples of a profile are. */
export function examplesFolder(profile: string): string {
  return fromRoot(`server-mock/examples/${profile}`)
}

/** The files of an example; the second name ends in the code of the answer. */
export function fileNames({
  title,
  response,
}: Pick<Example, 'title' | 'response'>): readonly [request: string, response: string] {
  return [`${title}-request.json`, `${title}-response-${codeOf(response)}.json`]
}

/** The recorded examples of a profile, by its order.json. Throws where a file is missing. */
export function readExamples(profile: string): Examples {
  const folder = examplesFolder(profile)
  const files = readdirSync(folder)
  const read = (file: string | undefined): string => readFileSync(join(folder, file ?? ''), 'utf8')
  const order: Readonly<Record<keyof Examples, readonly string[]>> = JSON.parse(read('order.json'))
  const example = (title: string): Example => ({
    number: numberNamed(title.split('-', 1)[0]),
    title,
    request: read(`${title}-request.json`),
    response: read(files.find((file) => file.startsWith(`${title}-response-`))),
  })
  return { sale: order.sale.map(example), refusals: order.refusals.map(example) }
}

/** The interface that goes by this number. Throws where there is none. */
export function numberNamed(name: unknown): InterfaceNumber {
  const found = Object.values(interfaceTables).find(({ number }) => number === name)
  if (found === undefined) throw new Error(`there is no interface ${String(name)}`)
  return found.number
}

/** The code of an answer of any channel. */
export function codeOf(response: string): string {
  const { infcode, code } = JSON.parse(response)
  return String(infcode ?? code)
}

/**
 * A message of any channel as it is recorded: opened, without what sealing added, stand-ins put in, names in the order and numbers with the text of the wire.
 */
export function clearText(text: string, app: { readonly appId: string; readonly appSecret: string }): string {
  const message = parseExactly(text)
  const { encData } = message
  const said = Object.entries(message).filter(([name]) => !SEALING.includes(name))
  if (typeof encData === 'string') {
    const clear = sm4.decrypt(messageKey(app), Buffer.from(encData, 'hex'))
    if (clear === null) throw new Error('encData is not of this application')
    said.push(['data', parseExactly(Buffer.from(clear).toString())])
  }
  const putIn = (name: string, value: unknown): unknown => standIns[name] ?? value
  return `${JSON.stringify(Object.fromEntries(said), putIn, 2)}\n`
}

/** Reads a JSON object whose numbers are written again as they were: 12.50 stays 12.50. */
export function parseExactly(text: string): Readonly<Record<string, unknown>> {
  // the library's types are older than the function
  const raw: (text: string) => unknown = Reflect.get(JSON, 'rawJSON')
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? raw(context?.source ?? String(value)) : value,
  )
}
