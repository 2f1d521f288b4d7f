import { afterEach, describe, expect, it } from 'vitest'
import type { OutboundReport } from '../../../src/main/station/gateways/gateways.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import { type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { openedBy, sealed } from './center.ts'
import { type Counter, now, openCounter, openedData, operator, patient, pharmacist } from './counter.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly string[], profile?: Profile): Promise<Counter> {
  const opened = await openCounter(answers, {}, profile)
  endings.push(opened.close)
  return opened
}

const held = { hiRxno: 'RX1', token: 'e'.repeat(64), patient: { name: patient.name, idNumber: patient.idNumber } }
const done = (data: Readonly<Record<string, unknown>>) => sealed({ code: 0, message: '成功', data })
const report: OutboundReport = {
  ...held,
  outbound: { moment: 'before' },
  pharmacist,
  dispenser: '李调剂',
  handedOutBy: '赵发药',
  soldAt: now,
  amounts: { fund: 1_556 as Fen, person: 938 as Fen, account: 900 as Fen, familyAccount: null, cash: 38 as Fen },
  lines: [
    {
      article: { drugCode: 'XC07', ownCode: 'A-1', name: '美托洛尔片', prescriptionDrug: 'yes' },
      dosageForm: '片剂',
      specification: '25mg*20片',
      manufacturer: '长江制药',
      lot: { number: 'B1', madeOn: '2026-01-01', expiresOn: null },
      isSplit: false,
      price: 12_345_600 as Price,
      quantity: 20_000 as Quantity,
      unit: '盒',
      amount: 2_469 as Fen,
      traceCodes: ['81000000000000000001', '81000000000000000002'],
    },
  ],
}
const undo = {
  hiRxno: 'RX1',
  patient: held.patient,
  outbound: { moment: 'before' },
  operator,
  reason: '未结算',
  at: now,
} as const

describe('the outbound upload (7207) and its undoing (7208)', () => {
  const answered = done({ hiRxno: 'RX1', rxStasCodg: '1', rxUsedStasCodg: '2' })
  const answeredAgain = done({ hiRxno: 'RX1', rxStasCodg: '2' })

  it('before the settlement names no settlement, and carries the goods with their codes', async () => {
    const { gateways, center } = await counter([answered])
    expect(await gateways.prescriptionCenter.reportOutbound(report)).toEqual({
      kind: 'acknowledged',
      value: { state: 'valid', isUsed: true },
    })
    expect(openedData(center.requests[0]?.text)).toEqual({
      data: {
        hiRxno: 'RX1',
        pharCertType: '01',
        pharCertno: pharmacist.idNumber,
        pharName: pharmacist.name,
        pharPracCertNo: pharmacist.licence,
        dspeerName: '李调剂',
        proName: '赵发药',
        selRetnTime: '2026-11-21 09:02:03',
        downloadIdeCode: held.token,
        payMode: '3',
        fundPaySumamt: '15.56',
        psnPartAmt: '9.38',
        acctPay: '9.00',
        psnCashPay: '0.38',
      },
      selinfo: [
        {
          medListCodg: 'XC07',
          fixmedinsHilistId: 'A-1',
          fixmedinsHilistName: '美托洛尔片',
          drugDosform: '片剂',
          drugSpec: '25mg*20片',
          manuLotnum: 'B1',
          prdrName: '长江制药',
          manuDate: '2026-01-01',
          rxFlag: '1',
          trdnFlag: '0',
          finlTrnsPric: '12.3456',
          drugtracinfo: [{ drugTracCodg: '81000000000000000001' }, { drugTracCodg: '81000000000000000002' }],
          selRetnCnt: '2',
          drugCntUnit: '盒',
          sumamt: '24.69',
        },
      ],
    })
  })

  it('counts what the family’s account paid with the account, so that the person’s shares sum up', async () => {
    const { gateways, center } = await counter([answered])
    const amounts = { ...report.amounts, account: 500 as Fen, familyAccount: 400 as Fen }
    expect((await gateways.prescriptionCenter.reportOutbound({ ...report, amounts })).kind).toBe('acknowledged')
    expect(openedData(center.requests[0]?.text)).toMatchObject({
      data: { psnPartAmt: '9.38', acctPay: '9.00', psnCashPay: '0.38' },
    })
  })

  it('never leaves with a share that is beyond what is exact', async () => {
    const { gateways } = await counter([])
    const amounts = { ...report.amounts, account: Number.MAX_SAFE_INTEGER as Fen, familyAccount: 1 as Fen }
    expect(await gateways.prescriptionCenter.reportOutbound({ ...report, amounts })).toEqual({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: 'data.acctPay' },
    })
  })

  it('after the settlement names it and its time', async () => {
    const { gateways, center } = await counter([answeredAgain])
    const after = { moment: 'after', settlementId: 'ST1', settledAt: now + 1_000 } as const
    expect(await gateways.prescriptionCenter.reportOutbound({ ...report, outbound: after })).toEqual({
      kind: 'acknowledged',
      value: { state: 'expired', isUsed: null },
    })
    expect(openedData(center.requests[0]?.text)).toMatchObject({ data: { setlId: 'ST1', setlTime: '2026-11-21 09:02:04' } })
  })

  it('after the settlement never leaves without the number of it', async () => {
    const { gateways, center } = await counter([])
    const after = { moment: 'after', settlementId: '', settledAt: now } as const
    expect(await gateways.prescriptionCenter.reportOutbound({ ...report, outbound: after })).toEqual({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: 'data.setlId' },
    })
    expect(center.requests).toEqual([])
  })

  it('is taken back by 7208, with the settlement only where the upload had one', async () => {
    const { gateways, center } = await counter([answered, answeredAgain])
    const after = { moment: 'after', settlementId: 'ST1', settledAt: now } as const
    expect((await gateways.prescriptionCenter.undoOutbound(undo)).kind).toBe('acknowledged')
    expect((await gateways.prescriptionCenter.undoOutbound({ ...undo, outbound: after })).kind).toBe('acknowledged')
    const common = {
      hiRxno: 'RX1',
      fixmedinsCode: 'P99010100001',
      undoOpter: '1001',
      undoOpterName: '李收银',
      undoRea: '未结算',
      undoTime: '2026-11-21 09:02:03',
    }
    expect(center.requests.map(({ text }) => openedData(text))).toEqual([common, { ...common, setlId: 'ST1' }])
  })

  it.each([
    [sealed({ code: 700141, message: '' }), 'refused', 'REVIEW_MISSING'],
    [sealed({ code: 700142, message: '' }), 'refused', 'OUTBOUND_DIFFERS'],
    [sealed({ code: 700143, message: '' }), 'refused', 'OUTBOUND_ALREADY_DONE'],
    [sealed({ code: 700144, message: '' }), 'refused', 'OUTBOUND_NONE'],
    [sealed({ code: 700145, message: '' }), 'refused', 'OUTBOUND_SETTLED'],
    [sealed({ code: 700146, message: '' }), 'refused', 'OUTBOUND_UNDO_DIFFERS'],
    [sealed({ code: 700151, message: '' }), 'refused', 'TRACE_CODE_WRONG'],
    [sealed({ code: 700152, message: '' }), 'refused', 'TRACE_CODE_SOLD'],
    [done({ hiRxno: 'RX2', rxStasCodg: '1' }), 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    [done({ hiRxno: 'RX1' }), 'unknown', 'CENTER_ANSWER_UNREADABLE'],
  ])('both end as the center says (%#): %s %s', async (answer, kind, code) => {
    const { gateways, center } = await counter([answer])
    expect(await gateways.prescriptionCenter.reportOutbound(report)).toMatchObject({ kind, failure: { code } })
    expect(openedBy(center.requests[0]?.text ?? '').ok).toBe(true)
    const other = await counter([answer])
    expect(await other.gateways.prescriptionCenter.undoOutbound(undo)).toMatchObject({ kind, failure: { code } })
  })

  it('are not sent to a province that does not serve them', async () => {
    const { gateways, center } = await counter([], profiles.fujian)
    const refused = { kind: 'neverSent', failure: { code: 'INTERFACE_NOT_SERVED' } }
    expect(await gateways.prescriptionCenter.reportOutbound(report)).toEqual(refused)
    expect(await gateways.prescriptionCenter.undoOutbound(undo)).toEqual(refused)
    expect(center.requests).toEqual([])
  })
})
