import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Refusal, Reply } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'

/** A message of the insurance side whose envelope and table are in order. */
export interface InsuranceCall {
  readonly input: Readonly<Record<string, unknown>>
  readonly institution: Institution
  /** `opter` of the envelope */
  readonly operator: string
  readonly msgid: string
  /** `insuplc_admdvs` of the envelope: the place of insurance that was chosen; empty where the message is about nobody */
  readonly insuredArea: string
}

export type Refused = { readonly ok: false; readonly refusal: Refusal<InsuranceCode> }

/** One interface of the insurance side. It writes only when it answers with content (2601 takes a message number in any case). */
export type InsuranceInterface = (context: CenterContext, call: InsuranceCall) => Reply<InsuranceCode>
