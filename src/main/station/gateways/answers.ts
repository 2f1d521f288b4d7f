import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { type Field, readNode, type WireIssue, type WireNode } from '../../../shared/wire/index.ts'
import type { Outcome } from './outcome.ts'

/** The center did it. */
export function acknowledged<T>(value: T): Outcome<T> {
  return { kind: 'acknowledged', value }
}

/** Provably no byte left. */
export function neverSent(reason: Failure): Outcome<never> {
  return { kind: 'neverSent', failure: reason }
}

/** The province has no such interface. */
export function notServed(): Outcome<never> {
  return neverSent(failure('INTERFACE_NOT_SERVED'))
}

/** An answer came that is not what its table demands: nobody knows what was done. `field` is a path, never a value. */
export function unreadable(field: string): Outcome<never> {
  return { kind: 'unknown', failure: failure('CENTER_ANSWER_UNREADABLE', { field }) }
}

/** Our own message breaks its table (a name too long, a code out of its table): it must not leave. */
export function unsendable(issues: readonly WireIssue[]): Outcome<never> {
  return neverSent(failure('OUR_REQUEST_INVALID', { field: issues[0]?.path ?? '' }))
}

/** An answer's node with the type of its table, handed on to `use`; otherwise the first field that breaks the table is named. */
export function readAnswer<const N extends readonly Field[], T>(
  fields: N,
  value: unknown,
  at: string,
  use: (node: WireNode<N>) => Outcome<T>,
): Outcome<T> {
  const read = readNode(fields, value, { unknownFields: 'allow', at })
  return read.ok ? use(read.value) : unreadable(read.failure[0]?.path ?? at)
}
