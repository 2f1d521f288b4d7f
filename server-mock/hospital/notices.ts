import type { CenterContext } from '../context.ts'
import { readDecimal, scales, writeDecimal } from '../money.ts'
import { statesOf } from '../prescription/state.ts'
import { textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import { chinaTime } from '../time.ts'
import { dispensedOf } from './dispensed.ts'

/** 7108: the hospital is to be told the latest review. To be called in the transaction that keeps it; nothing happens where the hospital gave no address. */
export function tellReview(context: CenterContext, hiRxno: string): void {
  const { registry, reviews } = context.store
  const prescription = listenerOf(context, hiRxno)
  const review = reviews.latestOfAll(hiRxno)
  if (prescription === null || review === undefined) return
  const pharmacist = registry.pharmacist(review.pharmacist)
  enqueue(context, '7108', prescription, {
    hiRxno,
    fixmedinsName: registry.institution(review.institution)?.name ?? '',
    fixmedinsCode: review.institution,
    pharName: registry.person(pharmacist?.person ?? '')?.name ?? '',
    pharPracCertNo: pharmacist?.practiceNumber ?? '',
    rxChkStasCodg: review.status,
    rxChkOpnn: review.opinion,
    rxChkTime: chinaTime(review.at).dateTime,
  })
}

/** 7109: the hospital is to be told that a prescription was settled, or, where none stands, that its settlement was taken back. In the same transaction. */
export function tellSettlement(context: CenterContext, hiRxno: string): void {
  const prescription = listenerOf(context, hiRxno)
  if (prescription === null) return
  const now = context.clock.now()
  const dispensed = dispensedOf(context, prescription)
  const amount = (name: string): string => (dispensed === null ? '0.00' : textOf(dispensed.amounts, name))
  const shop = context.store.registry.institution(dispensed?.settlement.institution ?? '')
  enqueue(context, '7109', prescription, {
    data: {
      hiRxno,
      ...statesOf(prescription, now),
      fundPaySumamt: amount('fund_pay_sumamt'),
      psnPartAmt: amount('psn_part_amt'),
      acctPay: amount('acct_pay'),
      psnCashPay: amount('psn_cash_pay'),
      setlTime: chinaTime(dispensed?.at ?? now).dateTime,
    },
    seltdelts: (dispensed?.goods ?? []).map(({ drug, quantity, price, amount: sum, lot }) => ({
      ...{ medListCodg: drug.code, drugGenname: drug.genericName, drugProdname: drug.productName, drugDosform: drug.dosageForm },
      ...{ drugSpec: drug.spec, drugTotlcnt: quantity, totalUnit: drug.unit, aprvno: drug.approval },
      ...(lot === '' ? {} : { manuLotnum: lot }),
      ...{
        fixmedinsCode: shop?.code ?? '',
        fixmedinsName: shop?.name ?? '',
        prdrName: drug.maker,
        pric: fourPlaces(price),
        sumamt: sum,
      },
    })),
  })
}

/** The prescription, where its hospital wants to be told. */
function listenerOf({ store }: CenterContext, hiRxno: string): Prescription | null {
  const prescription = store.prescriptions.find(hiRxno)
  return prescription !== undefined && store.callbacks.find(prescription.hospital, 'B') !== undefined ? prescription : null
}

function enqueue(
  { store, clock }: CenterContext,
  number: '7108' | '7109',
  { hiRxno, hospital }: Prescription,
  content: object,
): void {
  store.callbacks.add({
    interface: number,
    institution: hospital,
    about: hiRxno,
    content: JSON.stringify(content),
    at: clock.now(),
  })
}

/** A price of at most six places as the draft of 7109 has room for: four, rounded half up. */
function fourPlaces(price: string): string {
  return writeDecimal(Math.floor(((readDecimal(price, scales.price) ?? 0) + 50) / 100), 4)
}
