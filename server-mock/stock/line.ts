import { insuranceCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { InsuranceCall, InsuranceInterface, Refused } from '../insurance/interface.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'

/** One line of an upload. */
export interface Line {
  readonly node: Readonly<Record<string, unknown>>
  /** where it stands in the message: `selinfo`, `selinfoDetail[2]` */
  readonly at: string
}

/** Takes one line into the books, or says why not; only then it has written nothing. */
export type TakeLine = (context: CenterContext, call: InsuranceCall, line: Line) => Refused | null

/** The answer of every upload that has one result. */
export const uploaded = give({ result: { retRslt: '1', msgRslt: '成功' } })

/** The single form of an upload: one line in the node of this name. */
export function single(name: string, take: TakeLine): InsuranceInterface {
  return (context, call) => {
    const node = call.input[name]
    return take(context, call, { node: isObject(node) ? node : {}, at: name }) ?? uploaded
  }
}

/** A batch form with one result (3505A, S7): a line that is refused is the refusal of the whole. */
export function batchAsWhole(name: string, take: TakeLine): InsuranceInterface {
  return (context, call) => {
    const read = linesOf(call, name)
    return read.ok ? (takeAll(context, call, read.lines, take) ?? uploaded) : read
  }
}

/**
 * A batch form that answers line by line (3502A, 3504A): what is right is taken, what is wrong is told. Where the switch `batchUpload` says whole, a line
 * that is refused is the refusal of the whole here too.
 */
export function batchByLine(name: string, results: string, take: TakeLine): InsuranceInterface {
  return (context, call) => {
    const read = linesOf(call, name)
    if (!read.ok) return read
    if (context.switches().batchUpload === 'whole') {
      return takeAll(context, call, read.lines, take) ?? give({ [results]: read.lines.map((line) => resultOf(line, null)) })
    }
    return give({ [results]: read.lines.map((line) => resultOf(line, take(context, call, line))) })
  }
}

function linesOf({ input }: InsuranceCall, name: string): { readonly ok: true; readonly lines: readonly Line[] } | Refused {
  const lines = nodesOf(input[name]).map((node, index) => ({ node, at: `${name}[${index}]` }))
  return lines.length > 0 ? { ok: true, lines } : refuse('1003', name, '至少一条')
}

/** Takes every line or, with the refusal of the first that is wrong, none. */
function takeAll(context: CenterContext, call: InsuranceCall, lines: readonly Line[], take: TakeLine): Refused | null {
  return context.store.attempt(() => lines.reduce<Refused | null>((refused, line) => refused ?? take(context, call, line), null))
}

const LONGEST_MESSAGE = 200

function resultOf({ node }: Line, refused: Refused | null): Readonly<Record<string, string>> {
  const keys = ['med_list_codg', 'fixmedins_hilist_id', 'fixmedins_hilist_name', 'fixmedins_bchno']
  const line = Object.fromEntries(keys.map((key) => [key, textOf(node, key)]))
  if (refused === null) return { ...line, retRslt: '1', msgRslt: '成功' }
  const { code, message } = refused.refusal
  return { ...line, retRslt: '0', msgRslt: `${code} ${insuranceCodes[code]} ${message}`.slice(0, LONGEST_MESSAGE) }
}
