import { afterEach, expect, it } from 'vitest'
import type { Purchase, PurchaseReturn, StockChange } from '../../../src/main/station/gateways/gateways.ts'
import type { Price, Quantity } from '../../../src/shared/domain/money.ts'
import { type Counter, fsi, isSignedByUs, now, openCounter, operator, signed } from './counter.ts'

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
const line = { batchSerial: 'BS1', article, quantity: 20_000 as Quantity, traceCodes: ['81', '82'] }
const bought = {
  ...line,
  supplier: '长风医药有限公司',
  note: 'SH1',
  invoice: null,
  manufacturer: '远山制药有限公司',
  approvalNumber: '国药准字H99000001',
  lot,
  price: 20_000_000 as Price,
  at: now,
}
const purchase: Purchase = { ...signed, msgid, ...bought }
const sentBack: PurchaseReturn = {
  ...signed,
  msgid,
  ...line,
  supplier: '长风医药有限公司',
  invoice: 'F1',
  lot,
  price: null,
  at: now,
  purchaseSerial: 'BS0',
}
const change: StockChange = {
  ...signed,
  msgid,
  ...line,
  changeType: '105',
  price: 23_500_000 as Price,
  isSplit: false,
  at: now,
  memo: '过期销毁',
}

const named = { med_list_codg: 'XC07', fixmedins_hilist_id: 'A-1', fixmedins_hilist_name: '美托洛尔片', rx_flag: '1' }
const drugtracinfo = [{ drug_trac_codg: '81' }, { drug_trac_codg: '82' }]
const goods = {
  ...named,
  fixmedins_bchno: 'BS1',
  spler_name: '长风医药有限公司',
  manu_date: '2026-01-01',
  expy_end: '2028-12-31',
  purc_retn_cnt: '2',
  purc_retn_stoin_time: '2026-11-21 09:02:03',
  purc_retn_opter_name: operator.name,
  drugtracinfo,
}
const purcinfo = {
  ...goods,
  dynt_no: 'SH1',
  manu_lotnum: 'B1',
  prodentp_name: '远山制药有限公司',
  aprvno: '国药准字H99000001',
  finl_trns_pric: '20.00',
}

it('3503 is what was bought in, with lot, maker and what was paid', async () => {
  const { gateways, center, sent } = await counter([done(), done()])
  expect(await gateways.stock.purchase(purchase)).toEqual({ kind: 'acknowledged', value: null })
  await gateways.stock.purchase({ ...purchase, invoice: 'F1', price: null, note: '' })
  expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
  const { dynt_no, finl_trns_pric, ...rest } = purcinfo
  expect(sent().map(({ infno, input }) => [infno, input])).toEqual([
    ['3503', { purcinfo }],
    ['3503', { purcinfo: { ...rest, purc_invo_no: 'F1' } }],
  ])
})

it('3504 is what went back, with its purchase where the center knows of it', async () => {
  const { gateways, sent } = await counter([done(), done()])
  await gateways.stock.purchaseReturn(sentBack)
  await gateways.stock.purchaseReturn({ ...sentBack, purchaseSerial: null })
  expect(sent().map(({ infno, input }) => [infno, input])).toEqual([
    ['3504', { purcinfo: { ...goods, purc_invo_no: 'F1', medins_prod_purc_no: 'BS0' } }],
    ['3504', { purcinfo: { ...goods, purc_invo_no: 'F1' } }],
  ])
})

it('3502 is a change with its kind, and marked where only parts of boxes are meant', async () => {
  const { gateways, sent } = await counter([done(), done()])
  await gateways.stock.change(change)
  await gateways.stock.change({ ...change, isSplit: true, memo: '', quantity: 5_000 as Quantity })
  const invinfo = {
    ...named,
    inv_chg_type: '105',
    fixmedins_bchno: 'BS1',
    pric: '23.50',
    cnt: '2',
    inv_chg_time: '2026-11-21 09:02:03',
    inv_chg_opter_name: operator.name,
    memo: '过期销毁',
    trdn_flag: '0',
    drugtracinfo,
  }
  const { memo, ...rest } = invinfo
  expect(sent().map(({ infno, input }) => [infno, input])).toEqual([
    ['3502', { invinfo }],
    ['3502', { invinfo: { ...rest, trdn_flag: '1', cnt: '0.5' } }],
  ])
})

it('3503A says of each line what became of it, in the center’s words', async () => {
  const row = { ...named, retRslt: '1' }
  const { gateways, sent } = await counter([
    fsi({
      output: {
        purcinfoErrDetail: [
          { ...row, fixmedins_bchno: 'BS1', msgRslt: '成功' },
          { ...row, fixmedins_bchno: 'BS2', retRslt: 0, msgRslt: `已在库存中 ${operator.name}` },
        ],
      },
    }),
  ])
  const lines = [bought, { ...bought, batchSerial: 'BS2' }]
  expect(await gateways.stock.purchases({ ...signed, msgid, lines })).toEqual({
    kind: 'acknowledged',
    value: [
      { batchSerial: 'BS1', failure: null },
      {
        batchSerial: 'BS2',
        failure: { code: 'UPLOAD_REFUSED', center: { code: 'retRslt 0', message: '已在库存中 ＊' } },
      },
    ],
  })
  expect(sent()[0]).toMatchObject({
    infno: '3503A',
    input: { purcinfoDetail: [purcinfo, { ...purcinfo, fixmedins_bchno: 'BS2' }] },
  })
})

it('3501A is many counts in one message, unknown as a whole when its answer is none', async () => {
  const { gateways, sent } = await counter([fsi({ output: {} })])
  const lines = [{ ...line, lot, countedOn: '2026-11-21' }]
  expect(await gateways.stock.stocktakes({ ...signed, msgid, lines })).toMatchObject({
    kind: 'unknown',
    failure: { code: 'CENTER_ANSWER_UNREADABLE' },
  })
  expect(sent()[0]).toMatchObject({
    infno: '3501A',
    input: { invinfoDetail: [{ ...named, invdate: '2026-11-21', inv_cnt: '2', manu_lotnum: 'B1', fixmedins_bchno: 'BS1' }] },
  })
})
