import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { DRUGS } from '../../../server-mock/scenarios/drugs.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { openStore, type Store } from '../../../server-mock/store/store.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'

export type Json = Record<string, unknown>
export type Node = Readonly<Record<string, unknown>>

const AREA = '990101'
/** noon of a day that is neither the first nor the last of anything */
const NOW = Date.parse('2026-11-20T12:00:00+08:00')
export const AMLODIPINE = '苯磺酸氨氯地平片'
export const HERB = '酸枣仁'

/** The drug of that generic name. */
export function drugNamed(name: string): (typeof DRUGS)[number] {
  const found = DRUGS.find(({ genericName }) => genericName === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

/** A trace code of a drug. */
export const codeOf = (name: string, serial: number): string =>
  `${drugNamed(name).tracePrefix ?? '8999999'}${String(serial).padStart(13, '0')}`

export interface LineOfSale {
  readonly drug: string
  readonly packs: number
  /** fen */
  readonly price: number
  readonly codes?: readonly string[]
  readonly split?: boolean
}

interface SaleOf {
  readonly personNumber: string
  readonly token: string
  /** epoch ms */
  readonly now: number
  readonly lines: readonly LineOfSale[]
  readonly hiRxno?: string | null
  readonly info?: Node
}

/** The input of 2101A and 2102A; 2101 and 2102 have no `drug_trac_info`. */
export interface SaleInput {
  readonly druginfo: Node
  readonly drugdetail: readonly Node[]
  readonly drug_trac_info: readonly Node[]
}

const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

export function saleInput({ personNumber, token, now, lines, hiRxno = null, info = {} }: SaleOf): SaleInput {
  const sn = (index: number): string => String(index + 1)
  return {
    druginfo: {
      psn_no: personNumber,
      mdtrt_cert_type: '01',
      mdtrt_cert_no: token,
      begntime: dateTime(now),
      medfee_sumamt: yuan(lines.reduce((sum, { packs, price }) => sum + packs * price, 0)),
      insutype: '310',
      acct_used_flag: '1',
      med_type: '41',
      ...info,
    },
    drugdetail: lines.map(({ drug, packs, price }, index) => ({
      feedetl_sn: sn(index),
      ...(hiRxno === null ? {} : { rxno: hiRxno }),
      rx_circ_flag: hiRxno === null ? '0' : '1',
      fee_ocur_time: dateTime(now),
      med_list_codg: drugNamed(drug).code,
      medins_list_codg: `A-${drug}`,
      det_item_fee_sumamt: yuan(packs * price),
      cnt: String(packs),
      pric: yuan(price),
    })),
    drug_trac_info: lines.flatMap(({ codes = [], split = false }, index) =>
      codes.map((code) => ({
        feedetl_sn: sn(index),
        drug_trac_codg: code,
        trdn_flag: split ? '1' : '0',
        min_prcunt_type: split ? '1' : '2',
      })),
    ),
  }
}

interface GoodsOf {
  readonly now: number
  readonly drug: string
  readonly packs: number
  readonly serial: string
  readonly codes?: readonly string[]
}

/** The selinfo of a 3505; without a prescription and paid by the patient, unless `change` says otherwise. */
export function goodsInput({ now, drug, packs, serial, codes = [] }: GoodsOf, change: Node = {}): { readonly selinfo: Node } {
  return {
    selinfo: {
      med_list_codg: drugNamed(drug).code,
      fixmedins_hilist_id: `A-${drug}`,
      fixmedins_hilist_name: drug,
      fixmedins_bchno: serial,
      prsc_dr_name: '林志远',
      phar_name: '陈国栋',
      phar_prac_cert_no: '990000000001',
      hi_feesetl_type: '0',
      mdtrt_sn: 'M1',
      manu_lotnum: 'L1',
      manu_date: '2026-01-01',
      rx_flag: '1',
      trdn_flag: '0',
      finl_trns_pric: '25.00',
      rtal_docno: `D-${serial}`,
      sel_retn_cnt: String(packs),
      sel_retn_time: dateTime(now),
      sel_retn_opter_name: '林晓',
      mdtrt_setl_type: '2',
      drugtracinfo: codes.map((code) => ({ drug_trac_codg: code })),
      ...change,
    },
  }
}

/** The selinfo of the 3506 that brings back what a 3505 sold. */
export function returnInput({ selinfo }: { readonly selinfo: Node }, change: Node = {}): { readonly selinfo: Node } {
  const names = [
    'med_list_codg',
    'fixmedins_hilist_id',
    'fixmedins_hilist_name',
    'fixmedins_bchno',
    'mdtrt_sn',
    'manu_lotnum',
    'manu_date',
  ]
  const more = ['rx_flag', 'trdn_flag', 'sel_retn_cnt', 'sel_retn_time', 'sel_retn_opter_name', 'drugtracinfo']
  return { selinfo: { ...Object.fromEntries([...names, ...more].map((name) => [name, selinfo[name]])), ...change } }
}

/** A signed-in shop at a center of its own, and the center's books beside it. */
export interface Shop {
  readonly center: MockCenter
  readonly pharmacy: Pharmacy
  /** a second pharmacy of the same town */
  readonly other: Pharmacy
  readonly hospital: Pharmacy
  readonly books: Store
  readonly shopCode: string
  now(): number
  /** a message of channel A under a sign-in of today */
  ask(infno: string, input: object, envelope?: Json, by?: Pharmacy): Promise<Json>
  personNumber(name: string): string
  /** the person's prescriptions in the order of the scenario */
  prescriptions(name: string): readonly string[]
  /** as if 7201 to 7206 had ended in an approval by this shop */
  approve(hiRxno: string): void
  /** everything the center knows but what every message leaves behind */
  written(): object
  close(): Promise<void>
}

export async function openShop(people: Scenario['people'], province: 'national' | 'fujian'): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-settle-'))
  const dataFile = join(folder, 'center.sqlite')
  const scenario: Scenario = {
    name: 'settlement',
    title: '结算',
    institutions: [
      { name: '明心大药房', kind: 'pharmacy', code: 'P99010100001' },
      { name: '惠民药房', kind: 'pharmacy', code: 'P99010100002' },
      { name: '九江路第一人民医院', kind: 'hospital', code: 'H99010100001' },
    ],
    pharmacists: [{ name: '陈国栋' }],
    people,
  }
  const center = await createMockCenter({
    port: 0,
    seed: 'settlement',
    scenario,
    province,
    dataFile,
    clock: createCenterClock(() => NOW),
  })
  const books = openStore(dataFile)
  const connectionOf = (code: string) => {
    const connection = center.connections.get(code)
    if (connection === undefined) throw new Error(`no ${code}`)
    return connection
  }
  const shopCode = 'P99010100001'
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, connectionOf('P99010100002'))
  const signIns = new Map<Pharmacy, string>()
  const now = (): number => center.clock.now()
  const personNamed = (name: string) => {
    const [found] = books.registry.peopleNamed(name)
    if (found === undefined) throw new Error(`no ${name}`)
    return found
  }
  const [pharmacist] = books.registry.pharmacists()

  return {
    center,
    pharmacy,
    other,
    hospital: createPharmacy(center, connectionOf('H99010100001')),
    books,
    shopCode,
    now,
    ask: async (infno, input, envelope = {}, by = pharmacy) => {
      const sign_no = signIns.get(by) ?? (await by.signIn())
      signIns.set(by, sign_no)
      return by.insurance(infno, input, { sign_no, insuplc_admdvs: AREA, ...envelope })
    },
    personNumber: (name) => personNamed(name).personNumber,
    prescriptions: (name) =>
      (books.snapshot().get('prescription') ?? [])
        .filter((row) => dig(row, 'person') === personNamed(name).identityNumber)
        .map((row) => String(dig(row, 'hi_rxno'))),
    approve: (hiRxno) => {
      const at = now()
      const until = at + 2 * 3_600_000
      books.authorizations.give({ token: `T${hiRxno}`, hiRxno, institution: shopCode, batch: 1, until, downloadedAt: at })
      books.verifications.add({ serial: `V${hiRxno}`, hiRxno, institution: shopCode, at })
      books.reviews.add({
        bizSn: `R${hiRxno}`,
        hiRxno,
        institution: shopCode,
        pharmacist: pharmacist?.code ?? '',
        status: '1',
        opinion: '合理',
        at,
        verification: `V${hiRxno}`,
      })
    },
    written: () => {
      const everyMessage = ['message', 'used_msgid', 'used_signature', 'shown_code', 'voucher_token', 'sign_in']
      return Object.fromEntries([...books.snapshot()].filter(([table]) => !everyMessage.includes(table)))
    },
    close: async () => {
      books.close()
      await center.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** An answer that refuses with this code and names these words in this order. */
export function refusal(infcode: number, ...words: readonly string[]): (answer: Json) => boolean {
  return (answer) =>
    answer.infcode === infcode &&
    new RegExp(words.map((word) => word.replace(/[[\]().*+?]/g, '\\$&')).join('.*')).test(String(answer.err_msg))
}
