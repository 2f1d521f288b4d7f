import type { FlowCode, PrescriptionCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Reply } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'

/** A message of the prescription center whose envelope and table are in order. */
interface PrescriptionCall {
  readonly data: Readonly<Record<string, unknown>>
  /** the institution that asks */
  readonly caller: Institution
}

/** One interface of the prescription center. It writes only when it answers with content. */
export type PrescriptionInterface = (context: CenterContext, call: PrescriptionCall) => Reply<PrescriptionCode | FlowCode>
