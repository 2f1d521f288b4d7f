import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failureFacts } from '../../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Gateways, SignedCall } from '../../../gateways/gateways.ts'
import type { Outcome } from '../../../gateways/outcome.ts'
import { policies } from '../../../gateways/policies.ts'
import type { ProvinceAnswer } from '../../../store/stock/comparisons.ts'
import type { Messages } from '../../messages.ts'

/** Between two questions: a whole shop is asked for in an hour, and nobody else of the province waits for it [inferred: no text limits it]. */
const PACE_MS = 50
/** a center that is away is asked again like one that nobody waits for */
const { repeatAfterMs } = policies['3507']

export interface AskingPorts {
  readonly messages: Messages
  /** false: the station closes */
  readonly pause: (ms: number) => Promise<boolean>
}

/** Whom the province is asked by, and where. */
export interface Asker {
  readonly operator: Person
  readonly gateways: Gateways
}

type Drugs = { readonly nationalCode: string; readonly drugIds: readonly string[] }

/** Asks the province for drugs of the shop, one question after the other, again after a pause where the center is away; its own failure once it stays away. */
export function createAsking({ messages, pause }: AskingPorts) {
  async function ask<T>(asker: Asker, question: (call: SignedCall) => Promise<Outcome<T>>): Promise<Result<T, Failure>> {
    for (let round = 0; ; round++) {
      const outcome = await messages.ask(asker, question)
      if (outcome.kind === 'acknowledged') {
        await pause(PACE_MS)
        return ok(outcome.value)
      }
      const wait = repeatAfterMs[round]
      const isForLater = outcome.kind !== 'refused' || failureFacts[outcome.failure.code].retry === 'later'
      if (wait === undefined || !isForLater || !(await pause(wait))) return err(outcome.failure)
    }
  }

  return {
    /** 35081 of the drugs under one national code */
    async stock(asker: Asker, { nationalCode, drugIds }: Drugs): Promise<Result<readonly ProvinceAnswer[], Failure>> {
      const found = await ask(asker, (call) => asker.gateways.stock.centerStock({ ...call, drugCode: nationalCode }))
      if (!found.ok) return found
      return ok(
        drugIds.map((drugId) => {
          const row = found.value.find(({ ownCode }) => ownCode === drugId)
          return { drugId, quantity: row?.quantity ?? null, price: row?.price ?? null, lots: null }
        }),
      )
    },

    /** 35082 of a drug, beside what 35081 said */
    async detail(asker: Asker, nationalCode: string, known: ProvinceAnswer): Promise<Result<ProvinceAnswer, Failure>> {
      const found = await ask(asker, (call) => asker.gateways.stock.stockDetail({ ...call, drugCode: nationalCode }))
      if (!found.ok) return found
      const own = found.value.filter(({ ownCode }) => ownCode === known.drugId)
      return ok({ ...known, lots: own.map(({ lot, quantity, traceCodes }) => ({ lot, quantity, codes: traceCodes })) })
    },
  }
}
