import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'
import { type Counter, FREE, freshBoxes, NOT_APPROVED, openCounter } from './settlementCounter.ts'
import { AMLODIPINE, drugNamed, type Json, type Node } from './settlementShop.ts'

let counter: Counter
let system: Pharmacy
let admin: AdminClient

beforeAll(async () => {
  counter = await openCounter('national')
  const { center } = counter.shop
  system = createPharmacy(center, { ...center.connection, ...center.insuranceSystem })
  admin = createAdminClient(center.adminUrl, center.adminToken)
})
afterAll(() => counter.shop.close())

const DRUG = drugNamed(AMLODIPINE).code
const certnoOf = (name: string): string => counter.shop.books.registry.peopleNamed(name)[0]?.identityNumber ?? ''
const claimOf = (index: number, change: Node = {}): Node => ({
  ...{ hiRxno: counter.rx(index), rxCircFlag: '1', fixmedinsCode: counter.shop.shopCode, psnCertType: '01' },
  ...{ certno: certnoOf('王秀兰'), insuPlcNo: '990101', rxDetlList: [{ medListCodg: DRUG, cnt: '2' }] },
  ...change,
})
const now = (): string => dateTime(counter.shop.now())
const noticeOf = (index: number, setlId: string, change: Node = {}): Node => ({
  ...claimOf(index),
  ...{ setlId, setlTime: now(), medfeeSumamt: '50.00', fundPaySumamt: '20.00', acctPay: '29.99', psnCashPay: '0.01' },
  ...change,
})
const reversalOf = (index: number, setlId: string, change: Node = {}): Node => ({
  ...{
    hiRxno: counter.rx(index),
    fixmedinsCode: counter.shop.shopCode,
    setlId,
    revsType: '1',
    revsSetlId: 'C1',
    revsTime: now(),
  },
  ...change,
})

async function refused(ask: () => Promise<Json>, code: number, field: string): Promise<void> {
  const before = counter.shop.written()
  const answer = await ask()
  expect(answer).toMatchObject({ code, verified: true })
  expect(String(answer.message)).toContain(field)
  expect(counter.shop.written()).toEqual(before)
}

describe('the check before a settlement', () => {
  it('says how an approved prescription stands, and changes nothing', async () => {
    const before = counter.shop.written()
    expect(await system.prescription('rxSetlChk', claimOf(FREE))).toMatchObject({
      code: 0,
      data: { hiRxno: counter.rx(FREE), rxStasCodg: '1', rxUsedStasCodg: '1', rxExraAttrCode: '02' },
    })
    expect(counter.shop.written()).toEqual(before)
  })

  it.each([
    ['an unknown prescription', FREE, { hiRxno: 'X' }, 700301, 'hiRxno'],
    ['one that was withdrawn', 7, {}, 700123, 'hiRxno'],
    ['one that is used', 8, {}, 700121, 'hiRxno'],
    ['one that ran out', 6, {}, 700122, 'hiRxno'],
    ['somebody else', FREE, { certno: '1' }, 700302, 'certno'],
    ['another place of insurance', FREE, { insuPlcNo: '990201' }, 700302, 'insuPlcNo'],
    ['what nobody approved', NOT_APPROVED, {}, 700303, 'fixmedinsCode'],
    [
      'a drug that was not prescribed',
      FREE,
      { rxDetlList: [{ medListCodg: 'X', cnt: '1' }] },
      700304,
      'rxDetlList[0].medListCodg',
    ],
    ['more than was prescribed', FREE, { rxDetlList: [{ medListCodg: DRUG, cnt: '2.0001' }] }, 700304, 'rxDetlList[0].cnt'],
    ['no goods', FREE, { rxDetlList: [] }, -2, 'rxDetlList'],
    ['what does not circulate', FREE, { rxCircFlag: '0' }, -2, 'rxCircFlag'],
  ])('refuses %s', (_what, index, change, code, field) =>
    refused(() => system.prescription('rxSetlChk', claimOf(index, change)), code, field),
  )
})

describe('the notices of another insurance system', () => {
  it('use a prescription and free it again, each once, however often they come', async () => {
    const notice = noticeOf(FREE, 'S1')
    await refused(() => system.prescription('rxSetlNotify', { ...notice, psnCashPay: '0.02' }), -2, 'medfeeSumamt')
    await refused(() => system.prescription('rxSetlNotify', { ...notice, setlTime: '2027-01-01 00:00:00' }), -2, 'setlTime')
    await refused(() => system.prescription('rxSetlRevsNotify', reversalOf(FREE, 'S1')), 700312, 'setlId')
    const used = { code: 0, data: { rxStasCodg: '1', rxUsedStasCodg: '2' } }
    expect(await system.prescription('rxSetlNotify', notice)).toMatchObject(used)
    const before = counter.shop.written()
    expect(await system.prescription('rxSetlNotify', notice)).toMatchObject(used)
    expect(counter.shop.written()).toEqual(before)
    await refused(() => system.prescription('rxSetlNotify', noticeOf(FREE, 'S2')), 700121, 'hiRxno')
    await refused(() => system.prescription('rxSetlNotify', noticeOf(1, 'S1')), 700311, 'setlId')
    // the pharmacy of the mock's own insurance side cannot settle it a second time
    const input = await counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(FREE) })
    expect(await counter.shop.ask('2101A', input)).toMatchObject({ infcode: 1022 })

    await refused(() => system.prescription('rxSetlRevsNotify', reversalOf(1, 'S1')), 700312, 'setlId')
    const free = { code: 0, data: { rxStasCodg: '1', rxUsedStasCodg: '1' } }
    expect(await system.prescription('rxSetlRevsNotify', reversalOf(FREE, 'S1'))).toMatchObject(free)
    expect(await system.prescription('rxSetlRevsNotify', reversalOf(FREE, 'S1'))).toMatchObject(free)
    await refused(() => system.prescription('rxSetlRevsNotify', reversalOf(FREE, 'S1', { revsSetlId: 'Y' })), 700313, 'setlId')
    expect(await counter.shop.ask('2101A', input)).toMatchObject({ infcode: 0 })
  })

  it('do not reach a settlement of the own insurance side, which tells the same in process and stands in the log as it would have travelled', async () => {
    const hiRxno = counter.rx(0)
    counter.shop.books.outbounds.add({
      hiRxno,
      institution: counter.shop.shopCode,
      settlement: null,
      content: JSON.stringify({ selinfo: [{ medListCodg: DRUG, selRetnCnt: '2' }] }),
      at: counter.shop.now(),
    })
    const [last] = (await admin.requests()).slice(-1)
    const settled = await counter.shop.ask('2102A', await counter.sale({ lines: [freshBoxes(2)], hiRxno }))
    const of = (name: string): string => String(dig(settled, 'output', 'setlinfo', name))
    await refused(() => system.prescription('rxSetlRevsNotify', reversalOf(0, of('setl_id'))), 700312, 'setlId')
    const data = { psn_no: counter.shop.personNumber('王秀兰'), setl_id: of('setl_id'), mdtrt_id: of('mdtrt_id') }
    expect(await counter.shop.ask('2103', { data })).toMatchObject({ infcode: 0 })
    expect(await counter.shop.ask('2102A', await counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(8) }))).toMatchObject({
      infcode: 1022,
    })

    const inProcess = (await admin.requests(last?.id)).filter(
      ({ channel, interface: number, accepted }) => channel === 'L' && (number !== 'rxSetlRevsNotify' || accepted),
    )
    expect(inProcess.map(({ interface: number, code }) => [number, code])).toEqual([
      ['rxSetlChk', '0'],
      ['rxSetlNotify', '0'],
      ['rxSetlRevsNotify', '0'],
      ['rxSetlChk', '700121'],
    ])
    for (const { interface: number, request, answer, accepted } of inProcess) {
      const table = Object.values(interfaceTables).find((each) => each.number === number)
      expect(validateNode(table?.input ?? [], request)).toEqual([])
      if (accepted) expect(validateNode(table?.output ?? [], dig(answer, 'data'))).toEqual([])
    }
  })
})

describe('the registers that an insurance system keeps', () => {
  const institution = (change: Node = {}): Node => ({
    ...{ fixmedinsCode: 'P99010100009', fixmedinsName: '新开大药房', fixmedinsType: '2', admdvs: '990101', openStas: '1' },
    ...{
      appId: 'N'.repeat(32),
      appSecret: 'S'.repeat(32),
      pubKey: Buffer.from(counter.shop.center.institutionKey).toString('base64'),
    },
    ...change,
  })

  it('let an institution in with its keys, and shut it out', async () => {
    const { center } = counter.shop
    expect(await system.prescription('fixmedinsSync', institution())).toMatchObject({ code: 0, data: { openStas: '1' } })
    const newcomer = createPharmacy(center, {
      ...center.connection,
      institution: { code: 'P99010100009', name: '新开大药房', area: '990101' },
      appId: 'N'.repeat(32),
      appSecret: 'S'.repeat(32),
    })
    expect(await newcomer.signIn()).toMatch(/^\d{30}$/)
    expect(await newcomer.prescription('7208', {})).toMatchObject({ code: -2 })
    expect(await system.prescription('fixmedinsSync', institution({ openStas: '0' }))).toMatchObject({ code: 0 })
    expect(await newcomer.prescription('7208', {})).toMatchObject({ code: 700006 })
  })

  it.each([
    ['another kind than it has', { fixmedinsCode: 'P99010100002', fixmedinsType: '1' }, 700321, 'fixmedinsType'],
    ['a code that is none', { fixmedinsCode: 'X1' }, -2, 'fixmedinsCode'],
    ['a short appId', { appId: 'A' }, -2, 'appId'],
    ['a short secret', { appSecret: 'A' }, -2, 'appSecret'],
    ['a key that is no point of the curve', { pubKey: Buffer.alloc(65, 4).toString('base64') }, -2, 'pubKey'],
  ])('take no institution with %s', (_what, change, code, field) =>
    refused(() => system.prescription('fixmedinsSync', institution(change)), code, field),
  )

  it('take no appId of somebody else', () =>
    refused(
      () => system.prescription('fixmedinsSync', institution({ appId: counter.shop.center.connection.appId })),
      700321,
      'appId',
    ))

  it('move a pharmacist, take one off, and know who is who', async () => {
    const [known] = counter.shop.center.pharmacists
    const of = (change: Node = {}): Node => ({
      ...{ pharCode: known?.code, pharName: known?.name, pharCertType: '01', pharCertno: known?.person },
      ...{ pharPracCertNo: known?.practiceNumber, fixmedinsCode: 'P99010100002', valiFlag: '1' },
      ...change,
    })
    await refused(() => system.prescription('hiPharSync', of({ pharCertno: '1' })), 700322, 'pharCertno')
    await refused(() => system.prescription('hiPharSync', of({ pharName: '林晓' })), 700322, 'pharName')
    await refused(() => system.prescription('hiPharSync', of({ pharCode: 'HY1' })), 700322, 'pharCode')
    await refused(() => system.prescription('hiPharSync', of({ fixmedinsCode: 'P00000000000' })), 700321, 'fixmedinsCode')
    expect(await system.prescription('hiPharSync', of())).toMatchObject({ code: 0 })
    expect(counter.shop.books.registry.pharmacist(known?.code ?? '')?.institution).toBe('P99010100002')
    expect(await system.prescription('hiPharSync', of({ valiFlag: '0' }))).toMatchObject({ code: 0 })
    expect(counter.shop.books.registry.pharmacist(known?.code ?? '')).toBeUndefined()
    await refused(() => system.prescription('hiPharSync', of({ valiFlag: '0' })), 700322, 'pharCode')
    expect(await system.prescription('hiPharSync', of({ fixmedinsCode: counter.shop.shopCode }))).toMatchObject({ code: 0 })
  })

  it('move a doctor within a hospital, take one off, and know who is who', async () => {
    const { staff } = counter.shop.books
    const hospital = 'H99010100001'
    const [known, colleague] = staff.doctors(hospital)
    const [department] = staff.departments(hospital).filter(({ name }) => name !== known?.department)
    const of = (change: Node = {}): Node => ({
      ...{ drCode: known?.code, drName: known?.name, drCertType: '01', drCertno: known?.identityNumber },
      ...{ fixmedinsCode: hospital, deptCode: department?.code, deptName: department?.name, valiFlag: '1' },
      ...change,
    })
    const sync = (change: Node = {}) => system.prescription('hiDrSync', of(change))
    await refused(() => sync({ drCertno: colleague?.identityNumber }), 700324, 'drCode')
    await refused(() => sync({ drCode: 'D1' }), 700324, 'drCode')
    await refused(() => sync({ fixmedinsCode: counter.shop.shopCode }), 700321, 'fixmedinsCode')
    await refused(() => sync({ deptCode: 'X' }), 700324, 'deptCode')
    await refused(() => sync({ deptName: '药剂科' }), 700324, 'deptName')
    expect(await sync()).toMatchObject({ code: 0, data: { drCode: known?.code, valiFlag: '1' } })
    expect(staff.doctor(known?.code ?? '')).toEqual({ ...known, department: department?.name })
    expect(await sync({ valiFlag: '0' })).toMatchObject({ code: 0 })
    expect(staff.doctor(known?.code ?? '')).toBeUndefined()
    await refused(() => sync({ valiFlag: '0' }), 700324, 'drCode')
    expect(await sync()).toMatchObject({ code: 0 })
  })

  it('add a disease, rename it, and take it off its list', async () => {
    const { staff } = counter.shop.books
    const of = { diseCodg: 'Z99.x01', diseName: '试验病种', diseType: '1', valiFlag: '1' }
    const sync = (change: Node = {}) => system.prescription('circDiseSync', { ...of, ...change })
    await refused(() => sync({ valiFlag: '0' }), 700323, 'diseCodg')
    expect(await sync()).toMatchObject({ code: 0, data: { diseCodg: 'Z99.x01', valiFlag: '1' } })
    await refused(() => sync({ diseType: '2' }), 700323, 'diseType')
    expect(await sync({ diseName: '另一名称' })).toMatchObject({ code: 0 })
    expect(staff.disease('Z99.x01')).toEqual({ code: 'Z99.x01', name: '另一名称', list: 'icd' })
    expect(await sync({ valiFlag: '0' })).toMatchObject({ code: 0 })
    expect(staff.disease('Z99.x01')).toBeUndefined()
  })

  it('end the circulation of a drug, which no circulated prescription settles any more', async () => {
    const drug = drugNamed(AMLODIPINE)
    const message = {
      ...{ medListCodg: drug.code, drugGenname: drug.genericName, drugDosform: drug.dosageForm, drugSpec: drug.spec },
      ...{ drugCntUnit: drug.unit, prdrName: drug.maker, rxItemTypeCode: drug.itemType, chrgitmLv: drug.level, rxFlag: '1' },
      ...{ dualChnlFlag: '0', valiFlag: '0' },
    }
    expect(await system.prescription('circDrugSync', message)).toMatchObject({ code: 0, data: { valiFlag: '0' } })
    const input = await counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(0) })
    expect(await counter.shop.ask('2101A', input)).toMatchObject({ infcode: 1028 })
    expect(await system.prescription('circDrugSync', { ...message, valiFlag: '1' })).toMatchObject({ code: 0 })
    expect(await counter.shop.ask('2101A', input)).toMatchObject({ infcode: 0 })
  })
})
