import type { VoucherCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Reply } from '../refusal.ts'
import type { Application } from '../store/applications.ts'
import type { Institution } from '../store/registry.ts'

type Node = Readonly<Record<string, unknown>>

/** What a terminal asks for, in the name of its institution. It writes only when it answers with content; a wrong password is counted. */
export type TerminalInterface = (
  context: CenterContext,
  call: { readonly data: Node; readonly institution: Institution },
) => Reply<VoucherCode>

/** What the insurance system of the place asks for, in a message that it signs. It writes nothing. */
export type LocalInterface = (context: CenterContext, data: Node) => Reply<VoucherCode>

/** What a channel's application asks for that signs its messages. It writes only when it answers with content. */
export type ApplicationInterface = (
  context: CenterContext,
  call: { readonly data: Node; readonly caller: Application },
) => Reply<VoucherCode>
