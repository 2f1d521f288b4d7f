import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Reply } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'

/** A message of the insurance side whose envelope and table are in order. */
interface InsuranceCall {
  readonly input: Readonly<Record<string, unknown>>
  readonly institution: Institution
  /** `opter` of the envelope */
  readonly operator: string
}

/** One interface of the insurance side. It writes only when it answers with content. */
export type InsuranceInterface = (context: CenterContext, call: InsuranceCall) => Reply<InsuranceCode>
