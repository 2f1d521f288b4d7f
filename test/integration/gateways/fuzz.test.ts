import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  OutboundReport,
  Review,
  SaleUpload,
  SettlementRequest,
  Stocktake,
} from '../../../src/main/station/gateways/gateways.ts'
import { createGateways } from '../../../src/main/station/gateways/index.ts'
import { readJsonObject } from '../../../src/main/station/gateways/json.ts'
import type { Outcome } from '../../../src/main/station/gateways/outcome.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import { type InterfaceNumber, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { connectionTo, type PlayedCenter, playCenter, sealed } from './center.ts'
import { now, operator, patient, pharmacist, signed, voucher } from './counter.ts'
import { download } from './download.ts'

/** What the center answers to every request. */
let answer = '{}'
let center: PlayedCenter
let gateways: ReturnType<typeof createGateways>

beforeAll(async () => {
  center = await playCenter((_request, response) => response.end(answer))
  let sequence = 0
  gateways = createGateways(connectionTo(center.url), {
    clock: () => now,
    nextSequence: () => sequence++,
    timeouts: { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 },
  })
})
afterAll(async () => {
  await gateways.close()
  await center.close()
})

const msgid = 'P99010100001202611210902039998'
const held = { hiRxno: 'RX1', token: 'e1', patient }
const key = { settlementId: 'ST1', visitId: 'M1' }
const lot = { number: 'B1', madeOn: '2026-01-01', expiresOn: '2028-12-31' }
const article = { drugCode: 'XC07', ownCode: 'A-1', name: '药', prescriptionDrug: 'yes' } as const
const caseCall = { ...signed, msgid, caseKey: 'case', patient }
const priced = { price: 1_000_000 as Price, quantity: 10_000 as Quantity, amount: 100 as Fen }
const movement = {
  ...signed,
  ...priced,
  msgid,
  batchSerial: 'BS1',
  article,
  lot,
  isSplit: false,
  at: now,
  visitNumber: 'V1',
  patient,
  traceCodes: [],
}
const settlement: SettlementRequest = {
  ...caseCall,
  credential: { token: 't', card: null },
  insuranceType: '310',
  medicalType: '41',
  chronicDisease: null,
  useAccount: true,
  boughtAt: now,
  lines: [
    {
      ...priced,
      number: '1',
      hiRxno: 'RX1',
      drugCode: 'X',
      ownCode: 'A',
      dose: null,
      frequency: null,
      route: null,
      traceCodes: [],
    },
  ],
}
const stocktake: Stocktake = {
  ...signed,
  msgid,
  batchSerial: 'BS1',
  article,
  lot,
  quantity: priced.quantity,
  traceCodes: [],
  countedOn: '2026-11-21',
}
const sale: SaleUpload = {
  ...movement,
  payment: { kind: 'insured', moment: 'before' },
  doctor: '周医生',
  pharmacist,
  hiRxno: 'RX1',
  document: 'D1',
}
const file = { bytes: Buffer.from('x'), signature: 's', certificateSerial: '1' }
const review: Review = {
  ...held,
  pharmacist,
  pharmacistVoucherToken: 'p',
  isApproved: true,
  opinion: '合理',
  reviewedAt: now,
  verificationSerial: 'V1',
}
const report: OutboundReport = {
  ...held,
  outbound: { moment: 'before' },
  pharmacist,
  dispenser: '李调剂',
  handedOutBy: '赵发药',
  soldAt: now,
  lines: [],
  amounts: { fund: 0 as Fen, person: 0 as Fen, account: 0 as Fen, familyAccount: null, cash: 0 as Fen },
}
const undo = { ...held, outbound: { moment: 'before' }, operator, reason: '退货', at: now } as const

/** Every call of channels A and B, by the interface that it uses. */
const calls: readonly (readonly [InterfaceNumber, () => Promise<Outcome<unknown>>])[] = [
  ['9001', () => gateways.insurance.signIn({ msgid, operator })],
  ['9002', () => gateways.insurance.signOut({ ...signed, msgid })],
  ['1101', () => gateways.insurance.person({ ...signed, msgid, voucher })],
  ['2101A', () => gateways.insurance.presettle(settlement)],
  ['2102A', () => gateways.insurance.settle(settlement)],
  ['2103', () => gateways.insurance.revoke({ ...caseCall, ...key })],
  ['2601', () => gateways.insurance.reverse({ ...caseCall, lostMsgid: msgid, lostNumber: '2102A' })],
  ['5203', () => gateways.insurance.settlement({ ...caseCall, ...key })],
  ['3501', () => gateways.stock.stocktake(stocktake)],
  ['3505', () => gateways.stock.sale(sale)],
  ['3506', () => gateways.stock.saleReturn({ ...movement, soldUnder: 'PC0', settlementId: null })],
  ['3507', () => gateways.stock.deleteUpload({ ...signed, msgid, batchSerial: 'B', of: 'sale' })],
  ['35081', () => gateways.stock.centerStock({ ...signed, msgid, drugCode: 'X' })],
  ['35082', () => gateways.stock.stockDetail({ ...signed, msgid, drugCode: 'X' })],
  ['7201', () => gateways.prescriptionCenter.authorize({ ...patient, voucherToken: 't', operator })],
  ['7204', () => gateways.prescriptionCenter.download({ ...held, insuranceArea: '990101' })],
  ['7205', () => gateways.prescriptionCenter.verify({ ...held, file })],
  ['7206', () => gateways.prescriptionCenter.review(review)],
  ['7207', () => gateways.prescriptionCenter.reportOutbound(report)],
  ['7208', () => gateways.prescriptionCenter.undoOutbound(undo)],
]

let counted = 0
function given(number: InterfaceNumber, output: unknown): string {
  if (interfaceTables[number].channel === 'A') return JSON.stringify({ infcode: 0, inf_refmsgid: String(counted++), output })
  return sealed({ code: 0, message: '', data: nodeOf(output) })
}

/** Channel B seals objects only: any other junk stands in one. */
function nodeOf(output: unknown): Record<string, unknown> {
  return typeof output === 'object' && output !== null && !Array.isArray(output) ? { ...output } : { rxList: output }
}

/** Junk under the names that the table knows, so that it gets past the first look. */
function outputOf(number: InterfaceNumber): fc.Arbitrary<unknown> {
  const names = interfaceTables[number].output.flatMap((field) => [
    field.name,
    ...('fields' in field ? field.fields.map(({ name }) => name) : []),
  ])
  const leaf = fc.oneof(
    fc.constantFrom(
      '0',
      '1',
      'RX1',
      '12.50',
      '1e5',
      '-0.001',
      '9'.repeat(14),
      '2026-02-30 00:00:00',
      '2026-11-21 00:00:00',
      null,
    ),
    fc.jsonValue({ maxDepth: 1 }),
  )
  const node = names.length === 0 ? fc.object() : fc.dictionary(fc.constantFrom(...names), leaf)
  return fc.oneof(
    fc.jsonValue(),
    node,
    names.length === 0 ? node : fc.dictionary(fc.constantFrom(...names), fc.oneof(leaf, node, fc.array(node))),
  )
}

describe.each(calls)('%s', (number, ask) => {
  it('never throws at any JSON, and acknowledges nothing that breaks its table', async () => {
    await fc.assert(
      fc.asyncProperty(outputOf(number), async (output) => {
        answer = given(number, output)
        const outcome = await ask()
        expect(outcome.kind).not.toBe('neverSent')
        if (outcome.kind !== 'acknowledged') return
        const onA = output === null || output === '' ? {} : output
        const content = interfaceTables[number].channel === 'A' ? onA : nodeOf(output)
        // a number is read as its digits, as those of a real answer are
        const asRead = readJsonObject(JSON.stringify(content))
        expect(validateNode(interfaceTables[number].output, asRead, { unknownFields: 'allow' })).toEqual([])
      }),
      { numRuns: interfaceTables[number].channel === 'A' ? 60 : 25 },
    )
  })
})

describe('7204', () => {
  it('acknowledges a whole answer, and none of which one value was replaced by something that its table refuses', async () => {
    const download7204 = calls.find(([number]) => number === '7204')?.[1]
    expect(download7204).toBeDefined()
    const junk = fc.constantFrom('RX2', '两', '1e2', '9'.repeat(17), '', {}, [])
    const top = fc.constantFrom(...Object.keys(download))
    await fc.assert(
      fc.asyncProperty(top, junk, async (name, value) => {
        const output = { ...download, [name]: value }
        answer = given('7204', output)
        const outcome = await download7204?.()
        const isWhole = validateNode(interfaceTables['7204'].output, output, { unknownFields: 'allow' }).length === 0
        if (!isWhole) expect(outcome?.kind).toBe('unknown')
      }),
      { numRuns: 60 },
    )
    answer = given('7204', download)
    expect((await download7204?.())?.kind).toBe('acknowledged')
  })
})
