import { createHash } from 'node:crypto'
import type { PasswordPurpose, Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { isSamePerson } from '../../../shared/domain/personNames.ts'
import type { DecodedVoucher, Gateways, VoucherBusinessType } from '../gateways/gateways.ts'
import type { Outcome } from '../gateways/outcome.ts'
import { policies } from '../gateways/policies.ts'
import type { Exchange, ExchangePlan, Journal } from '../journal/journal.ts'
import { freeKey } from '../journal/openKey.ts'
import type { Store } from '../store/store.ts'
import type { Visit } from '../store/visits.ts'
import type { CenterHealth } from './centerHealth.ts'
import { cardOf } from './dispense/parties.ts'

/** What every credential that is shown comes with. */
interface Shown {
  readonly businessType: VoucherBusinessType
  readonly operator: Person
  /** filing number of the scanner or reader that it came from; null where that has none of its own */
  readonly terminalId: string | null
}

/** The decoding of scanned vouchers, of patients and of pharmacists (ec.query), and the password beside a card (ec.pwdCheck). A QR works once. */
export interface Vouchers {
  /** whether the platform has, or may have, seen this QR: then it is used up */
  isUsed(qr: string): boolean
  /** decodes a QR; `decoded` writes in the transaction of the answer. Null, or why there is no answer: a lost one asks for a new QR. */
  decode(
    gateways: Gateways,
    scanned: Shown & { readonly qr: string; readonly visitId: string | null },
    decoded: (voucher: DecodedVoucher) => void,
  ): Promise<Failure | null>
  /**
   * ec.pwdCheck: the voucher's password beside the card of a visit, whatever it is for; `checked` writes in the transaction of the answer. Null, or why not:
   * PASSWORD_NOT_WANTED without a card, PERSON_MISMATCH when the token is another person's than the card's. What was lost is never repeated: nobody keeps the password.
   */
  checkPassword(
    gateways: Gateways,
    typed: { readonly password: string; readonly visit: Visit; readonly purpose: PasswordPurpose; readonly operator: Person },
    checked: (voucher: DecodedVoucher) => void,
  ): Promise<Failure | null>
  /** a lost ec.query or ec.pwdCheck is never repeated: a new credential takes its place. What the person is told of it; null when nothing was lost. */
  abandonLost(): Failure | null
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
  function abandonLost(): Failure | null {
    let lost: Failure | null = null
    for (const { id, interfaceNumber } of journal.openQuestions()) {
      if (interfaceNumber !== 'ec.query' && interfaceNumber !== 'ec.pwdCheck') continue
      journal.resolve(id, 'abandoned')
      lost = failure(policies[interfaceNumber].lostAs)
    }
    return lost
  }

  /** One credential to the platform: what it gave is written with its answer, a refusal is audited under `subject`. */
  async function show(
    plan: Pick<ExchangePlan, 'businessKey' | 'visitId'> & { readonly interfaceNumber: 'ec.query' | 'ec.pwdCheck' },
    operator: Person,
    subject: string,
    send: () => Promise<Outcome<DecodedVoucher>>,
    known: (voucher: DecodedVoucher) => void,
  ): Promise<Failure | null> {
    const { lostAs } = policies[plan.interfaceNumber]
    const outcome = await journal.run(
      { ...plan, msgid: null },
      () => health.watch(send()),
      (result) => {
        if (result.kind === 'acknowledged') return known(result.value)
        const action = plan.interfaceNumber === 'ec.query' ? 'visit.voucherRefused' : 'visit.passwordRefused'
        store.audit.append({ accountId: operator.id, window: null, action, subject, detail: { code: result.failure.code } })
      },
    )
    if (outcome.kind === 'acknowledged') return null
    abandonLost()
    return outcome.kind === 'unknown' ? { ...outcome.failure, code: lostAs } : outcome.failure
  }

  return {
    isUsed: (qr) => journal.find('ec.query', keyOf(qr)).some(wasHeard),
    abandonLost,
    decode: (gateways, { qr, businessType, visitId, operator, terminalId }, decoded) => {
      const businessKey = keyOf(qr)
      const send = () => gateways.voucherPlatform.decode({ qr, businessType, operator, terminalId })
      return show({ interfaceNumber: 'ec.query', businessKey, visitId }, operator, businessKey, send, decoded)
    },
    checkPassword: async (gateways, { password, visit, purpose, operator }, checked) => {
      const { id: visitId, name, idNumber, terminalId } = visit
      const card = cardOf(visit)
      if (card === null || name === null || idNumber === null) return failure('PASSWORD_NOT_WANTED')
      const holder = { name, idNumber }
      const businessType = purpose === 'prescriptions' ? '02122' : '02121'
      const businessKey = freeKey(journal, 'ec.pwdCheck', visitId).key
      const request = { card, holder, password, businessType, operator, terminalId } as const
      let mismatch: Failure | null = null
      const refused = await show(
        { interfaceNumber: 'ec.pwdCheck', businessKey, visitId },
        operator,
        visitId,
        () => gateways.voucherPlatform.checkPassword(request),
        (voucher) => {
          const isOwn = isSamePerson(voucher, holder)
          if (!isOwn) mismatch = failure('PERSON_MISMATCH')
          const action = isOwn ? 'visit.passwordRight' : 'visit.passwordRefused'
          const detail = { purpose: businessType, ...(isOwn ? {} : { code: 'PERSON_MISMATCH' }) }
          store.audit.append({ accountId: operator.id, window: null, action, subject: visitId, detail })
          if (isOwn) checked(voucher)
        },
      )
      return refused ?? mismatch
    },
  }
}

function wasHeard(exchange: Exchange): boolean {
  return exchange.state !== 'refused' && exchange.resolution !== 'neverSent'
}

function keyOf(qr: string): string {
  return createHash('sha256').update(qr).digest('hex')
}
