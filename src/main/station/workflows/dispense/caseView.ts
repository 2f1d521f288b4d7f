import type { BasketItem, CaseHappening, CaseLine, CaseMoney, CaseView } from '../../../../shared/contract/case.ts'
import { papersOf } from '../../../../shared/domain/casePapers.ts'
import { caseMoves, uploadsLeft } from '../../../../shared/domain/caseTransition.ts'
import type { CaseAction, CaseActionKind, CaseState } from '../../../../shared/domain/dispenseCase.ts'
import { lastFourOf } from '../../../../shared/domain/identityNumber.ts'
import { formatQuantity } from '../../../../shared/domain/money.ts'
import type { PrescriptionLine } from '../../../../shared/domain/prescription.ts'
import { funds } from '../../../../shared/domain/settlement.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import type { CaseHistoryRow, CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { isLaterThan } from '../boxRules.ts'
import { describePurchaser, viewPurchaser } from '../visit/purchaserView.ts'
import { type BasketLine, boxesWanted, countOf, takenOf } from './basket.ts'
import { nameOf } from './caseEvents.ts'
import { firstLotFor, viewFirst } from './firstLot.ts'
import { mayRetry } from './nextStep.ts'
import { amountOf, basketOf } from './outgoing.ts'
import { patientOf } from './parties.ts'
import { stillIdentified } from './pharmacist.ts'

/** A case as the screen shows it. `asking`: the question that is at the center; `isBusy`: its steps are going on; `now`: the station's clock, epoch ms. */
export function viewCase(
  record: CaseRecord,
  store: Store,
  { asking, isBusy, now }: { readonly asking: CaseActionKind | null; readonly isBusy: boolean; readonly now: number },
): CaseView {
  const { machine, prescription, verdict, review, payment, settlement, returnedCodes } = record
  const lines = basketOf(record, store)
  const { name, idNumber } = patientOf(record, store)
  const changesUntil: readonly CaseState[] = caseMoves.basketChanged.from
  const today = changesUntil.includes(machine.state) && machine.underWay === null ? shanghaiDate(now) : null
  return {
    id: record.id,
    patient: { name, lastFour: lastFourOf(idNumber) },
    purchaser: viewPurchaser(store.purchasers.ofCase(record.id), store),
    hiRxno: record.hiRxno,
    document: record.document,
    state: machine.state,
    openedAt: record.openedAt,
    tokenUntil: machine.tokenUntil,
    validUntil: machine.validUntil,
    underWay: kindOf(machine.underWay) ?? asking,
    unanswered: kindOf(machine.unanswered),
    failure: record.failure,
    canRetry: !isBusy && mayRetry(record),
    hospital: record.hospital,
    department: record.department,
    doctor: prescription?.doctor ?? null,
    diagnosis: prescription?.diagnoses.map(({ name }) => name).join('；') || record.diagnosis,
    longTerm: prescription?.longTerm ?? false,
    allergies: prescription?.owner.allergies ?? null,
    hasFile: prescription !== null,
    verdict: verdict && { center: verdict.center, words: verdict.words, own: verdict.own, signer: verdict.signer },
    pharmacist: review === null && !stillIdentified(record.pharmacist, now) ? null : (record.pharmacist?.name ?? null),
    review: review && { isApproved: review.isApproved, opinion: review.opinion, at: review.at },
    lines: lines.map((line) => viewLine(line, store, today)),
    money: viewMoney(record),
    useAccount: record.useAccount,
    payment: payment && { cashGiven: payment.cashGiven, change: payment.change },
    settlementId: settlement?.settlementId ?? null,
    settledAt: settlement?.settledAt ?? null,
    uploadsLeft: uploadsLeft(machine),
    returned: returnedCodes && {
      wanted: lines.flatMap(({ items }) => items).filter(({ code }) => code !== null).length,
      scanned: returnedCodes.length,
      codes: returnedCodes,
    },
    papers: papersOf(machine),
  }
}

/** One line of a case's history, by whom and in which state it left the case. */
export function viewHappening(
  { at, accountId, event, state }: CaseHistoryRow,
  nameOfAccount: (id: string) => string,
  { purchasers }: Pick<Store, 'purchasers'>,
): CaseHappening {
  const purchaser = 'purchaserId' in event ? purchasers.find(event.purchaserId) : null
  const patientBy = event.type === 'purchaserNamed' ? event.patientBy : null
  return {
    at,
    by: accountId && nameOfAccount(accountId),
    what: nameOf(event),
    state,
    purchaser: purchaser && { ...describePurchaser(purchaser), registeredAt: purchaser.registeredAt, patientBy },
  }
}

/** `today`: yyyy-MM-dd; null while the basket cannot change. */
function viewLine(line: BasketLine, store: Store, today: string | null): CaseLine {
  const { number, asked, drug, items } = line
  const first = today === null ? null : firstLotFor(line, store.goods, today)
  return {
    number: `${number}`,
    genericName: asked.genericName,
    specification: asked.specification,
    manufacturer: asked.manufacturer,
    directions: directionsOf(asked),
    prescribed: `${formatQuantity(asked.quantity)} ${asked.unit ?? drug?.unit ?? ''}`.trim(),
    boxesWanted: boxesWanted(line),
    boxesTaken: items.length,
    isTraced: drug?.isTraced ?? asked.kind !== 'herbal',
    pieces: viewPieces(line),
    amount: amountOf(line),
    takeFirst: first && viewFirst(first),
    items: items.map((item) => viewItem(item, store.goods.lot(item.lotId), first?.lot ?? null)),
  }
}

function viewItem({ id, code, pieces, byHand }: CaseItem, lot: Lot | null, first: Lot | null): BasketItem {
  const isLater = code !== null && lot !== null && first !== null && isLaterThan(lot, first)
  return { id, code, lot: lot?.number ?? '', expiresOn: lot?.expiresOn ?? null, pieces, byHand, isLater }
}

function viewPieces(line: BasketLine): CaseLine['pieces'] {
  const { drug } = line
  const count = countOf(line)
  if (drug === null || count?.by !== 'piece') return null
  const { perPack, wanted } = count
  return { unit: drug.pieceUnit, perPack, wanted, taken: takenOf(line, count) }
}

function directionsOf({ route, frequency, dose, days }: PrescriptionLine): string {
  const each = dose && `每次${formatQuantity(dose.quantity)}${dose.unit ?? ''}`
  return [route, frequency, each, `共${formatQuantity(days)}天`].filter(Boolean).join('，')
}

function viewMoney({ settlement, presettlement }: CaseRecord): CaseMoney | null {
  const answer = settlement ?? presettlement
  if (answer === null) return null
  const { total, fund, person, account, familyAccount, cash, balance } = answer.amounts
  const parts = funds.map((name) => ({ name, amount: answer.amounts[name] })).filter(({ amount }) => amount !== 0)
  return { isFinal: settlement !== null, total, fund, person, account, familyAccount: familyAccount ?? 0, cash, balance, parts }
}

function kindOf(action: CaseAction | null): CaseActionKind | null {
  return action?.kind ?? null
}
