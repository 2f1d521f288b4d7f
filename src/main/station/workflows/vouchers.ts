import { createHash } from 'node:crypto'
import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { DecodedVoucher, Gateways, VoucherBusinessType } from '../gateways/gateways.ts'
import { policies } from '../gateways/policies.ts'
import type { Exchange, Journal } from '../journal/journal.ts'
import type { Store } from '../store/store.ts'
import type { CenterHealth } from './centerHealth.ts'

/** The decoding of scanned vouchers, of patients and of pharmacists (ec.query). A QR works once. */
export interface Vouchers {
  /** whether the platform has, or may have, seen this QR: then it is used up */
  isUsed(qr: string): boolean
  /** decodes a QR; `decoded` writes in the transaction of the answer. Null, or why there is no answer: a lost one asks for a new QR. */
  decode(
    gateways: Gateways,
    scanned: {
      readonly qr: string
      readonly businessType: VoucherBusinessType
      readonly visitId: string | null
      readonly operator: Person
    },
    decoded: (voucher: DecodedVoucher) => void,
  ): Promise<Failure | null>
  /** a lost ec.query is never repeated: a new credential takes its place */
  abandonLost(): void
}

export function createVouchers({
  store,
  journal,
  health,
}: {
  readonly store: Store
  readonly journal: Journal
  readonly health: CenterHealth
}): Vouchers {
  function abandonLost(): void {
    for (const question of journal.openQuestions()) {
      if (question.interfaceNumber === 'ec.query') journal.resolve(question.id, 'abandoned')
    }
  }

  return {
    isUsed: (qr) => journal.find('ec.query', keyOf(qr)).some(wasHeard),
    abandonLost,
    decode: async (gateways, { qr, businessType, visitId, operator }, decoded) => {
      const businessKey = keyOf(qr)
      const outcome = await journal.run(
        { interfaceNumber: 'ec.query', businessKey, visitId, msgid: null },
        () => health.watch(gateways.voucherPlatform.decode({ qr, businessType, operator })),
        (result) => {
          if (result.kind === 'acknowledged') return decoded(result.value)
          const { code } = result.failure
          const entry = { accountId: operator.id, window: null, action: 'visit.voucherRefused', subject: businessKey }
          store.audit.append({ ...entry, detail: { code } })
        },
      )
      if (outcome.kind === 'acknowledged') return null
      abandonLost()
      return outcome.kind === 'unknown' ? { ...outcome.failure, code: policies['ec.query'].lostAs } : outcome.failure
    },
  }
}

/** What the person is told when the answer to a voucher was lost. */
export const VOUCHER_LOST: Failure = failure(policies['ec.query'].lostAs)

function wasHeard(exchange: Exchange): boolean {
  return exchange.state !== 'refused' && exchange.resolution !== 'neverSent'
}

function keyOf(qr: string): string {
  return createHash('sha256').update(qr).digest('hex')
}
