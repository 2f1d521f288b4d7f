import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispense } from '../../../scripts/counter/dispense.ts'
import { openHeadless } from '../../../scripts/counter/headless.ts'
import { type Exchange, exchangeOf } from '../../../server-mock/conformance/exchange.ts'
import { openStore } from '../../../server-mock/store/store.ts'

/** A log of one client. The functions below make another one of it and leave it as it is. */
export type Log = readonly Exchange[]

/** What the center kept of a whole sale and its return by the project's own counter. */
export async function recordedLog(province: string, scenario = 'single-drug'): Promise<Log> {
  const folder = mkdtempSync(join(tmpdir(), 'mock-center-conformance-'))
  const dataFile = join(folder, 'center.sqlite')
  const counter = await openHeadless(province, { scenario, seed: 'conformance', dataFile })
  try {
    await dispense(counter, { andReturn: true })
    const store = openStore(dataFile)
    const log = store.messages
      .full()
      .filter(({ rawRequest }) => rawRequest !== '')
      .map(exchangeOf)
    store.close()
    return numbered(log)
  } finally {
    await counter.close()
    rmSync(folder, { recursive: true })
  }
}

/** Numbers in the order of the list, as the center gives them. */
function numbered(log: Log): Log {
  return log.map((each, index) => ({ ...each, id: index + 1 }))
}

export function at(log: Log, number: string, which = 0): Exchange {
  const found = log.filter((each) => each.interface === number)[which]
  if (found === undefined) throw new Error(`${number} is not in the log`)
  return found
}

/** The log with some messages of an interface otherwise than they were; the first of them when `which` is left out. */
export function changed(log: Log, number: string, change: (each: Exchange) => Exchange, which = 0): Log {
  const wanted = at(log, number, which)
  return log.map((each) => (each === wanted ? change(each) : each))
}

export function without(log: Log, ...numbers: readonly string[]): Log {
  return numbered(log.filter((each) => !numbers.includes(each.interface)))
}

/** The log up to the first message of an interface, that one left out. */
export function upTo(log: Log, number: string): Log {
  return log.slice(0, log.indexOf(at(log, number)))
}

export function followedBy(log: Log, ...more: readonly Exchange[]): Log {
  return numbered([...log, ...more])
}

/** The answer did not arrive. */
export function lost(each: Exchange): Exchange {
  return { ...each, delivered: 'no', fault: 'dropAfter' }
}

/** The same message once more, a second later, otherwise where `change` says so. */
export function again(each: Exchange, change: Partial<Exchange> = {}): Exchange {
  const envelope =
    each.channel === 'A' ? { ...each.envelope, msgid: nextMsgid(each) } : { ...each.envelope, signData: `${each.id}` }
  return { ...each, envelope, at: each.at + 1_000, realAt: each.realAt + 1_000, ...change }
}

let sequence = 5_000

function nextMsgid({ envelope }: Exchange): string {
  return `${String(envelope.msgid).slice(0, 26)}${++sequence}`
}

/** A 2601 that names a message. */
export function reversalOf(each: Exchange, data: Record<string, unknown> = {}): Exchange {
  const head = each.content.druginfo ?? each.content.data
  const person = typeof head === 'object' && head !== null && 'psn_no' in head ? head.psn_no : ''
  const content = { data: { psn_no: person, omsgid: each.envelope.msgid, oinfno: each.interface, ...data } }
  return again(each, {
    interface: '2601',
    table: null,
    content,
    output: {},
    hiRxno: '',
    accepted: true,
    code: '0',
    delivered: 'yes',
    fault: null,
  })
}

/** A 3507 that names the batch serial of an upload. */
export function deletionOf(each: Exchange): Exchange {
  const { selinfo } = each.content
  const serial = typeof selinfo === 'object' && selinfo !== null && 'fixmedins_bchno' in selinfo ? selinfo.fixmedins_bchno : ''
  const content = { data: { fixmedins_bchno: serial, inv_data_type: '4' } }
  return again(each, {
    interface: '3507',
    content,
    output: {},
    hiRxno: '',
    accepted: true,
    code: '0',
    delivered: 'yes',
    fault: null,
  })
}

export function refused(each: Exchange, code: string): Exchange {
  return { ...each, accepted: false, code, output: {} }
}

/** A content with one value under a path of names replaced. */
export function withValue(
  node: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [name = '', ...rest] = path
  if (rest.length === 0) return { ...node, [name]: value }
  const inner: unknown = node[name]
  if (Array.isArray(inner)) return { ...node, [name]: inner.map((each) => withValue(each, rest, value)) }
  return { ...node, [name]: withValue({ ...(typeof inner === 'object' ? inner : {}) }, rest, value) }
}

/** Says something else under a path of its content. */
export function saying(path: readonly string[], value: unknown): (each: Exchange) => Exchange {
  return (each) => ({ ...each, content: withValue(each.content, path, value) })
}
