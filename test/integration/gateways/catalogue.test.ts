import { afterEach, describe, expect, it } from 'vitest'
import { type Counter, fsi, isSignedByUs, openCounter, operator, signed } from './counter.ts'

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
const request = { ...signed, msgid, since: Date.UTC(2026, 10, 20, 16, 0, 0), page: 2, size: 50 }
const paged = (...data: readonly object[]) =>
  fsi({
    output: {
      ...{ firstPage: 1, lastPage: 3, size: data.length, startRow: 51, pageSize: 50, pageNum: 2, recordCounts: 101, pages: 3 },
      data,
    },
  })
const row = {
  ...{ hilist_code: 'XC07', insu_admdvs: '990101', begndate: '2026-01-01', vali_flag: '1' },
  ...{ rid: 'R1', updt_time: '2026-11-21 00:00:01' },
}
const dates = {
  ...{ nationalCode: 'XC07', since: '2026-01-01', until: null, isValid: true },
  updatedAt: Date.UTC(2026, 10, 20, 16, 0, 1),
}
const article = { drugCode: 'XC07', ownCode: 'A-1', name: '美托洛尔片', prescriptionDrug: 'yes' } as const

describe('what the province says of drugs', () => {
  it('1312 is asked by a moment and a page, and gives levels and kinds', async () => {
    const { gateways, center, sent } = await counter([
      paged(
        { ...row, hilist_name: '美托洛尔片', chrgitm_lv: '02', list_type: '101', enddate: '2026-12-31' },
        { ...row, hilist_code: 'XC08', hilist_name: '某片', vali_flag: '0' },
      ),
    ])
    expect(await gateways.catalogue.drugs(request)).toEqual({
      kind: 'acknowledged',
      value: {
        ...{ pages: 3, total: 101 },
        rows: [
          { ...dates, until: '2026-12-31', name: '美托洛尔片', level: 'B', listType: '101' },
          { ...dates, nationalCode: 'XC08', isValid: false, name: '某片', level: null, listType: null },
        ],
      },
    })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
    expect(sent()[0]).toMatchObject({
      infno: '1312',
      input: { data: { updt_time: '2026-11-21 00:00:00', page_num: '2', page_size: '50' } },
    })
  })

  it('1318 and 1319 give limits and shares exactly, by the numbers of their rows', async () => {
    const limit = { ...row, hilist_lmtpric_type: '101', overlmt_dspo_way: '1', hilist_pric_uplmt_amt: '35.000001' }
    const share = { ...row, selfpay_prop_psn_type: '0', selfpay_prop_type: '0', selfpay_prop: '0.1000' }
    const { gateways, sent } = await counter([paged(limit), paged(share)])
    expect(await gateways.catalogue.priceLimits(request)).toMatchObject({
      value: { rows: [{ ...dates, record: 'R1', price: 35_000_001 }] },
    })
    expect(await gateways.catalogue.selfPayShares(request)).toMatchObject({
      value: { rows: [{ ...dates, record: 'R1', share: 1_000 }] },
    })
    expect(sent().map(({ infno }) => infno)).toEqual(['1318', '1319'])
  })
})

describe('what the province is told of articles', () => {
  it('3301 names the article and the drug, from a day on; 3302 takes the same back', async () => {
    const { gateways, sent } = await counter([fsi({ output: {} }), fsi({ output: null })])
    const mapping = { ...signed, msgid, article, listType: '101' }
    expect(await gateways.catalogue.map({ ...mapping, from: '2026-11-21' })).toEqual({ kind: 'acknowledged', value: null })
    expect(await gateways.catalogue.withdrawMapping(mapping)).toEqual({ kind: 'acknowledged', value: null })
    expect(sent().map(({ infno, input }) => [infno, input])).toEqual([
      [
        '3301',
        {
          data: [
            {
              ...{ fixmedins_hilist_id: 'A-1', fixmedins_hilist_name: '美托洛尔片', list_type: '101', med_list_codg: 'XC07' },
              ...{ begndate: '2026-11-21', enddate: '2099-12-31' },
            },
          ],
        },
      ],
      ['3302', { data: { fixmedins_code: 'P99010100001', fixmedins_hilist_id: 'A-1', list_type: '101', med_list_codg: 'XC07' } }],
    ])
    expect(JSON.stringify(sent()[0]?.input)).not.toContain(operator.name)
  })

  it('a kind that no table knows never leaves', async () => {
    const { gateways, center } = await counter([])
    expect(await gateways.catalogue.map({ ...signed, msgid, article, listType: 'X', from: '2026-11-21' })).toMatchObject({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: 'input.data[0].list_type' },
    })
    expect(center.requests).toEqual([])
  })
})
