import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { createMockCenter, type MockCenter, type MockCenterOptions } from '../../../server-mock/server.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'

type Json = Record<string, unknown>

/** Two pharmacies with a pharmacist each, one more pharmacist of the second, and a patient with three prescriptions, oldest first. */
export const deskScenario = {
  name: 'desk',
  title: '处方柜台',
  institutions: [
    { name: '明心大药房', kind: 'pharmacy', code: 'P99010100001' },
    { name: '惠民药房', kind: 'pharmacy', code: 'P99010100002' },
    { name: '九江路第一人民医院', kind: 'hospital', code: 'H99010100001' },
  ],
  pharmacists: [{ name: '陈国栋' }, { name: '沈玉梅', pharmacy: '惠民药房' }],
  people: [
    {
      name: '王秀兰',
      gender: 'female',
      born: '1953-04-16',
      insured: [{ area: '990101' }],
      prescriptions: [
        {
          department: '心血管内科',
          diagnosis: '高血压病2级',
          daysAgo: 2,
          lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }, { drug: '缬沙坦胶囊' }],
        },
        { department: '中医内科', diagnosis: '失眠', daysAgo: 1, lines: [{ drug: '酸枣仁', quantity: 90 }] },
        { department: '肿瘤科', daysAgo: 0, attribute: '01', chronicDisease: 'M00500', longTerm: true, validDays: 12 },
      ],
    },
    {
      name: '李建国',
      insured: [{ area: '990101' }],
      prescriptions: [{ daysAgo: 0, validDays: 30, lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] }],
    },
  ],
} as const satisfies Scenario

/** The trace codes that the desks put on the two packs and the one pack of the first prescription. */
export const PACKS = ['81001010000000000001', '81001010000000000002', '81001120000000000001'] as const

/** One counter, with the messages of a prescription's way as they should be; `change` replaces parts of one. */
export interface Desk {
  readonly pharmacy: Pharmacy
  readonly code: string
  /** 7201, as the center answers */
  authorize(person?: string): Promise<Json>
  /** 7201, and of its list the token of each prescription, by number */
  scan(person?: string): Promise<ReadonlyMap<string, string>>
  download(hiRxno: string, token: string, change?: Json): Promise<Json>
  /** `downloaded` is the answer of 7204 */
  verify(downloaded: Json, token: string, change?: Json): Promise<Json>
  /** a fresh voucher token of the desk's pharmacist, or of another one */
  pharmacistToken(name?: string): Promise<string>
  reviewOf(hiRxno: string, token: string, serial: string, change?: Json): Promise<Json>
  review(hiRxno: string, token: string, serial: string, change?: Json): Promise<Json>
  outbound(hiRxno: string, token: string, change?: Json, lines?: readonly Json[]): Promise<Json>
  undo(hiRxno: string, change?: Json): Promise<Json>
}

/** A line of 7207: packs of a drug, one trace code each. */
export function soldLine(drug: string, codes: readonly string[], change: Json = {}): Json {
  return {
    medListCodg: drug,
    fixmedinsHilistId: 'A0001',
    fixmedinsHilistName: '货品',
    drugDosform: '片剂',
    drugSpec: '一盒',
    manuLotnum: '20260101',
    prdrName: '远山制药有限公司',
    manuDate: '2025-12-01',
    rxFlag: '1',
    trdnFlag: '0',
    finlTrnsPric: '10.000000',
    drugtracinfo: codes.map((drugTracCodg) => ({ drugTracCodg })),
    selRetnCnt: String(codes.length),
    drugCntUnit: '盒',
    sumamt: `${codes.length * 10}.00`,
    ...change,
  }
}

export const AMLODIPINE = 'XC08CAA001A001010100001'
export const VALSARTAN = 'XC09CAA012A001010100012'
export const firstLines = (): readonly Json[] => [soldLine(AMLODIPINE, PACKS.slice(0, 2)), soldLine(VALSARTAN, PACKS.slice(2))]

/** A running center of `deskScenario` whose own database can be looked into. */
export interface OpenCenter {
  readonly center: MockCenter
  readonly admin: AdminClient
  rows(sql: string): readonly Json[]
  /** changes the data behind the center's back: what another part of the province does */
  meddle(sql: string): void
  /** everything that the center knows, but its log and its serials */
  state(): string
  close(): Promise<void>
}

export async function openCenter(options: Partial<MockCenterOptions> = {}): Promise<OpenCenter> {
  const folder = mkdtempSync(join(tmpdir(), 'mock-center-desk-'))
  const dataFile = join(folder, 'center.sqlite')
  const center = await createMockCenter({ port: 0, seed: 'desk', scenario: deskScenario, ...options, dataFile })
  const rows = (sql: string): readonly Json[] => {
    const db = new Database(dataFile, { readonly: true })
    try {
      return db.prepare<[], Json>(sql).all()
    } finally {
      db.close()
    }
  }
  return {
    center,
    admin: createAdminClient(center.adminUrl, center.adminToken),
    rows,
    meddle: (sql) => {
      new Database(dataFile).exec(sql).close()
    },
    state: () => {
      const tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('message', 'serial')")
      return JSON.stringify(tables.map(({ name }) => [name, rows(`SELECT * FROM ${name}`)]))
    },
    close: async () => {
      await center.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The counter of the pharmacy with this code, whose pharmacist is called so. */
export function createDesk(
  { center, admin, rows }: Pick<OpenCenter, 'center' | 'admin' | 'rows'>,
  code: string,
  pharmacist: string,
): Desk {
  const connection = center.connections.get(code)
  if (connection === undefined) throw new Error(code)
  const pharmacy = createPharmacy(center, connection)
  const now = (): string => dateTime(center.clock.now())
  const authorize = async (person = '王秀兰'): Promise<Json> => pharmacy.authorize(await pharmacy.tokenOf(person))

  const codeOf = (name: string): unknown =>
    rows(`SELECT code FROM pharmacist JOIN person ON identity_number = person WHERE name = '${name}'`)[0]?.code

  async function person(name: string): Promise<Json> {
    const { qr } = await admin.showPharmacistVoucher(name)
    return pharmacy.query(qr)
  }

  async function reviewOf(hiRxno: string, token: string, serial: string, change: Json = {}): Promise<Json> {
    const decoded = await person(pharmacist)
    return {
      hiRxno,
      epcToken: token,
      ecToken: dig(decoded, 'data', 'ecToken'),
      fixmedinsCode: code,
      fixmedinsName: connection?.institution.name,
      pharCertType: '01',
      pharCertno: dig(decoded, 'data', 'idNo'),
      pharCode: codeOf(pharmacist),
      pharName: pharmacist,
      rxChkOpnn: '用药适宜',
      rxChkTime: now(),
      rxChkStasCodg: '1',
      rxSignVerifySn: serial,
      ...change,
    }
  }

  return {
    pharmacy,
    code,
    authorize,
    scan: async (patient) => {
      const list = dig(await authorize(patient), 'data', 'rxList')
      return new Map(
        (Array.isArray(list) ? list : []).map((item) => [String(dig(item, 'hiRxno')), String(dig(item, 'epcToken'))]),
      )
    },
    download: (hiRxno, epcToken, change = {}) =>
      pharmacy.prescription('7204', { hiRxno, epcToken, insuPlcNo: '990101', ...change }),
    verify: (downloaded, epcToken, change = {}) => {
      const { hiRxno, rxFile, signDigest, signCertSn } = Object(downloaded.data)
      return pharmacy.prescription('7205', {
        ...{ hiRxno, epcToken, fixmedinsCode: code, rxFile, signDigest, signCertSn },
        ...change,
      })
    },
    pharmacistToken: async (name = pharmacist) => String(dig(await person(name), 'data', 'ecToken')),
    reviewOf,
    review: async (hiRxno, token, serial, change) =>
      pharmacy.prescription('7206', { rxChkUpInfo: await reviewOf(hiRxno, token, serial, change) }),
    outbound: (hiRxno, token, change = {}, lines = firstLines()) =>
      pharmacy.prescription('7207', {
        data: {
          hiRxno,
          pharPracCertNo: rows(`SELECT practice_number AS n FROM pharmacist WHERE institution = '${code}'`)[0]?.n,
          dspeerName: '林晓',
          proName: '林晓',
          selRetnTime: now(),
          downloadIdeCode: token,
          payMode: '2',
          fundPaySumamt: '20.00',
          psnPartAmt: '10.00',
          acctPay: '6.00',
          psnCashPay: '4.00',
          ...change,
        },
        selinfo: lines,
      }),
    undo: (hiRxno, change = {}) =>
      pharmacy.prescription('7208', {
        ...{ hiRxno, fixmedinsCode: code, undoOpter: '0001', undoOpterName: '林晓', undoRea: '退货', undoTime: now() },
        ...change,
      }),
  }
}
