import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { opensslVerifiesP7, opensslVerifiesPdf } from '../../../scripts/counter/opensslP7.ts'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { createHospitalClient, type HospitalClient } from '../../../server-mock/admin/hospital/client.ts'
import type { HospitalView, WriteRequest } from '../../../server-mock/admin/hospital/contract.ts'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { type CallbackReceiver, openCallbackReceiver } from './callbackReceiver.ts'
import { walk } from './generated/pharmacyWalk.ts'
import { createPharmacy, dig } from './pharmacy.ts'

type Json = Record<string, unknown>

const NOON = Date.parse('2026-11-21T12:00:00+08:00')

let center: MockCenter
let hospital: HospitalClient
let view: HospitalView

async function open(province: 'national' | 'fujian', scenario = 'single-drug'): Promise<void> {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  center = await createMockCenter({ port: 0, seed: 'hospital', scenario, province, clock })
  hospital = createHospitalClient(center.adminUrl, center.adminToken)
  view = await hospital.view()
}

const codeOfDrug = (name: string): string => view.drugs.find((drug) => drug.name === name)?.code ?? ''

function order(change: Partial<WriteRequest> = {}): WriteRequest {
  return {
    patient: view.patients[0]?.identityNumber ?? '',
    doctor: view.doctors[0]?.code ?? '',
    diagnosis: 'I10.x02',
    lines: [{ drug: codeOfDrug('缬沙坦胶囊'), quantity: 2, days: 7 }],
    ...change,
  }
}

/** Writes a prescription that must be taken, and gives its number. */
async function written(change: Partial<WriteRequest> = {}): Promise<string> {
  const { hiRxno, steps } = await hospital.write(order(change))
  expect(steps.filter(({ code }) => code !== '0')).toEqual([])
  return hiRxno ?? ''
}

describe.each(['national', 'fujian'] as const)('a workstation of a hospital in the center of %s', (province) => {
  beforeEach(() => open(province))
  afterEach(() => center.close())

  it('writes, signs and uploads in one call, over the real messages', async () => {
    const { steps, warnings } = await hospital.write(order())
    const asks = province === 'fujian' ? ['3101'] : []
    expect(steps.map((step) => step.interface)).toEqual(['ec.query', '9001', '2201', '2203', ...asks, '7101', '7102', '7103'])
    expect(warnings).toHaveLength(asks.length)
    const messages = await createAdminClient(center.adminUrl, center.adminToken).requests()
    expect(messages.map((message) => message.interface)).toEqual(steps.map((step) => step.interface))
    expect(messages.every(({ accepted }) => accepted)).toBe(true)
  })

  it.each(['center', 'own'] as const)(
    'uploads what a pharmacy then finds, downloads and verifies, signed by the %s',
    async (signing) => {
      const hiRxno = await written({ signing })
      const pharmacy = createPharmacy(center)
      const found = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
      const row = [...(dig(found, 'data', 'rxList') as readonly Json[])].find((each) => each.hiRxno === hiRxno)
      const epcToken = String(row?.epcToken)
      const { data } = await pharmacy.prescription('7204', { hiRxno, epcToken, insuPlcNo: '990101' })
      expect(data).toMatchObject({
        rxExraAttrCode: '02',
        valiDays: '3',
        rxDetlList: [{ drugGenname: '缬沙坦胶囊', drugCnt: '2.0000' }],
      })
      const files = { rxFile: dig(data, 'rxFile'), signDigest: dig(data, 'signDigest'), signCertSn: dig(data, 'signCertSn') }
      const shop = { fixmedinsCode: center.connection.institution.code }
      const verified = await pharmacy.prescription('7205', { hiRxno, epcToken, ...shop, ...files })
      expect(verified).toMatchObject({ data: { verifyFlag: '1' } })
    },
  )

  it('withdraws what is unused, once and for all', async () => {
    const hiRxno = await written()
    await expect(hospital.withdraw({ hiRxno, reason: '开错剂量' })).resolves.toMatchObject({ interface: '7104', code: '0' })
    const { prescription } = await hospital.results(hiRxno)
    expect(prescription).toMatchObject({ rxStasCodg: '3', rxStasName: '已撤销' })
    const pharmacy = createPharmacy(center)
    const { data } = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    expect(JSON.stringify(data)).not.toContain(hiRxno)
  })
})

describe('what a workstation is told', () => {
  beforeEach(() => open('national'))
  afterEach(() => center.close())

  it('the last step says why a prescription was not taken, and nobody finds it', async () => {
    const before = await createAdminClient(center.adminUrl, center.adminToken).prescriptions()
    const refused = await hospital.write(order({ lines: [{ drug: codeOfDrug('盐酸吗啡缓释片'), quantity: 1, days: 3 }] }))
    expect(refused.hiRxno).toBeNull()
    expect(refused.steps.at(-1)).toMatchObject({ interface: '7101', code: '700183' })
    expect(refused.steps.at(-1)?.message).toContain('麻醉药品不得流转')
    await expect(createAdminClient(center.adminUrl, center.adminToken).prescriptions()).resolves.toEqual(before)
  })

  it('signatures of both ways are right to openssl as well', async () => {
    const bodies: Json[] = []
    for (const signing of ['center', 'own'] as const) {
      const hiRxno = await written({ signing })
      const messages = await createAdminClient(center.adminUrl, center.adminToken).requests()
      const upload = messages.findLast((message) => message.interface === '7103')
      // the log keeps no whole files
      const file = await fetch(`${center.adminUrl}/hospital/file?hiRxno=${hiRxno}`, {
        headers: { authorization: `Bearer ${center.adminToken}` },
      })
      const { file: rxFile }: Json = JSON.parse(await file.text())
      bodies.push({ ...(upload?.request as Json), rxFile })
    }
    for (const { rxFile, signDigest, ...fields } of bodies) {
      const names = [
        ...[
          'rxTraceCode',
          'hiRxno',
          'mdtrtId',
          'patnName',
          'psnCertType',
          'certno',
          'fixmedinsName',
          'fixmedinsCode',
          'drCode',
          'prscDrName',
        ],
        ...[
          'pharDeptName',
          'pharDeptCode',
          'pharProfttlCodg',
          'pharProfttlName',
          'pharCode',
          'pharCertType',
          'pharCertno',
          'pharName',
        ],
        ...['pharPracCertNo', 'pharChkTime'],
      ]
      const value = JSON.stringify(Object.fromEntries(names.toSorted().map((name) => [name, fields[name] ?? ''])))
      const p7 = Buffer.from(String(signDigest), 'base64')
      expect(opensslVerifiesP7(p7, Buffer.from(value))).toBe(true)
      expect(opensslVerifiesP7(p7, Buffer.from(value.replace('王秀兰', '王秀芝')))).toBe(false)
      expect(opensslVerifiesPdf(Buffer.from(String(rxFile), 'base64'))).toBe(true)
    }
  })

  it('gives a hospital of its own making its certificate and key, and that of the CA', async () => {
    const keys = await hospital.keys('H99010100001')
    expect(keys.hospital).toBe('H99010100001')
    expect(Buffer.from(keys.privateKey, 'base64')).toHaveLength(32)
    expect(Buffer.from(keys.certificate, 'base64')[0]).toBe(0x30)
  })
})

describe('call-backs', () => {
  let receiver: CallbackReceiver
  beforeEach(async () => {
    await open('national')
    receiver = await openCallbackReceiver()
  })
  afterEach(async () => {
    await center.close()
    await receiver.close()
  })

  /** A pharmacist of the first pharmacy decides over the oldest prescription of the patient. */
  async function review(status: '1' | '2'): Promise<string> {
    const pharmacy = createPharmacy(center)
    const found = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    const hiRxno = String(dig(found, 'data', 'rxList', 0, 'hiRxno'))
    const epcToken = String(dig(found, 'data', 'rxList', 0, 'epcToken'))
    const { data } = await pharmacy.prescription('7204', { hiRxno, epcToken, insuPlcNo: '990101' })
    const files = { rxFile: dig(data, 'rxFile'), signDigest: dig(data, 'signDigest'), signCertSn: dig(data, 'signCertSn') }
    const { institution } = center.connection
    const verified = await pharmacy.prescription('7205', { hiRxno, epcToken, fixmedinsCode: institution.code, ...files })
    const decoded = await pharmacy.query(center.showPharmacistVoucher('陈国栋').qr)
    const [pharmacist] = center.pharmacists
    const rxChkUpInfo = {
      ...{
        hiRxno,
        epcToken,
        ecToken: dig(decoded, 'data', 'ecToken'),
        fixmedinsCode: institution.code,
        fixmedinsName: institution.name,
      },
      ...{
        pharCertType: '01',
        pharCertno: pharmacist?.person,
        pharCode: pharmacist?.code,
        pharName: '陈国栋',
        rxChkOpnn: '用法合理',
      },
      ...{ rxChkTime: '2026-11-21 12:00:00', rxChkStasCodg: status, rxSignVerifySn: dig(verified, 'data', 'rxSignVerifySn') },
    }
    expect(await pharmacy.prescription('7206', { rxChkUpInfo })).toMatchObject({ code: 0 })
    return hiRxno
  }

  it('tell the hospital a review, signed and encrypted for it, and stand in the log', async () => {
    await hospital.setCallback({ url: receiver.url })
    const hiRxno = await review('1')
    await receiver.arrivals(1)
    const connection = center.connections.get('H99010100001')
    if (connection === undefined) throw new Error('there is no hospital')
    const opened = createPharmacy(center, connection).open({ ...receiver.received[0] })
    expect(opened).toMatchObject({ verified: true, data: { hiRxno, rxChkStasCodg: '1', rxChkOpnn: '用法合理' } })
    await expect(hospital.results(hiRxno)).resolves.toMatchObject({ review: { rxChkStasCodg: '1', pharName: '陈国栋' } })
    const messages = await createAdminClient(center.adminUrl, center.adminToken).requests()
    expect(messages.find((message) => message.interface === '7108')).toMatchObject({ accepted: true, code: '0' })
  })

  it.each(['national', 'fujian'] as const)('tell the hospital of %s what was sold, and that it came back', async (province) => {
    await center.close()
    await open(province)
    await hospital.setCallback({ url: receiver.url })
    for await (const _step of walk(center, province));
    const notices = async () =>
      (await createAdminClient(center.adminUrl, center.adminToken).requests()).filter((each) => each.interface === '7109')
    await expect.poll(async () => (await notices()).length).toBeGreaterThanOrEqual(2)
    const [settled, undone] = (await notices()).map(({ request }) => request)
    expect(settled).toMatchObject({
      data: { rxUsedStasCodg: '2' },
      seltdelts: [
        { drugGenname: '苯磺酸氨氯地平片', drugTotlcnt: '2', pric: '23.5000', sumamt: '47.00', fixmedinsCode: 'P99010100001' },
      ],
    })
    expect(undone).toMatchObject({ data: { rxUsedStasCodg: '1', fundPaySumamt: '0.00' }, seltdelts: [] })
    for (const notice of [settled, undone]) expect(validateNode(interfaceTables['7109'].input, notice)).toEqual([])
  })

  it('are tried again when the hospital does not take them', async () => {
    receiver.answer('{"code":"1","message":"忙"}', '{"code":"0"}')
    await hospital.setCallback({ url: receiver.url })
    await review('2')
    await receiver.arrivals(2)
    const tries = async () =>
      (await createAdminClient(center.adminUrl, center.adminToken).requests()).filter((each) => each.interface === '7108')
    await expect.poll(tries).toHaveLength(2)
    expect((await tries()).map(({ accepted }) => accepted)).toEqual([false, true])
  })

  it('go to this machine only', async () => {
    for (const url of ['http://example.org/notify', 'https://127.0.0.1/notify', 'http://127.0.0.1.example.org/'])
      await expect(hospital.setCallback({ url })).rejects.toThrow('only an http address of this machine')
    await hospital.setCallback({ url: receiver.url })
    await hospital.setCallback({ url: null })
    expect((await hospital.view()).callback).toBeNull()
    await review('1')
    expect(receiver.received).toEqual([])
  })

  it('that still wait do not keep the center from closing', async () => {
    receiver.answer('{"code":"1"}', '{"code":"1"}', '{"code":"1"}')
    await hospital.setCallback({ url: receiver.url })
    await review('1')
    await receiver.arrivals(1)
    await expect(center.close()).resolves.toBeUndefined()
    await open('national')
  })
})
