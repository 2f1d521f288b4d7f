import type { CenterContext } from '../context.ts'
import { notify } from '../phone/notices.ts'

/** An interface was answered with success: what the scenario keeps for that moment befalls the prescriptions, and their owners are told. */
export function befall(context: CenterContext, after: string, hiRxno: string | null): void {
  for (const happened of context.store.fates.happen(after, hiRxno, context.clock.now())) {
    if (happened.fate === 'withdrawn') notify(context, happened.hiRxno, { kind: 'withdrawn', reason: happened.reason ?? '' })
    if (happened.fate === 'usedElsewhere') notify(context, happened.hiRxno, { kind: 'settled', institution: '' })
  }
}
