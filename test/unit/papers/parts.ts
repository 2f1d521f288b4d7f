import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { manifests } from '../../../src/main/station/devices/manifests.ts'
import { composeTestPage } from '../../../src/main/station/papers/compose.ts'
import type { CaseFacts } from '../../../src/main/station/papers/facts.ts'
import type { CaseLine, CaseView } from '../../../src/shared/contract/case.ts'
import type { Price, Quantity } from '../../../src/shared/domain/money.ts'
import type { Prescription, PrescriptionLine } from '../../../src/shared/domain/prescription.ts'

export const AT = Date.parse('2026-11-22T10:30:00+08:00')

export const CODES = ['81001010000000000001', '81001010000000000002', '(01)06901234567892(21)ABC-123/4'] as const

const line = (number: string, more: Partial<CaseLine>): CaseLine => ({
  number,
  genericName: '苯磺酸氨氯地平片',
  specification: '5mg×28片',
  manufacturer: '惠泽制药有限公司',
  directions: '口服，每日一次，每次1片，共28天',
  prescribed: '2 盒',
  boxesWanted: 2,
  boxesTaken: 2,
  isTraced: true,
  pieces: null,
  amount: 5_680,
  takeFirst: null,
  items: [],
  ...more,
})

const item = (id: string, code: string | null, pieces: number | null = null) => ({
  id,
  code,
  lot: 'B2610',
  expiresOn: '2028-05-31',
  pieces,
  byHand: null,
  isLater: false,
})

export const view: CaseView = {
  id: '01CASE',
  patient: { name: '王秀兰', lastFour: '002X' },
  purchaser: null,
  hiRxno: '990101202611190900000123456789',
  document: 'LS20261122-0007',
  state: 'settled',
  openedAt: AT - 600_000,
  tokenUntil: AT + 3_600_000,
  validUntil: AT + 86_400_000,
  underWay: null,
  unanswered: null,
  failure: null,
  canRetry: false,
  hospital: '九江路第一人民医院',
  department: '心血管内科',
  doctor: '赵文',
  diagnosis: '高血压',
  longTerm: false,
  allergies: null,
  hasFile: true,
  verdict: { center: 'genuine', words: '', own: 'genuine', signer: '九江路第一人民医院' },
  pharmacist: '陈国栋',
  review: { isApproved: true, opinion: '同意调配', at: AT - 60_000 },
  lines: [
    line('1', { items: [item('a', CODES[0]), item('b', CODES[1])] }),
    line('2', {
      genericName: '阿莫西林胶囊',
      specification: '0.25g×24粒',
      prescribed: '6 粒',
      amount: 320,
      pieces: { unit: '粒', perPack: 24, wanted: 6, taken: 6 },
      items: [item('c', CODES[2], 6)],
    }),
    line('3', {
      genericName: '酸枣仁',
      specification: '统',
      manufacturer: null,
      prescribed: '105 克',
      amount: 2_100,
      isTraced: false,
      items: [item('d', null)],
    }),
  ],
  money: {
    isFinal: true,
    total: 8_100,
    fund: 5_000,
    person: 3_100,
    account: 2_000,
    familyAccount: 100,
    cash: 1_000,
    balance: 12_345,
    parts: [
      { name: 'pooledFund', amount: 4_000 },
      { name: 'civilServantFund', amount: 1_000 },
    ],
  },
  useAccount: true,
  payment: { cashGiven: 2_000, change: 1_000 },
  settlementId: 'JS0000000099',
  settledAt: AT - 1_000,
  uploadsLeft: 0,
  returned: null,
  papers: ['goodsList', 'receipt'],
}

const downloadedLine = (genericName: string, footnote: string | null): PrescriptionLine => ({
  drugCode: 'XC08CAA063A001010100001',
  genericName,
  productName: genericName,
  dosageForm: '片剂',
  specification: '5mg',
  manufacturer: null,
  kind: 'western',
  quantity: 20_000 as Quantity,
  unit: '盒',
  dose: null,
  frequency: '每日一次',
  route: '口服',
  days: 280_000 as Quantity,
  coveredByHospital: null,
  overTheCounter: false,
  taken: false,
  footnote,
})

/** What `view` was downloaded as. */
export const downloaded: Prescription = {
  hiRxno: view.hiRxno,
  state: 'valid',
  used: false,
  prescribedAt: AT - 86_400_000,
  validUntil: view.validUntil,
  owner: { name: '王秀兰', idType: '01', idNumber: '99010119580312002X', gender: 'female', ageTenths: 687, allergies: null },
  hospital: { code: 'H99010100001', name: view.hospital, department: view.department },
  doctor: '赵文',
  hospitalPharmacist: { name: '孙立', at: AT - 86_300_000 },
  visitNumber: 'MZ202611210045',
  medicalType: '14',
  insuranceType: '310',
  scheme: 'outpatientPooling',
  longTerm: false,
  chronicDisease: { code: 'M03900', name: '高血压' },
  diagnoses: [{ code: 'I10.x00', name: '高血压', isMain: true }],
  lines: [downloadedLine('苯磺酸氨氯地平片', null), downloadedLine('阿莫西林胶囊', null), downloadedLine('酸枣仁', '捣碎，先煎')],
}

export const facts: CaseFacts = {
  mode: 'real',
  shop: {
    name: '惠民大药房',
    code: 'P99010100001',
    address: '测试市测试路1号',
    phone: '000-12345678',
    officeName: '测试市医疗保障局',
    officePhone: '000-87654321',
  },
  view,
  prices: new Map([
    ['1', 28_400_000 as Price],
    ['2', 12_800_000 as Price],
    ['3', 200_000 as Price],
  ]),
  cashier: '林晓燕',
  prescription: downloaded,
  reviewer: { name: '陈国栋', licence: '220119000123' },
  checked: { at: AT - 500_000, by: '林晓燕' },
  revoked: { at: AT - 100, by: '陈国栋' },
  printedBefore: 0,
  isOnScreen: false,
  at: AT,
}

/** The receipt printers of the trade. */
export const { roll: roll80 } = manifests.escpos
export const { roll: roll58 } = manifests.escpos58

export const testPage = composeTestPage({
  ...{ mode: 'training', shopName: '惠民大药房', at: AT },
  ...{ place: 'COM4', papers: ['receipt', 'label'], sort: 'receipt' },
})

/** The commands of ESC/POS that a paper may use, by their first two bytes, with how many bytes follow these. */
const commandLengths: Readonly<Record<string, number>> = {
  '1b40': 0,
  '1c26': 0,
  '1d56': 2,
  '1b70': 3,
  '1d21': 1,
  '1b45': 1,
  '1b64': 1,
  '1b61': 1,
}
/** GS ( k: its length follows it */
const TWO_DIMENSIONAL = '1d286b'

/** What a printer would understand: its commands as hexadecimal, and its text. Throws at a command that no paper uses. */
export function readEscpos(bytes: Uint8Array): { readonly commands: readonly string[]; readonly text: string } {
  const commands: string[] = []
  const text: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x20 || byte === 0x0a) {
      text.push(byte)
      at++
      continue
    }
    if (Buffer.from(bytes.subarray(at, at + 3)).toString('hex') === TWO_DIMENSIONAL) {
      const length = 5 + (bytes[at + 3] ?? 0) + 256 * (bytes[at + 4] ?? 0)
      commands.push(Buffer.from(bytes.subarray(at, at + length)).toString('hex'))
      at += length
      continue
    }
    const name = Buffer.from(bytes.subarray(at, at + 2)).toString('hex')
    const length = commandLengths[name]
    if (length === undefined) throw new Error(`no paper has the command ${name}`)
    commands.push(Buffer.from(bytes.subarray(at, at + 2 + length)).toString('hex'))
    at += 2 + length
  }
  return { commands, text: new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.from(text)) }
}

/** A text without whatever is blank: lines are wrapped and filled up. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

export interface PdfPage {
  readonly width: number
  readonly height: number
  readonly text: string
}

export async function pdfPages(pdf: Uint8Array): Promise<readonly PdfPage[]> {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const document = await task.promise
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent({ disableNormalization: true })
    const [, , width = 0, height = 0] = page.view
    pages.push({ width, height, text: items.map((each) => ('str' in each ? each.str : '')).join('') })
  }
  await task.destroy()
  return pages
}
