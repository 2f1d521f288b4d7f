import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { hospitalScenario, messagesOf, orderOf } from './generated/hospitalMessages.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'

type Json = Record<string, unknown>

const NOON = Date.parse('2026-11-21T12:00:00+08:00')
const DAY_MS = 86_400_000
const CODE = 'H99010100001'

let center: MockCenter
let hospital: Pharmacy
let messages: ReturnType<typeof messagesOf>
let mdtrtId: string

/** A center with a visit that 2203 has described; the patient showed the identity card. */
async function open(province: 'national' | 'fujian' = 'national'): Promise<void> {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  center = await createMockCenter({ port: 0, seed: 'rules', scenario: hospitalScenario, province, clock })
  const connection = center.connections.get(CODE)
  if (connection === undefined) throw new Error('there is no hospital')
  hospital = createPharmacy(center, connection)
  messages = messagesOf(orderOf('rules', NOON), connection.institution, dateTime(NOON))
  const envelope = { sign_no: await hospital.signIn(), insuplc_admdvs: '990101' }
  const { data } = messages.register('') as { data: Json }
  const shown = { mdtrt_cert_type: '02', mdtrt_cert_no: orderOf('rules', NOON).patient.identityNumber }
  const registered = await hospital.insurance('2201', { data: { ...data, ...shown } }, envelope)
  mdtrtId = String(dig(registered, 'output', 'data', 'mdtrt_id'))
  expect(await hospital.insurance('2203', messages.describe(mdtrtId), envelope)).toMatchObject({ infcode: 0 })
}

function precheck(change: Json = {}): Json {
  const { ecToken: _token, ...sent } = messages.precheck('', mdtrtId)
  return { ...sent, mdtrtCertType: '02', mdtrtCertNo: orderOf('rules', NOON).patient.identityNumber, ...change }
}

const visit = (change: Json): Json => ({ mdtrtinfo: { ...(precheck().mdtrtinfo as Json), ...change } })
const line = (change: Json): Json => ({ rxdrugdetail: [{ ...(precheck().rxdrugdetail as readonly Json[])[0], ...change }] })
const drug = (name: string): Json => {
  const { lines } = orderOf('rules', NOON, name)
  const code = lines[0]?.drug
  return {
    ...{ medListCodg: code?.code, drugGenname: name, drugDosform: code?.dosageForm, drugSpec: code?.spec },
    ...{ drugProdname: code?.productName, prdrName: code?.maker, drugDosunt: code?.unit },
  }
}
const days = (count: number): Json => ({ medcDays: String(count), medcEndtime: dateTime(NOON + count * DAY_MS) })
const validFor = (count: number): Json => ({ valiDays: String(count), valiEndTime: dateTime(NOON + count * DAY_MS) })

async function uploaded(): Promise<Json> {
  const { data } = await hospital.prescription('7101', precheck())
  const numbers = { hiRxno: String(dig(data, 'hiRxno')), rxTraceCode: String(dig(data, 'rxTraceCode')), mdtrtId }
  const signed = await hospital.prescription('7102', messages.sign(numbers))
  const file = { rxFile: dig(signed, 'data', 'rxFile'), signDigest: dig(signed, 'data', 'signDigest') }
  return { ...messages.signed(numbers), ...file }
}

afterEach(() => center.close())

describe('7101', () => {
  beforeEach(() => open())

  it.each<[string, () => Json, string, string]>([
    ['of a visit that nobody registered', () => visit({ mdtrtId: 'M1' }), '700181', 'mdtrtId'],
    ['of a doctor of nowhere', () => visit({ drCode: 'D1' }), '700182', 'drCode'],
    ['under the name of another doctor', () => visit({ prscDrName: '何静怡' }), '700182', 'prscDrName'],
    ['of another patient', () => visit({ patnName: '王秀芝' }), '700102', 'patnName'],
    [
      'of a disease that the visit was not about',
      () => ({ ...precheck(), diseinfo: [{ ...(precheck().diseinfo as Json[])[0], diagCode: 'E78.500', diagName: '高脂血症' }] }),
      '700184',
      'diagCode',
    ],
    ['of no drug', () => ({ rxdrugdetail: [] }), '700185', 'rxdrugdetail'],
    ['of a narcotic', () => line(drug('盐酸吗啡缓释片')), '700183', 'medListCodg'],
    ['of a drug outside the catalogue', () => line(drug('枸橼酸西地那非片')), '700183', 'medListCodg'],
    ['of another spec than the catalogue has', () => line({ drugSpec: '160mg' }), '700183', 'drugSpec'],
    ['as 双通道 of a drug that is none', () => ({ rxExraAttrCode: '01' }), '700183', 'medListCodg'],
    ['of nothing', () => line({ drugCnt: '0' }), '700185', 'drugCnt'],
    ['without a dose', () => line({ sinDoscnt: '0' }), '700185', 'sinDoscnt'],
    ['for more than a week without a reason', () => line(days(8)), '700185', 'medcDays'],
    ['whose days do not fit its dates', () => line({ medcDays: '3' }), '700185', 'medcEndtime'],
    ['that holds for four days', () => validFor(4), '700185', 'valiDays'],
    ['that ends on another day than it says', () => ({ valiEndTime: dateTime(NOON + DAY_MS) }), '700185', 'valiEndTime'],
    ['that may be used again and again', () => ({ reptFlag: '1' }), '700185', 'reptFlag'],
    ['of an internet hospital', () => ({ bizTypeCode: '02', authNo: 'A1' }), '-4', 'bizTypeCode'],
    ['of tomorrow', () => ({ prscTime: dateTime(NOON + DAY_MS) }), '700185', 'medcBegntime'],
    [
      'whose fee has the drugs in it',
      () => ({ ...visit({ rgstFee: '10.00', medfeeSumamt: '50.00' }), ...line({ drugPric: '20', drugSumamt: '40.00' }) }),
      '700185',
      'medfeeSumamt',
    ],
  ])('refuses a prescription %s', async (_title, change, code, field) => {
    const answer = await hospital.prescription('7101', precheck(change()))
    expect(String(answer.code)).toBe(code)
    expect(answer.message).toContain(field)
  })

  it.each<[string, () => Json]>([
    ['a long-term prescription of twelve weeks for thirty days', () => ({ ...line(days(84)), ...validFor(30), longRxFlag: '1' })],
    ['two weeks with the reason', () => ({ ...line(days(14)), ...visit({ diseCondDscr: '老年患者，病情稳定' }) })],
    [
      'one whose fee is without the drugs',
      () => ({ ...visit({ rgstFee: '10.00', medfeeSumamt: '10.00' }), ...line({ drugPric: '20', drugSumamt: '40.00' }) }),
    ],
    ['one of no kind, where the province lets it', () => ({ rxExraAttrCode: '' })],
  ])('takes %s', async (_title, change) => {
    expect(await hospital.prescription('7101', precheck(change()))).toMatchObject({ code: 0 })
  })

  it('gives fresh numbers for the same own number until it is uploaded, and the trace code works once', async () => {
    const first = await hospital.prescription('7101', precheck())
    const upload = await uploaded()
    expect(upload.hiRxno).not.toBe(dig(first, 'data', 'hiRxno'))
    expect(await hospital.prescription('7103', upload)).toMatchObject({ code: 0, data: { rxStasCodg: '1' } })
    expect(await hospital.prescription('7103', { ...upload, extras: '再次' })).toMatchObject({ code: 700186 })
    expect(await hospital.prescription('7101', precheck())).toMatchObject({ code: 700190 })
  })
})

describe('7103', () => {
  beforeEach(() => open())

  it.each<[string, (upload: Json) => Json, number]>([
    ['of another trace code', () => ({ rxTraceCode: '1' }), 700186],
    ['of another patient than was checked', () => ({ patnName: '王秀芝' }), 700188],
    ['reviewed by nobody of the hospital', () => ({ pharCode: 'HY1' }), 700132],
    ['reviewed before it was written', () => ({ pharChkTime: dateTime(NOON - DAY_MS) }), 700188],
    [
      'whose data were changed after they were signed',
      () => ({ pharChkTime: dateTime(NOON), pharProfttlName: '主任药师' }),
      700187,
    ],
    [
      'whose file was changed after it was signed',
      ({ rxFile }) => ({
        rxFile: Buffer.from(
          Buffer.from(String(rxFile), 'base64').toString('latin1').replace('%PDF-1.7', '%PDF-1.6'),
          'latin1',
        ).toString('base64'),
      }),
      700187,
    ],
  ])('refuses one %s', async (_title, change, code) => {
    const upload = await uploaded()
    expect(await hospital.prescription('7103', { ...upload, ...change(upload) })).toMatchObject({ code })
  })

  it('refuses a file that says other data than were checked', async () => {
    const { data } = await hospital.prescription('7101', precheck())
    const numbers = { hiRxno: String(dig(data, 'hiRxno')), rxTraceCode: String(dig(data, 'rxTraceCode')), mdtrtId }
    const other = messages.sign({ ...numbers, mdtrtId: 'M2' })
    const asked = { ...messages.sign(numbers), originalRxFile: other.originalRxFile }
    const signed = await hospital.prescription('7102', asked)
    const file = { rxFile: dig(signed, 'data', 'rxFile'), signDigest: dig(signed, 'data', 'signDigest') }
    expect(await hospital.prescription('7103', { ...messages.signed(numbers), ...file })).toMatchObject({ code: 700188 })
  })
})

describe('7104', () => {
  beforeEach(() => open())

  it('refuses what has run out, and anybody but a registered doctor', async () => {
    const upload = await uploaded()
    await hospital.prescription('7103', upload)
    const undo = messages.undo(String(upload.hiRxno))
    expect(await hospital.prescription('7104', { ...undo, undoDrCertno: '990101199001010010' })).toMatchObject({ code: 700182 })
    center.clock.advance(3 * DAY_MS)
    expect(await hospital.prescription('7104', undo)).toMatchObject({ code: 700122 })
  })
})

describe('a function belongs to its kind of institution', () => {
  beforeEach(() => open())

  it('on both channels', async () => {
    const pharmacy = createPharmacy(center)
    const shop = { sign_no: await pharmacy.signIn(), insuplc_admdvs: '990101' }
    expect(await pharmacy.insurance('2201', messages.register(''), shop)).toMatchObject({ infcode: 1013 })
    expect(await pharmacy.prescription('7101', precheck())).toMatchObject({ code: -4 })
    expect(await hospital.authorize('T')).toMatchObject({ code: -4 })
  })
})

it('Fujian wants to know of which kind every prescription is', async () => {
  await open('fujian')
  expect(await hospital.prescription('7101', precheck({ rxExraAttrCode: '' }))).toMatchObject({ code: -2 })
  expect(await hospital.prescription('7101', precheck({ rxExraAttrCode: '03' }))).toMatchObject({ code: -2 })
})
