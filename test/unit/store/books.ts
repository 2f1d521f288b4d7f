import type { CaseRecord } from '../../../src/main/station/store/cases.ts'
import type { Drug, Lot } from '../../../src/main/station/store/goods.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { type DispenseCase, openCase } from '../../../src/shared/domain/dispenseCase.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import type { Prescription } from '../../../src/shared/domain/prescription.ts'
import type { Settlement } from '../../../src/shared/domain/settlement.ts'
import { addCashier, inventedIdNumber } from './support.ts'

export const amlodipine: Drug = {
  id: 'SP0001',
  nationalCode: 'XC08CAA189A001010100001',
  name: '苯磺酸氨氯地平片',
  productName: '示范平',
  dosageForm: '片剂',
  specification: '5mg*28',
  manufacturer: '示范制药有限公司',
  approvalNumber: '国药准字H99010001',
  unit: '盒',
  pieceUnit: '片',
  piecesPerPack: 28,
  price: 23_500_000 as Price,
  prescriptionDrug: 'yes',
  isTraced: true,
  level: null,
  barcode: null,
  shelf: '',
  special: [],
}

export const amlodipineLot: Lot = {
  id: 'SP0001-A',
  drugId: 'SP0001',
  number: '260101A',
  madeOn: '2026-01-15',
  expiresOn: '2028-12-31',
  isRecalled: false,
}

export const PREFIX = '8990101'

/** The trace code of a box of amlodipine. */
export function codeOf(serial: number): string {
  return `${PREFIX}${String(serial).padStart(13, '0')}`
}

/** One drug with one lot, and so many boxes of it. */
export function stockShelf(store: Store, boxes = 0): void {
  store.goods.put(amlodipine, [PREFIX])
  store.goods.putLot(amlodipineLot)
  for (let serial = 1; serial <= boxes; serial++) receiveBox(store, codeOf(serial))
}

export function receiveBox(store: Store, code: string, pieces = amlodipine.piecesPerPack): void {
  const { id: lotId, drugId } = amlodipineLot
  store.packs.receive({ code, drugId, lotId, pieces }, { accountId: null, reason: 'openingStock' })
}

/** An invented patient's open visit, with the cashier who opened it. */
export function openVisit(store: Store, name = '王秀兰'): string {
  const visit = store.visits.open({ accountId: addCashier(store), phase: 'decoding' })
  store.visits.update(visit.id, { phase: 'listed', name, idNumber: inventedIdNumber() })
  return visit.id
}

/** Reports 3505 before the settlement and 7207 after it. */
export const chosen: DispenseCase = openCase({
  tokenUntil: 1_800_007_200_000,
  validUntil: 1_800_200_000_000,
  uploads: { before: ['3505'], after: ['7207'], undo: ['7207', '3505'] },
})

export function openTestCase(store: Store, visitId: string, hiRxno = 'RX2026112200001'): CaseRecord {
  return store.cases.open({
    visitId,
    hiRxno,
    machine: chosen,
    token: 'prescription-token-in-clear',
    hospital: '示范市第一医院',
    department: '心内科',
    diagnosis: '原发性高血压',
    openedBy: 'C01',
  })
}

export const prescription: Prescription = {
  hiRxno: 'RX2026112200001',
  state: 'valid',
  used: false,
  prescribedAt: 1_799_990_000_000,
  validUntil: 1_800_200_000_000,
  owner: {
    name: '王秀兰',
    idType: '01',
    idNumber: inventedIdNumber(),
    gender: 'female',
    ageTenths: 597,
    allergies: '青霉素过敏',
  },
  hospital: { code: 'H99010100001', name: '示范市第一医院', department: '心内科' },
  doctor: '周医生',
  hospitalPharmacist: { name: '赵药师', at: 1_799_990_100_000 },
  visitNumber: 'MZ0001',
  medicalType: '11',
  insuranceType: '310',
  scheme: 'outpatientPooling',
  longTerm: false,
  chronicDisease: null,
  diagnoses: [{ code: 'I10.x00', name: '原发性高血压', isMain: true }],
  lines: [
    {
      drugCode: amlodipine.nationalCode,
      genericName: amlodipine.name,
      productName: amlodipine.productName,
      dosageForm: amlodipine.dosageForm,
      specification: amlodipine.specification,
      manufacturer: amlodipine.manufacturer,
      kind: 'western',
      quantity: 20_000 as Quantity,
      unit: '盒',
      dose: { quantity: 10_000 as Quantity, unit: '片' },
      frequency: '每日一次',
      route: '口服',
      days: 280_000 as Quantity,
      coveredByHospital: true,
      overTheCounter: false,
      taken: false,
      footnote: null,
    },
  ],
}

const none = 0 as Fen

export const settlement: Settlement = {
  visitId: 'MDTRT0001',
  settlementId: 'SETL0001',
  settledAt: 1_800_000_500_000,
  amounts: {
    total: 4_700 as Fen,
    ownPaid: none,
    overLimit: none,
    selfPaidFirst: none,
    inScope: 4_700 as Fen,
    deductible: null,
    pooledFund: 3_290 as Fen,
    civilServantFund: none,
    enterpriseFund: none,
    seriousIllnessFund: none,
    largeSumFund: none,
    medicalAidFund: none,
    otherFund: none,
    fund: 3_290 as Fen,
    person: 1_410 as Fen,
    account: 1_000 as Fen,
    familyAccount: null,
    cash: 410 as Fen,
    balance: 52_000 as Fen,
  },
  funds: [{ type: '310100', name: null, amount: 3_290 as Fen }],
  lines: [
    {
      number: '1',
      price: amlodipine.price,
      quantity: 20_000 as Quantity,
      amount: 4_700 as Fen,
      ownPaid: none,
      overLimit: none,
      selfPaidFirst: none,
      inScope: 4_700 as Fen,
      level: 'A',
      priceLimit: null,
    },
  ],
}
