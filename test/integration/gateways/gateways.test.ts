import { afterEach, describe, expect, it } from 'vitest'
import type { CenterConnection } from '../../../src/shared/contract/host.ts'
import { openedBy, type PlayedCenter, sealed } from './center.ts'
import { type Counter, fsi, now, openCounter, operator, voucher } from './counter.ts'

const decode = { qr: '9'.repeat(28), businessType: '02122', operator } as const
const authorize = {
  voucherToken: voucher.token,
  insuranceArea: '990101',
  name: voucher.name,
  idNumber: voucher.idNumber,
  operator,
}
const offered = {
  hiRxno: 'RX1',
  epcToken: 'e'.repeat(64),
  tokenValidEndTime: '2026-11-21 11:02:03',
  fixmedinsCode: 'H99010100001',
  fixmedinsName: '九江路第一人民医院',
  prscTime: '2026-11-20 08:00:00',
  valiEndTime: '2026-11-23 08:00:00',
  prscDeptName: '心血管内科',
  maindiagName: '高血压病2级',
}
const person = {
  baseinfo: { psn_no: '1', psn_cert_type: '01', certno: voucher.idNumber, psn_name: voucher.name, gend: '2', age: 72.5 },
  insuinfo: [
    { balc: 12.5, insutype: '310', psn_type: '11', psn_insu_stas: '1', cvlserv_flag: '0', insuplc_admdvs: '990101' },
    { balc: '0.00', insutype: '390', psn_type: '11', psn_insu_stas: '2', cvlserv_flag: '0', insuplc_admdvs: '990201' },
  ],
}
const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** Gateways to a center that gives these answers, one after the other. */
async function counter(answers: readonly string[], change: Partial<CenterConnection> = {}): Promise<Counter> {
  const opened = await openCounter(answers, change)
  endings.push(opened.close)
  return opened
}

function sent(center: PlayedCenter): Record<string, unknown> {
  return JSON.parse(center.requests[0]?.text ?? '{}')
}

describe('the voucher platform', () => {
  it('is asked as V table B.3 has it, and its answer becomes a voucher', async () => {
    const { gateways, center } = await counter([
      '{"code":"0000","data":{"userName":"王秀兰","idNo":"990101195304160024","idType":"01","ecToken":"t1","insuOrg":"990101","extData":{"x":1}}}',
    ])
    expect(await gateways.voucherPlatform.decode(decode)).toEqual({
      kind: 'acknowledged',
      value: { token: 't1', name: '王秀兰', idType: '01', idNumber: '990101195304160024', insuranceArea: '990101' },
    })
    expect(center.requests[0]?.path).toBe('/localcfc/api/hsecfc/localQrCodeQuery')
    expect(sent(center)).toEqual({
      orgId: 'P99010100001',
      transType: 'ec.query',
      data: {
        orgId: 'P99010100001',
        ecQrCode: decode.qr,
        businessType: '02122',
        termId: '99010100000000000001',
        termIp: '10.0.0.7',
        operatorId: '1001',
        operatorName: '李收银',
      },
    })
  })

  it.each([
    ['{"code":500049,"message":"电子凭证二维码无效"}', 'refused', 'VOUCHER_QR_UNKNOWN'],
    ['{"code":"501001"}', 'refused', 'VOUCHER_QR_USED'],
    ['{"code":500005,"data":null}', 'refused', 'VOUCHER_QR_EXPIRED'],
    ['{"code":500001,"data":{}}', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    ['{"code":-1,"message":"未知异常"}', 'unknown', 'CENTER_ERROR'],
    ['{"code":-6}', 'refused', 'CENTER_BUSY'],
    ['{"code":0}', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    ['{"code":0,"data":{"userName":"王秀兰","idNo":"1","idType":"77","ecToken":"t"}}', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    ['<html>', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
  ])('%s ends %s with %s', async (answer, kind, code) => {
    const { gateways } = await counter([answer])
    expect(await gateways.voucherPlatform.decode(decode)).toMatchObject({ kind, failure: { code } })
  })

  it('is never given a message that breaks its table', async () => {
    const { gateways, center } = await counter([])
    expect(await gateways.voucherPlatform.decode({ ...decode, qr: '9'.repeat(33) })).toEqual({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: 'data.ecQrCode' },
    })
    expect(center.requests).toEqual([])
  })
})

describe('the insurance side', () => {
  it('gets a msgid of institution, Shanghai time and a sequence that starts again after 9999', async () => {
    const { gateways } = await counter([])
    const made = [gateways.insurance.nextMessageId(), gateways.insurance.nextMessageId(), gateways.insurance.nextMessageId()]
    expect(made).toEqual(['9998', '9999', '0000'].map((sequence) => `P9901010000120261121090203${sequence}`))
  })

  it('is signed in to, and tells its own time', async () => {
    const { gateways, center, centerTimes } = await counter([
      fsi({ respond_time: '20261121090500250', output: { signinoutb: { sign_time: '2026-11-21 09:05:00', sign_no: 'S1' } } }),
    ])
    const msgid = gateways.insurance.nextMessageId()
    expect(await gateways.insurance.signIn({ msgid, operator })).toEqual({ kind: 'acknowledged', value: { signNo: 'S1' } })
    expect(centerTimes).toEqual([Date.UTC(2026, 10, 21, 1, 5) + 250])
    expect(sent(center)).toMatchObject({
      infno: '9001',
      msgid,
      mdtrtarea_admvs: '990101',
      infver: 'V1.0',
      inf_time: '2026-11-21 09:02:03',
      opter: '1001',
      opter_name: '李收银',
      fixmedins_code: 'P99010100001',
      signtype: 'SM2',
      input: { signIn: { opter_no: '1001', mac: '02:00:00:00:00:07', ip: '10.0.0.7' } },
    })
  })

  it('tells who is insured where, amounts and ages in either spelling', async () => {
    const { gateways, center } = await counter([fsi({ output: person })])
    const answer = await gateways.insurance.person({ msgid: gateways.insurance.nextMessageId(), signNo: 'S1', operator, voucher })
    expect(answer).toEqual({
      kind: 'acknowledged',
      value: {
        personNumber: '1',
        name: '王秀兰',
        idNumber: '990101195304160024',
        gender: 'female',
        age: 72,
        places: [
          { area: '990101', insuranceType: '310', active: true },
          { area: '990201', insuranceType: '390', active: false },
        ],
      },
    })
    expect(sent(center)).toMatchObject({
      infno: '1101',
      sign_no: 'S1',
      input: { data: { mdtrt_cert_type: '01', mdtrt_cert_no: voucher.token, psn_cert_type: '01', certno: voucher.idNumber } },
    })
  })

  it('is given a shop name of no more than 20 characters', async () => {
    const name = '𠮷'.repeat(30)
    const { gateways, center } = await counter([], { institution: { code: 'P99010100001', name, area: '990101' } })
    await gateways.insurance.signIn({ msgid: gateways.insurance.nextMessageId(), operator })
    expect(sent(center).fixmedins_name).toBe('𠮷'.repeat(20))
  })

  it.each([
    ['{"infcode":1001,"err_msg":"定点医药机构不存在"}', 'refused', 'INSTITUTION_UNKNOWN'],
    ['{"infcode":"1002"}', 'refused', 'OUR_SIGNATURE_REFUSED'],
    ['{"infcode":-1,"err_msg":"失败"}', 'refused', 'CENTER_REFUSED'],
    ['{"infcode":1011}', 'unknown', 'CENTER_ERROR'],
    ['{"infcode":0}', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    [
      '{"infcode":0,"inf_refmsgid":"1","output":{"signinoutb":{"sign_time":"2026-11-21 25:00:00","sign_no":"1"}}}',
      'unknown',
      'CENTER_ANSWER_UNREADABLE',
    ],
    ['[]', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
  ])('%s ends %s with %s', async (answer, kind, code) => {
    const { gateways } = await counter([answer])
    expect(await gateways.insurance.signIn({ msgid: gateways.insurance.nextMessageId(), operator })).toMatchObject({
      kind,
      failure: { code },
    })
  })

  it('names the field of an answer that breaks the table', async () => {
    const broken = { ...person, insuinfo: [{ ...person.insuinfo[0], balc: 'viel' }] }
    const { gateways } = await counter([fsi({ output: broken })])
    const answer = await gateways.insurance.person({ msgid: gateways.insurance.nextMessageId(), signNo: 'S1', operator, voucher })
    expect(answer).toEqual({ kind: 'unknown', failure: { code: 'CENTER_ANSWER_UNREADABLE', field: 'output.insuinfo[0].balc' } })
  })

  it('is not believed when it gives an earlier answer again', async () => {
    const answer = fsi({ output: person })
    const { gateways } = await counter([answer, answer])
    const ask = () => gateways.insurance.person({ msgid: gateways.insurance.nextMessageId(), signNo: 'S1', operator, voucher })
    expect((await ask()).kind).toBe('acknowledged')
    expect(await ask()).toEqual({ kind: 'unknown', failure: { code: 'CENTER_ANSWER_UNREADABLE', field: 'inf_refmsgid' } })
  })
})

describe('the prescription center', () => {
  it('is asked in the envelope, and offers prescriptions with their tokens', async () => {
    const { gateways, center, centerTimes } = await counter([sealed({ code: 0, message: '成功', data: { rxList: [offered] } })])
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'acknowledged',
      value: [
        {
          hiRxno: 'RX1',
          token: offered.epcToken,
          tokenUntil: Date.UTC(2026, 10, 21, 3, 2, 3),
          institution: '九江路第一人民医院',
          department: '心血管内科',
          diagnosis: '高血压病2级',
          prescribedAt: Date.UTC(2026, 10, 20),
          validUntil: Date.UTC(2026, 10, 23),
        },
      ],
    })
    expect(openedBy(center.requests[0]?.text ?? '')).toEqual({
      ok: true,
      data: {
        mdtrtCertType: '01',
        mdtrtCertNo: voucher.token,
        certno: voucher.idNumber,
        insuPlcNo: '990101',
        ipInfo: '10.0.0.7',
        opter: '1001',
        opterName: '李收银',
        optins: 'P99010100001',
      },
    })
    expect(centerTimes).toEqual([now])
  })

  it('may have nothing waiting, and may write its time in the other spelling', async () => {
    const { gateways, centerTimes } = await counter([
      sealed({ code: 0, message: '', data: { rxList: [] }, timestamp: '20261121090000' }),
    ])
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({ kind: 'acknowledged', value: [] })
    expect(centerTimes).toEqual([Date.UTC(2026, 10, 21, 1)])
  })

  it('refuses with its signature', async () => {
    const { gateways } = await counter([sealed({ code: 700101, message: '令牌已失效' })])
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'refused',
      failure: { code: 'VOUCHER_TOKEN_DEAD', center: { code: '700101', message: '令牌已失效' } },
    })
  })

  it('is not believed, though heard, when it refuses without a signature', async () => {
    const { gateways, centerTimes } = await counter(['{"code":700001,"message":"应用渠道不存在","timestamp":"1700000000000"}'])
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'unknown',
      failure: { code: 'INSTITUTION_UNKNOWN', center: { code: '700001', message: '应用渠道不存在' } },
    })
    expect(centerTimes).toEqual([])
  })

  it('is not believed when its signature is wrong or gone', async () => {
    const fields = JSON.parse(sealed({ code: 0, message: '成功', data: { rxList: [] } }))
    const { signData: _signData, ...stripped } = fields
    const { gateways } = await counter([JSON.stringify({ ...fields, message: '成功了' }), JSON.stringify(stripped)])
    const forged = { kind: 'unknown', failure: { code: 'CENTER_SIGNATURE_WRONG' } }
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual(forged)
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual(forged)
  })

  it('is not believed when it gives an earlier answer again', async () => {
    const answer = sealed({ code: 0, message: '成功', data: { rxList: [offered] } })
    const { gateways } = await counter([answer, answer])
    await gateways.prescriptionCenter.authorize(authorize)
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field: 'signData' },
    })
  })

  it('is not believed when it is older than the question, though no earlier answer of this run', async () => {
    const { gateways, centerTimes } = await counter([
      sealed({ code: 0, message: '', data: { rxList: [] }, timestamp: '20261121090204' }),
      sealed({ code: 0, message: '', data: { rxList: [offered] }, timestamp: '20261121090150' }),
    ])
    expect((await gateways.prescriptionCenter.authorize(authorize)).kind).toBe('acknowledged')
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field: 'timestamp' },
    })
    expect(centerTimes).toEqual([now + 1_000])
  })

  it('leaves the outcome open when its content breaks the table', async () => {
    const { gateways } = await counter([sealed({ code: 0, message: '', data: { rxList: [{ ...offered, prscTime: '昨天' }] } })])
    expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field: 'data.rxList[0].prscTime' },
    })
  })
})

describe('every gateway', () => {
  it('finds its interfaces below an address that has a path of its own', async () => {
    const opened = await openCounter([], (url) => ({
      voucherUrl: `${url}/region`,
      insuranceUrl: `${url}/region/`,
      prescriptionUrl: `${url}/region/epc`,
    }))
    endings.push(opened.close)
    const { gateways, center } = opened
    await gateways.voucherPlatform.decode(decode)
    await gateways.insurance.signIn({ msgid: gateways.insurance.nextMessageId(), operator })
    await gateways.prescriptionCenter.authorize(authorize)
    expect(center.requests.map(({ path }) => path)).toEqual([
      '/region/localcfc/api/hsecfc/localQrCodeQuery',
      '/region/mbs/fmi/fsi/api/callFsiService/callService',
      '/region/epc/epc/api/fixmedins/rxOfflineAuth',
    ])
  })

  it('keeps names, numbers and tokens out of its failures', async () => {
    const telling = `${voucher.name} ${voucher.idNumber} ${voucher.token} ${decode.qr} ${operator.name}`
    const { gateways } = await counter([
      JSON.stringify({ code: -2, message: telling }),
      fsi({ infcode: 1003, err_msg: telling.slice(0, 200) }),
      sealed({ code: -2, message: telling }),
    ])
    const msgid = gateways.insurance.nextMessageId()
    const outcomes = [
      await gateways.voucherPlatform.decode(decode),
      await gateways.insurance.person({ msgid, signNo: 'S1', operator, voucher }),
      await gateways.prescriptionCenter.authorize(authorize),
    ]
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'OUR_REQUEST_REFUSED' } })
      const text = JSON.stringify(outcome)
      for (const secret of [voucher.idNumber, voucher.token, decode.qr, operator.name]) expect(text).not.toContain(secret)
    }
    expect(JSON.stringify(outcomes[1])).not.toContain(voucher.name)
  })

  it.each([{ privateKey: 'x' }, { platformPublicKey: 'AAAA' }])(
    'that needs a key says so when it cannot be read: %j',
    async (change) => {
      const { gateways, center } = await counter([], change)
      expect(await gateways.prescriptionCenter.authorize(authorize)).toEqual({
        kind: 'neverSent',
        failure: { code: 'CENTER_KEYS_UNREADABLE' },
      })
      expect(center.requests).toEqual([])
    },
  )
})
