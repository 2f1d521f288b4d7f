import { afterEach, describe, expect, it } from 'vitest'
import type { SaleReturn, SaleUpload, Stocktake } from '../../../src/main/station/gateways/gateways.ts'
import type { Price, Quantity } from '../../../src/shared/domain/money.ts'
import { type Counter, fsi, isSignedByUs, now, openCounter, operator, patient, pharmacist, signed } from './counter.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly string[]): Promise<Counter> {
  const opened = await openCounter(answers)
  endings.push(opened.close)
  return opened
}

const msgid = 'P99010100001202611210902039998'
const done = () => fsi({ output: { result: { retRslt: 1, msgRslt: '成功' } } })
const article = { drugCode: 'XC07', ownCode: 'A-1', name: '美托洛尔片', prescriptionDrug: 'yes' } as const
const lot = { number: 'B1', madeOn: '2026-01-01', expiresOn: '2028-12-31' }
const upload = { ...signed, msgid, batchSerial: 'BS1', article, quantity: 20_000 as Quantity, traceCodes: ['81'] }
const stocktake: Stocktake = { ...upload, countedOn: '2026-11-21', lot }
const movement = { ...upload, lot, isSplit: true, price: 12_345_600 as Price, at: now, visitNumber: 'VN1', patient }
const sale: SaleUpload = {
  ...movement,
  payment: { kind: 'insured', moment: 'before' },
  doctor: '周医生',
  pharmacist,
  hiRxno: 'RX1',
  document: 'D1',
}
const goodsBack: SaleReturn = { ...movement, batchSerial: 'BS1T', soldUnder: 'BS1', settlementId: 'ST1' }

const moved = {
  med_list_codg: 'XC07',
  fixmedins_hilist_id: 'A-1',
  fixmedins_hilist_name: '美托洛尔片',
  rx_flag: '1',
  fixmedins_bchno: 'BS1',
  mdtrt_sn: 'VN1',
  psn_no: patient.personNumber,
  psn_cert_type: '01',
  certno: patient.idNumber,
  psn_name: patient.name,
  manu_lotnum: 'B1',
  manu_date: '2026-01-01',
  expy_end: '2028-12-31',
  trdn_flag: '1',
  finl_trns_pric: '12.3456',
  sel_retn_cnt: '2',
  sel_retn_time: '2026-11-21 09:02:03',
  sel_retn_opter_name: operator.name,
  drugtracinfo: [{ drug_trac_codg: '81' }],
}
const sold = {
  ...moved,
  prsc_dr_name: '周医生',
  phar_cert_type: '01',
  phar_certno: pharmacist.idNumber,
  phar_name: pharmacist.name,
  phar_prac_cert_no: pharmacist.licence,
  hi_feesetl_type: '1',
  rxno: 'RX1',
  rx_circ_flag: '1',
  rtal_docno: 'D1',
  mdtrt_setl_type: '1',
}

describe('what the shop uploads', () => {
  it('3501 is the stock of a batch as counted', async () => {
    const { gateways, center, sent } = await counter([done()])
    expect(await gateways.stock.stocktake(stocktake)).toEqual({ kind: 'acknowledged', value: null })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
    expect(sent()[0]).toMatchObject({ infno: '3501', msgid, sign_no: 'S1' })
    expect(sent()[0]).not.toHaveProperty('insuplc_admdvs')
    expect(sent()[0]?.input).toEqual({
      invinfo: {
        med_list_codg: 'XC07',
        fixmedins_hilist_id: 'A-1',
        fixmedins_hilist_name: '美托洛尔片',
        rx_flag: '1',
        invdate: '2026-11-21',
        inv_cnt: '2',
        manu_lotnum: 'B1',
        fixmedins_bchno: 'BS1',
        manu_date: '2026-01-01',
        expy_end: '2028-12-31',
        drugtracinfo: [{ drug_trac_codg: '81' }],
      },
    })
  })

  it('3505 before the settlement names none, and carries the area of the person in the envelope', async () => {
    const { gateways, center, sent } = await counter([done()])
    expect(await gateways.stock.sale(sale)).toEqual({ kind: 'acknowledged', value: null })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
    expect(sent()[0]).toMatchObject({ infno: '3505', insuplc_admdvs: '990101' })
    expect(sent()[0]?.input).toEqual({ selinfo: sold })
  })

  it('3505 after the settlement names it; a person insured elsewhere is marked as such', async () => {
    const { gateways, sent } = await counter([done()])
    const payment = { kind: 'insured', moment: 'after', settlementId: 'ST1' } as const
    await gateways.stock.sale({ ...sale, payment, patient: { ...patient, insuranceArea: '990201' } })
    expect(sent()[0]).toMatchObject({ insuplc_admdvs: '990201' })
    expect(sent()[0]?.input).toEqual({ selinfo: { ...sold, setl_id: 'ST1', hi_feesetl_type: '2' } })
  })

  it('3505 paid by the patient alone needs no person, no settlement and no prescription', async () => {
    const { gateways, sent } = await counter([done()])
    await gateways.stock.sale({ ...sale, payment: { kind: 'selfPaid' }, patient: null, hiRxno: null, traceCodes: [] })
    const { psn_no, psn_cert_type, certno, psn_name, rxno, drugtracinfo, ...rest } = sold
    expect(sent()[0]?.input).toEqual({
      selinfo: { ...rest, hi_feesetl_type: '0', rx_circ_flag: '0', mdtrt_setl_type: '2' },
    })
    expect(sent()[0]).not.toHaveProperty('insuplc_admdvs')
  })

  it('3506 is what came back, with the settlement where there was one', async () => {
    const { gateways, sent } = await counter([done(), done()])
    const back = { ...moved, fixmedins_bchno: 'BS1T', medins_prod_sel_no: 'BS1' }
    expect((await gateways.stock.saleReturn(goodsBack)).kind).toBe('acknowledged')
    expect((await gateways.stock.saleReturn({ ...goodsBack, settlementId: null })).kind).toBe('acknowledged')
    expect(sent().map(({ infno, input }) => [infno, input])).toEqual([
      ['3506', { selinfo: { ...back, setl_id: 'ST1' } }],
      ['3506', { selinfo: back }],
    ])
  })

  it('3507 takes an upload back by its serial and its kind', async () => {
    const { gateways, sent } = await counter([done()])
    expect((await gateways.stock.deleteUpload({ ...signed, msgid, batchSerial: 'BS1', of: 'sale' })).kind).toBe('acknowledged')
    expect(sent()[0]).toMatchObject({ infno: '3507', input: { data: { fixmedins_bchno: 'BS1', inv_data_type: '4' } } })
  })

  it.each([
    ['3505 after a settlement without its number', { payment: { kind: 'insured', moment: 'after', settlementId: '' } }],
    ['3505 of an insured person who is nobody', { patient: null }],
    ['3505 in fractions that no table holds', { article: { ...article, name: '药'.repeat(201) } }],
  ] as const)('%s never leaves', async (_, change) => {
    const { gateways, center } = await counter([])
    expect(await gateways.stock.sale({ ...sale, ...change })).toMatchObject({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: expect.stringContaining('input.selinfo.') },
    })
    expect(center.requests).toEqual([])
  })

  it('3501 says the rest of a split pack as finely as its table can', async () => {
    const { gateways, sent } = await counter([done()])
    expect(await gateways.stock.stocktake({ ...stocktake, quantity: 3_350 as Quantity })).toMatchObject({ kind: 'acknowledged' })
    expect(sent()[0]?.input).toMatchObject({ invinfo: { inv_cnt: '0.34' } })
  })
})

describe('an upload is done when both levels say so', () => {
  const uploads = [
    ['3501', (one: Counter) => one.gateways.stock.stocktake(stocktake)],
    ['3505', (one: Counter) => one.gateways.stock.sale(sale)],
    ['3506', (one: Counter) => one.gateways.stock.saleReturn(goodsBack)],
    ['3507', (one: Counter) => one.gateways.stock.deleteUpload({ ...signed, msgid, batchSerial: 'BS1', of: 'sale' })],
  ] as const

  it.each(uploads)('%s is refused when its own result says no, with the center’s words', async (_, ask) => {
    const msgRslt = `库存不足 ${operator.name}`
    const opened = await counter([fsi({ output: { result: { retRslt: '0', msgRslt } } })])
    expect(await ask(opened)).toEqual({
      kind: 'refused',
      failure: { code: 'UPLOAD_REFUSED', center: { code: 'retRslt 0', message: '库存不足 ＊' } },
    })
  })

  it.each(uploads)('%s is unknown when its own result is missing or no code of its table', async (_, ask) => {
    for (const output of [{}, { result: {} }, { result: { retRslt: 2 } }, { result: { retRslt: true } }, { result: [] }, 7]) {
      expect(await ask(await counter([fsi({ output })])), JSON.stringify(output)).toMatchObject({
        kind: 'unknown',
        failure: { code: 'CENTER_ANSWER_UNREADABLE' },
      })
    }
  })

  it.each(uploads)('%s is refused by the envelope with the code’s own failure', async (_, ask) => {
    for (const [infcode, code] of [
      [1051, 'UPLOAD_UNKNOWN'],
      [1052, 'UPLOAD_REPEATED'],
      [1045, 'UPLOAD_BUILT_UPON'],
      [1046, 'UPLOAD_DIFFERS'],
      [1031, 'TRACE_CODE_MISSING'],
      [1033, 'TRACE_CODE_SOLD'],
      [1004, 'BUSINESS_SIGN_IN_MISSING'],
    ] as const)
      expect(await ask(await counter([JSON.stringify({ infcode })]))).toMatchObject({ kind: 'refused', failure: { code } })
  })
})

describe('what the center has (35081)', () => {
  const row = { medListCodg: 'XC07', medinsListCodg: 'A-1', invCnt: '12.5', pric: 12.3456, updtTime: '2026-11-21 09:00:00' }

  it('is asked for one drug of this shop, and may lack a price or be empty', async () => {
    const { gateways, sent } = await counter([
      fsi({ output: { data: [row, { ...row, medinsListCodg: 'A-2', pric: null, updtTime: '' }] } }),
      fsi({ output: { data: [] } }),
    ])
    expect(await gateways.stock.centerStock({ ...signed, msgid, drugCode: 'XC07' })).toEqual({
      kind: 'acknowledged',
      value: [
        { drugCode: 'XC07', ownCode: 'A-1', quantity: 125_000, price: 12_345_600, updatedAt: now - 123_000 },
        { drugCode: 'XC07', ownCode: 'A-2', quantity: 125_000, price: null, updatedAt: null },
      ],
    })
    expect(await gateways.stock.centerStock({ ...signed, msgid, drugCode: 'XC07' })).toEqual({ kind: 'acknowledged', value: [] })
    expect(sent()[0]).toMatchObject({
      infno: '35081',
      input: { data: { fixmedins_code: 'P99010100001', med_list_codg: 'XC07' } },
    })
  })

  it.each([
    [{ data: [row, { ...row, invCnt: '很多' }] }, 'output.data[1].invCnt'],
    [{ data: [{ ...row, pric: '9999999999.999999' }] }, 'output.data[0].pric'],
    [{ data: {} }, 'output.data'],
  ])('is unknown with %j', async (output, field) => {
    const { gateways } = await counter([fsi({ output })])
    expect(await gateways.stock.centerStock({ ...signed, msgid, drugCode: 'XC07' })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })
})
