import type { LocalCode, PrescriptionCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { type KeyPair, keyPairFrom } from '../gm/sm2.ts'
import type { Caller } from '../http/signedChannel.ts'
import type { Random } from '../random.ts'
import type { Reply } from '../refusal.ts'

/** What the prescription center may say on channel L. */
export type LocalAnswerCode = PrescriptionCode | LocalCode

/** One interface of channel L. It writes only when it answers with content. */
export type LocalInterface = (
  context: CenterContext,
  call: { readonly data: Readonly<Record<string, unknown>>; readonly caller: Caller },
) => Reply<LocalAnswerCode>

/** The insurance system that is connected to the prescription center (N 10.1), the same for the same seed. */
export type InsuranceSystem = Caller & KeyPair

export function insuranceSystem(random: Random): InsuranceSystem {
  const choices = random.for(SYSTEM)
  return { appId: choices.text(32), appSecret: choices.text(32), approved: 1, ...keyPairFrom(choices.bytes(40)) }
}

/** Its appId alone, which costs no key. */
export function insuranceSystemId(random: Random): string {
  return random.for(SYSTEM).text(32)
}

const SYSTEM = 'insurance system'
