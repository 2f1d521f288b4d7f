import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import type { Fen } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { checkRevocation, checkSettlement, type Settlement } from '../../../../../shared/domain/settlement.ts'
import type { Profile } from '../../../../../shared/profiles/index.ts'
import type { Gateways, InsuredPatient, SettlementLine, SettlementRequest, SignedCall } from '../../../gateways/gateways.ts'
import type { Journal } from '../../../journal/journal.ts'
import type { SaleRecord } from '../../../store/stock/sale.ts'
import type { Store } from '../../../store/store.ts'
import { credentialOf, patientOf } from '../../dispense/parties.ts'
import type { Messages } from '../../messages.ts'
import type { PasswordEntry } from '../../passwordEntry.ts'
import type { Vouchers } from '../../vouchers.ts'
import { comingBack, type SaleMoves } from './saleMoves.ts'
import { pharmacistFor, wantsPassword } from './saleRules.ts'

export interface AccountPorts {
  readonly store: Store
  readonly journal: Journal
  readonly messages: Messages
  readonly center: () => { readonly gateways: Gateways; readonly profile: Profile } | null
  readonly pharmacists: () => readonly RegisteredPharmacist[]
  readonly clock: () => number
  readonly moves: SaleMoves
  readonly passwords: Pick<PasswordEntry, 'ask'>
  readonly vouchers: Pick<Vouchers, 'checkPassword'>
}

type Done = Result<void, Failure>

/** 定点药店购药: what a personal account pays without a prescription (med_type, interfaces.md 4.2). */
const MEDICAL_TYPE = '41'

/**
 * Ordinary sales that the personal account of the patient at the counter pays a part of: 2101A, 2102A, and 2103 for the whole sale. A lost answer is never repeated but reversed
 * (2601): until then nothing of the sale changes. A patient with a card pays with the voucher's password, which is asked for once the sum is known.
 */
export function createAccountSales(ports: AccountPorts) {
  const { store, journal, messages, center, pharmacists, clock, moves, passwords, vouchers } = ports
  const { sales, visits } = store
  const no = (code: FailureCode) => err(failure(code))
  let isAsking = false

  /** Why nothing of an ordinary sale may change now: a message about it is under way, or has no answer. */
  function blocked(): Failure | null {
    if (isAsking) return failure('SALE_BUSY')
    return waiting() === null ? null : failure('SALE_UNANSWERED')
  }

  function waiting(): SaleRecord | null {
    return [sales.open(), sales.returning()].find((sale) => sale != null && sale.unanswered !== null) ?? null
  }

  /** One message after the other: while one is under way nobody touches the sale. */
  async function asking(work: () => Promise<Done>): Promise<Done> {
    isAsking = true
    try {
      return await work()
    } finally {
      isAsking = false
    }
  }

  /** The patient who was identified at the counter, with the voucher that was shown. */
  function payer() {
    const visit = visits.current()
    const isKnown = visit !== null && visit.name !== null && visit.personNumber !== null && visit.insuranceArea !== null
    return isKnown && visit.idNumber !== null && visit.idType !== null ? visit : null
  }

  function request(sale: SaleRecord, visitId: string, call: SignedCall): SettlementRequest {
    const visit = visits.find(visitId)
    const credential = visit && credentialOf(visit)
    if (visit === null || credential === null || visit.insuranceType === null)
      throw new Error(`visit ${visitId} has no voucher any more`)
    return {
      ...call,
      caseKey: sale.id,
      patient: patientOf({ visitId }, store),
      credential,
      insuranceType: visit.insuranceType,
      medicalType: MEDICAL_TYPE,
      chronicDisease: null,
      useAccount: true,
      boughtAt: clock(),
      lines: linesOf(sale),
    }
  }

  function linesOf({ lines }: SaleRecord): readonly SettlementLine[] {
    return lines.map(({ line, drugId, code, pieces, quantity, price, amount }) => ({
      number: `${line}`,
      price,
      quantity,
      amount,
      hiRxno: null,
      drugCode: store.goods.drug(drugId)?.nationalCode ?? '',
      ownCode: drugId,
      dose: null,
      frequency: null,
      route: null,
      traceCodes: code === null ? [] : [{ code, isSplit: pieces !== null }],
    }))
  }

  /** Whether the visit that a sale was reckoned for is still the one at the counter, with its voucher. */
  function isStillThere(visitId: string): boolean {
    const visit = payer()
    return visit?.id === visitId && visit.voucherToken !== null && visit.insuranceType !== null
  }

  /** What can be said before anything is asked: the basket, the patient, the way to the center. */
  function ready(): Result<{ readonly sale: SaleRecord; readonly way: { gateways: Gateways; profile: Profile } }, Failure> {
    const hindrance = blocked()
    if (hindrance !== null) return err(hindrance)
    if (sales.returning() !== null) return no('SALE_RETURN_OPEN')
    const sale = sales.open()
    if (sale === null || sale.lines.length === 0) return no('SALE_EMPTY')
    const refused = moves.refuse(sale)
    if (refused !== null) return err(refused)
    const way = center()
    return way === null ? no('CENTER_UNREACHABLE') : ok({ sale, way })
  }

  function audit(action: string, { id, document }: SaleRecord, operator: Person): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: id, detail: { document } })
  }

  /** The visit whose card waits for the password to pay for the open sale; null when none does. */
  function passwordWanted(): string | null {
    const sale = sales.open()
    const visit = payer()
    return sale !== null && visit !== null && wantsPassword(sale, visit) ? visit.id : null
  }

  function askPassword(operator: Person): Done {
    const hindrance = blocked()
    if (hindrance !== null) return err(hindrance)
    const sale = sales.open()
    const visitId = passwordWanted()
    if (sale === null || visitId === null) return no('PASSWORD_NOT_WANTED')
    if (center() === null) return no('CENTER_UNREACHABLE')
    passwords.ask({ visitId, purpose: 'sale', check: (password) => checkPassword(sale.id, password, operator) })
    return ok(undefined)
  }

  /** ec.pwdCheck. A right one pays for this sale only; whatever else comes of it leaves the sale as it was. */
  async function checkPassword(saleId: string, password: string, operator: Person): Promise<Failure | null> {
    const hindrance = blocked()
    if (hindrance !== null) return hindrance
    const way = center()
    const visit = payer()
    if (way === null) return failure('CENTER_UNREACHABLE')
    if (visit === null || passwordWanted() !== visit.id) return failure('PASSWORD_NOT_WANTED')
    const checked = await asking(async () => {
      const refused = await vouchers.checkPassword(way.gateways, { visit, password, purpose: 'sale', operator }, ({ token }) => {
        // a patient who left meanwhile took the card along
        if (isStillThere(visit.id)) visits.update(visit.id, { voucherToken: token, passwordFor: saleId })
      })
      return refused === null ? ok(undefined) : err(refused)
    })
    return checked.ok ? null : checked.failure
  }

  return {
    blocked,
    passwordWanted,
    /** asks for the password that the open sale waits for: PASSWORD_NOT_WANTED when it waits for none */
    askPassword,

    /** whether the open sale is one that an account pays for, and whether the one that comes back is */
    covers: (): boolean => sales.open()?.reckoned != null,
    coversReturn: (): boolean => sales.returning()?.settlement != null,

    /** 2101A: what the account of the patient at the counter would pay; or cash alone after all */
    async reckon(useAccount: boolean, operator: Person): Promise<Done> {
      const start = ready()
      if (!start.ok) return start
      const { sale, way } = start.value
      if (!useAccount) {
        store.transaction(() => {
          sales.setReckoned(sale.id, null)
          audit('sale.cashAlone', sale, operator)
        })
        return ok(undefined)
      }
      const visitId = payer()?.id
      if (visitId === undefined || !isStillThere(visitId)) return no('SALE_PATIENT_MISSING')
      const reckoning = await asking(async () => {
        const sender = { operator, gateways: way.gateways }
        const told = await messages.ask(sender, (call) => way.gateways.insurance.presettle(request(sale, visitId, call)))
        if (told.kind !== 'acknowledged') return err(told.failure)
        const reckoned = told.value
        if (checkSettlement(linesOf(sale), reckoned).length > 0) return no('AMOUNTS_DIFFER')
        store.transaction(() => {
          sales.setReckoned(sale.id, { visitId, reckoned })
          audit('sale.reckoned', sale, operator)
        })
        return ok(undefined)
      })
      if (reckoning.ok) askPassword(operator)
      return reckoning
    },

    /** 2102A, and with its answer boxes, book and uploads. What was settled stands, whether the amounts agree or not: SETTLEMENT_AMOUNTS_DIFFER says that they do not. */
    async pay(cashGiven: number, operator: Person): Promise<Done> {
      const start = ready()
      if (!start.ok) return start
      const { sale, way } = start.value
      const { visitId, reckoned } = sale
      if (visitId === null || reckoned === null || !isStillThere(visitId)) return no('SALE_PATIENT_MISSING')
      if (passwordWanted() !== null) return no('PASSWORD_NEEDED')
      if (cashGiven < reckoned.amounts.cash) return no('CASH_TOO_LITTLE')
      const pharmacist = pharmacistFor(pharmacists(), operator)
      if (pharmacist === null) return no('SALE_PHARMACIST_MISSING')
      const number = way.profile.settlementSet.value.settle
      let differs = false
      const settle = (settlement: Settlement): void => {
        const back = cashGiven - settlement.amounts.cash
        differs = back < 0 || checkSettlement(linesOf(sale), settlement).length > 0
        // where the center settled for more cash than was asked for, the rest is still to be taken
        const given = Math.max(cashGiven, settlement.amounts.cash) as Fen
        moves.sell(sale, pharmacist, { accountId: operator.id, cashGiven: given, cashBack: Math.max(back, 0) as Fen, settlement })
      }
      const paid = await asking(async () => {
        const told = await messages.send({ operator, gateways: way.gateways }, visitId, {
          number,
          businessKey: messages.freeKey(number, `${sale.id}/settle`).key,
          call: { signed: (call) => way.gateways.insurance.settle(request(sale, visitId, call)) },
          prepared: (msgid) => sales.setUnanswered(sale.id, { kind: 'settle', msgid: msgid ?? '' }),
          settled: (outcome) => {
            if (outcome.kind !== 'unknown') sales.setUnanswered(sale.id, null)
            if (outcome.kind === 'done' && outcome.value !== null) settle(outcome.value)
            // with the token its password is used up
            if (outcome.kind === 'refused' && outcome.failure.code === 'VOUCHER_TOKEN_DEAD' && isStillThere(visitId))
              visits.update(visitId, { passwordFor: null })
          },
        })
        if (told.kind !== 'done') return err(told.failure)
        return differs ? no('SETTLEMENT_AMOUNTS_DIFFER') : ok(undefined)
      })
      if (!paid.ok) askPassword(operator)
      return paid
    },

    /** 2103 of the whole sale, and with its answer everything that comes back */
    async payBack(operator: Person): Promise<Done> {
      const hindrance = blocked()
      if (hindrance !== null) return err(hindrance)
      const sale = sales.returning()
      const way = center()
      if (sale === null || sale.settlement === null || sale.visitId === null) return no('SALE_UNKNOWN')
      if (comingBack(sale).length < sale.lines.length) return no('SALE_RETURN_WHOLE')
      if (way === null) return no('CENTER_UNREACHABLE')
      const { settlement, visitId } = sale
      let differs = false
      return asking(async () => {
        const told = await messages.send({ operator, gateways: way.gateways }, visitId, {
          number: '2103',
          businessKey: messages.freeKey('2103', `${sale.id}/revoke`).key,
          call: {
            signed: (call) =>
              way.gateways.insurance.revoke({
                ...call,
                caseKey: sale.id,
                patient: patientOf({ visitId }, store),
                settlementId: settlement.settlementId,
                visitId: settlement.visitId,
              }),
          },
          prepared: (msgid) => sales.setUnanswered(sale.id, { kind: 'revoke', msgid: msgid ?? '' }),
          settled: (outcome) => {
            if (outcome.kind !== 'unknown') sales.setUnanswered(sale.id, null)
            if (outcome.kind !== 'done') return
            differs = outcome.value === null || checkRevocation(settlement, outcome.value).length > 0
            moves.takeBack(sale, operator.id)
          },
        })
        if (told.kind !== 'done') return err(told.failure)
        return differs ? no('SETTLEMENT_AMOUNTS_DIFFER') : ok(undefined)
      })
    },

    /** 2601: the message without an answer is as if it had never been. A center that knows no such message has nothing to undo (policies). */
    async clearUp(operator: Person): Promise<Done> {
      if (isAsking) return no('SALE_BUSY')
      const sale = waiting()
      const way = center()
      if (sale === null || sale.unanswered === null || sale.visitId === null) return no('NOTHING_TO_RETRY')
      if (way === null) return no('CENTER_UNREACHABLE')
      const { visitId, unanswered } = sale
      const { kind, msgid } = unanswered
      return asking(async () => {
        const told = await messages.send({ operator, gateways: way.gateways }, visitId, {
          number: '2601',
          businessKey: `${sale.id}/reverse/${msgid}`,
          call: {
            signed: (call) =>
              way.gateways.insurance.reverse({
                ...call,
                caseKey: sale.id,
                patient: patientOf({ visitId }, store),
                lostMsgid: msgid,
                lostNumber: kind === 'settle' ? way.profile.settlementSet.value.settle : '2103',
              }),
          },
          settled: (outcome) => {
            if (outcome.kind !== 'done') return
            sales.setUnanswered(sale.id, null)
            audit('sale.reversed', sale, operator)
            for (const question of journal.openQuestions()) if (question.msgid === msgid) journal.resolve(question.id, 'undone')
          },
        })
        return told.kind === 'done' ? ok(undefined) : err(told.failure)
      })
    },
  }
}

/** Whose account paid for the sale of a document; null for a sale to nobody in particular. */
export function buyerOf(store: Pick<Store, 'sales' | 'visits'>, document: string): InsuredPatient | null {
  const sale = store.sales.findDocument(document)
  return sale === null || sale.settlement === null || sale.visitId === null ? null : patientOf({ visitId: sale.visitId }, store)
}

export type AccountSales = ReturnType<typeof createAccountSales>
