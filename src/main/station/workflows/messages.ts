import type { Failure } from '../../../shared/contract/failures.ts'
import { ok, type Result } from '../../../shared/domain/result.ts'
import type { SignedCall } from '../gateways/gateways.ts'
import type { Outcome } from '../gateways/outcome.ts'
import { type CalledInterface, type InterfacePolicy, policies } from '../gateways/policies.ts'
import { freeKey, openKey } from '../journal/openKey.ts'
import type { CasePorts, Work } from './dispense/caseSteps.ts'

/** How a message ended: as an outcome, but that a refusal which leaves things as they should be counts as done (policies). */
export type Told<T> =
  /** `value` is null when the center only said that there is nothing to be done */
  | { readonly kind: 'done'; readonly value: T | null }
  | { readonly kind: 'refused' | 'unknown' | 'neverSent'; readonly failure: Failure }

/** `notBegun`: there is no business sign-in to be had, and nothing was written. */
export type Sent<T> = Told<T> | { readonly kind: 'notBegun'; readonly failure: Failure }

/** One message to the center, in the journal. */
export interface Message<T> {
  readonly number: CalledInterface
  /** of the business: the same again is the same message (policies) */
  readonly businessKey: string
  /** over channel A with a business sign-in, or over channel B without */
  readonly call: { readonly signed: (call: SignedCall) => Promise<Outcome<T>> } | { readonly plain: () => Promise<Outcome<T>> }
  /** writes before the first byte leaves, in the same transaction as the journal */
  readonly prepared?: (msgid: string | null) => void
  /** writes what became of it, in the same transaction as the journal */
  readonly settled?: (told: Told<T>) => void
}

/** In whose name a message goes, and to which center. */
export type Sender = Pick<Work, 'operator' | 'gateways'>

/** The way of messages through the journal, with the business sign-in where one is asked for. */
export interface Messages {
  /** `visitId`: the patient's stay that it belongs to; null for what is of the shop alone */
  send<T>(sender: Sender, visitId: string | null, message: Message<T>): Promise<Sent<T>>
  /** a question to channel A, once more with a new business sign-in when the center does not know ours any more */
  ask<T>(sender: Sender, question: (call: SignedCall) => Promise<Outcome<T>>): Promise<Outcome<T>>
  /** the first of the keys `base/1`, `base/2` … under which nothing of this interface is done; a lost one may be sent again under its own */
  openKey(number: CalledInterface, base: string): string
  /** the first under which nothing is done or open, for what is never sent again */
  freeKey(number: CalledInterface, base: string): { readonly key: string; readonly attempt: number }
}

export function createMessages({
  journal,
  health,
  businessSignIn,
}: Pick<CasePorts, 'journal' | 'health' | 'businessSignIn'>): Messages {
  async function run<T>(visitId: string | null, message: Message<T>, msgid: string | null, send: () => Promise<Outcome<T>>) {
    const { number, businessKey, prepared, settled } = message
    const { doneBy, lostAs }: InterfacePolicy = policies[number]
    const toldOf = (outcome: Outcome<T>): Told<T> => {
      if (outcome.kind === 'acknowledged') return { kind: 'done', value: outcome.value }
      if (outcome.kind === 'refused' && doneBy.includes(outcome.failure.code)) return { kind: 'done', value: null }
      const isLost = outcome.kind === 'unknown' && lostAs !== null
      return { kind: outcome.kind, failure: isLost ? { ...outcome.failure, code: lostAs } : outcome.failure }
    }
    const outcome = await journal.run(
      { interfaceNumber: number, businessKey, visitId, msgid },
      () => health.watch(send()),
      (result) => settled?.(toldOf(result)),
      () => prepared?.(msgid),
    )
    return toldOf(outcome)
  }

  /** `attempt` again, once, when the center does not know our sign-in any more. */
  async function signedIn<R>(
    { operator, gateways }: Sender,
    attempt: (call: SignedCall) => Promise<R>,
    failureOf: (result: R) => Failure | null,
  ): Promise<Result<R, Failure>> {
    for (let round = 1; ; round++) {
      const signIn = await businessSignIn.ensure(operator)
      if (!signIn.ok) return signIn
      const result = await attempt({ msgid: gateways.insurance.nextMessageId(), signNo: signIn.value, operator })
      if (failureOf(result)?.code !== 'BUSINESS_SIGN_IN_MISSING' || round === 2) return ok(result)
      businessSignIn.forget(operator)
    }
  }

  return {
    send: async (sender, visitId, message) => {
      const { call } = message
      if ('plain' in call) return run(visitId, message, null, call.plain)
      const told = await signedIn(
        sender,
        (signed) => run(visitId, message, signed.msgid, () => call.signed(signed)),
        (result) => (result.kind === 'done' ? null : result.failure),
      )
      return told.ok ? told.value : { kind: 'notBegun', failure: told.failure }
    },

    ask: async (sender, question) => {
      const outcome = await signedIn(
        sender,
        (signed) => health.watch(question(signed)),
        (result) => (result.kind === 'acknowledged' ? null : result.failure),
      )
      return outcome.ok ? outcome.value : { kind: 'neverSent', failure: outcome.failure }
    },

    openKey: (number, base) => openKey(journal, number, base),

    freeKey: (number, base) => freeKey(journal, number, base),
  }
}
