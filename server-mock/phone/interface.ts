import type { FlowCode, PrescriptionCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Reply } from '../refusal.ts'
import type { Application } from '../store/applications.ts'

/** A message of a channel application whose envelope and table are in order. */
interface PhoneCall {
  readonly data: Readonly<Record<string, unknown>>
  /** the application that asks */
  readonly caller: Application
}

/** What channel D answers with: codes of the prescription center, and those of the online flow. */
export type PhoneCode = PrescriptionCode | FlowCode

/** One interface of channel D. It writes only when it answers with content. */
export type PhoneInterface = (context: CenterContext, call: PhoneCall) => Reply<PhoneCode>
