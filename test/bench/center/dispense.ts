import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { type Counter, dateTime, type Wire } from './counter.ts'
import { freshCode, type Manifest } from './province.ts'

type Json = Readonly<Record<string, unknown>>
type Person = Manifest['people'][number]

const DRUG = 'XC08CAA001A001010100001'
const [PRICE, TOTAL] = ['23.50', '47.00']

/** The messages of one dispense, in their order: each with its answer is one transaction. */
export const STEPS = ['ec.query', '7201', '7204', '7205', '7206', '2101A', '7207', '2102A'] as const

/** An answer that does not say what it must. */
export class WrongAnswer extends Error {}

/** A counter that has signed in, and whose pharmacist has shown the voucher. */
export interface OpenShop {
  readonly counter: Counter
  readonly signNo: string
  readonly pharmacistToken: string
}

interface Admin {
  readonly path: string
  readonly token: string
}

/** Signs in and lets the pharmacist show the voucher: once for all dispenses of a quarter of an hour. */
export async function openShop(wire: Wire, admin: Admin, counter: Counter): Promise<OpenShop> {
  const { name } = counter.pharmacy.pharmacist
  const answer = await counter.insurance('9001', { signIn: { opter_no: '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } }, '')
  const shown = await wire.plain(`${admin.path}/voucher/show-pharmacist`, { name }, admin.token)
  const decoded = await query(wire, counter, String(shown.qr))
  return {
    counter,
    signNo: String(at(answer, 'output', 'signinoutb', 'sign_no')),
    pharmacistToken: String(at(decoded, 'data', 'ecToken')),
  }
}

/** The person's phone shows its QR: no transaction, for it is not the pharmacy that asks. */
export async function showVoucher(wire: Wire, admin: Admin, person: Person): Promise<string> {
  return String((await wire.plain(`${admin.path}/voucher/show`, { person: person.idNumber }, admin.token)).qr)
}

/**
 * A whole dispense of one person's prescription, from the scan to the settlement. `step` is called for each message and may let it wait. Throws a
 * `WrongAnswer` when an answer is a refusal, or does not say what it must of this person, this prescription and this money.
 */
export async function dispense(
  { wire, shop, person, qr, packs }: DispenseParts,
  step: <T>(name: (typeof STEPS)[number], send: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const { counter, signNo, pharmacistToken } = shop
  const { pharmacy } = counter
  const { hiRxno } = person

  const decoded = await step('ec.query', () => query(wire, counter, qr))
  must(decoded, '0', at(decoded, 'data', 'idNo') === person.idNumber, 'ec.query')
  const token = at(decoded, 'data', 'ecToken')

  const operator = { opter: '0001', opterName: '林晓', optins: pharmacy.code }
  const asking = { mdtrtCertType: '01', mdtrtCertNo: token, insuPlcNo: pharmacy.area, ...operator }
  const authorized = await step('7201', () => counter.prescription('7201', asking))
  must(
    authorized,
    '0',
    at(authorized, 'data', 'rxList', 0, 'hiRxno') === hiRxno && at(authorized, 'data', 'rxList', 1) === undefined,
    '7201',
  )
  const epcToken = at(authorized, 'data', 'rxList', 0, 'epcToken')

  const downloaded = await step('7204', () => counter.prescription('7204', { hiRxno, epcToken, insuPlcNo: pharmacy.area }))
  const [rxFile, signDigest] = [at(downloaded, 'data', 'rxFile'), at(downloaded, 'data', 'signDigest')]
  const isOurs = at(downloaded, 'data', 'hiRxno') === hiRxno && at(downloaded, 'data', 'rxOtpinfo', 'certno') === person.idNumber
  const isFilled = at(downloaded, 'data', 'rxDetlList', 0, 'medListCodg') === DRUG && String(rxFile).startsWith('JVBERi')
  must(downloaded, '0', isOurs && isFilled, '7204')

  const signCertSn = at(downloaded, 'data', 'signCertSn')
  const claim = { hiRxno, epcToken, fixmedinsCode: pharmacy.code, rxFile, signDigest, signCertSn }
  const verified = await step('7205', () => counter.prescription('7205', claim))
  must(verified, '0', at(verified, 'data', 'verifyFlag') === '1', '7205')

  const { pharmacist } = pharmacy
  const review = {
    ...{ hiRxno, epcToken, ecToken: pharmacistToken, fixmedinsCode: pharmacy.code, fixmedinsName: pharmacy.name },
    ...{ pharCertType: '01', pharCertno: pharmacist.idNumber, pharCode: pharmacist.code, pharName: pharmacist.name },
    ...{ rxChkOpnn: '同意', rxChkTime: dateTime(), rxChkStasCodg: '1', rxSignVerifySn: at(verified, 'data', 'rxSignVerifySn') },
  }
  const reviewed = await step('7206', () => counter.prescription('7206', { rxChkUpInfo: review }))
  must(reviewed, '0', String(at(reviewed, 'data', 'rxChkBizSn')).startsWith('SF'), '7206')

  const sale = saleOf(person, token, packs)
  const presettled = await step('2101A', () => counter.insurance('2101A', sale, signNo))
  const figures = figuresOf(presettled)
  must(presettled, '0', isWhole(figures), '2101A')

  const outbound = outboundOf(counter, person, epcToken, figures, packs)
  const left = await step('7207', () => counter.prescription('7207', outbound))
  must(left, '0', true, '7207')

  const settled = await step('2102A', () => counter.insurance('2102A', sale, signNo))
  const isSame = JSON.stringify(figuresOf(settled)) === JSON.stringify(figures)
  must(settled, '0', isSame && /^\d{30}$/.test(String(at(settled, 'output', 'setlinfo', 'setl_id'))), '2102A')
}

interface DispenseParts {
  readonly wire: Wire
  readonly shop: OpenShop
  readonly person: Person
  /** what the person's phone shows */
  readonly qr: string
  /** the trace codes of the two packs */
  readonly packs: readonly [string, string]
}

/** Two packs that nobody else takes, for the dispense of this number. */
export function packsOf(number: number): readonly [string, string] {
  return [freshCode(2 * number), freshCode(2 * number + 1)]
}

function query(wire: Wire, { pharmacy }: Counter, qr: string): Promise<Json> {
  const orgId = pharmacy.code
  const asked = { orgId, ecQrCode: qr, businessType: '02122', termId: pharmacy.terminalId, termIp: '127.0.0.1' }
  const message = { orgId, transType: 'ec.query', data: { ...asked, operatorId: '0001', operatorName: '林晓' } }
  return wire.plain(interfaceTables['ec.query'].path, message)
}

function saleOf(person: Person, token: unknown, packs: readonly string[]) {
  return {
    druginfo: {
      ...{ psn_no: person.personNumber, mdtrt_cert_type: '01', mdtrt_cert_no: token, begntime: dateTime() },
      ...{ medfee_sumamt: TOTAL, insutype: '310', acct_used_flag: '1', med_type: '11' },
    },
    drugdetail: [
      {
        ...{ feedetl_sn: 'L1', rxno: person.hiRxno, rx_circ_flag: '1', fee_ocur_time: dateTime(), med_list_codg: DRUG },
        ...{ medins_list_codg: 'A0001', det_item_fee_sumamt: TOTAL, cnt: '2', pric: PRICE },
      },
    ],
    drug_trac_info: packs.map((code) => ({ feedetl_sn: 'L1', drug_trac_codg: code, trdn_flag: '0', min_prcunt_type: '2' })),
  }
}

interface Figures {
  readonly fundPaySumamt: string
  readonly psnPartAmt: string
  readonly acctPay: string
  readonly psnCashPay: string
}

function figuresOf(answer: Json): Figures {
  const of = (name: string): string => String(at(answer, 'output', 'setlinfo', name))
  return {
    fundPaySumamt: of('fund_pay_sumamt'),
    psnPartAmt: of('psn_part_amt'),
    acctPay: of('acct_pay'),
    psnCashPay: of('psn_cash_pay'),
  }
}

/** Whether the parts sum to the whole, in fen. */
function isWhole({ fundPaySumamt, psnPartAmt, acctPay, psnCashPay }: Figures): boolean {
  return fen(fundPaySumamt) + fen(psnPartAmt) === fen(TOTAL) && fen(acctPay) + fen(psnCashPay) === fen(psnPartAmt)
}

function fen(amount: string): number {
  return Math.round(Number(amount) * 100)
}

function outboundOf(counter: Counter, person: Person, token: unknown, figures: Figures, packs: readonly string[]) {
  const goods = {
    ...{ medListCodg: DRUG, fixmedinsHilistId: 'A0001', fixmedinsHilistName: '苯磺酸氨氯地平片', drugDosform: '片剂' },
    ...{ drugSpec: '5mg×28片', manuLotnum: '20260901', prdrName: '远山制药有限公司', manuDate: '2026-09-01' },
    ...{ rxFlag: '1', trdnFlag: '0', finlTrnsPric: PRICE, selRetnCnt: '2', drugCntUnit: '盒', sumamt: TOTAL },
    drugtracinfo: packs.map((drugTracCodg) => ({ drugTracCodg })),
  }
  const { practiceNumber } = counter.pharmacy.pharmacist
  const data = {
    ...{ hiRxno: person.hiRxno, pharPracCertNo: practiceNumber, dspeerName: '林晓', proName: '林晓' },
    ...{ selRetnTime: dateTime(), downloadIdeCode: token, payMode: '3', ...figures },
  }
  return { data, selinfo: [goods] }
}

function must(answer: Json, code: string, isRight: boolean, step: string): void {
  const said = String(answer.infcode ?? answer.code)
  if (said !== code) throw new WrongAnswer(`${step}: ${said} ${String(answer.err_msg ?? answer.message)}`)
  if (!isRight) throw new WrongAnswer(`${step}: the answer does not say what it must`)
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined),
    value,
  )
}
