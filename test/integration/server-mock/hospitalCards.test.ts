import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import type { PersonView } from '../../../server-mock/admin/contract.ts'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { hospitalScenario, messagesOf, orderOf } from './generated/hospitalMessages.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'

type Json = Record<string, unknown>

const NOON = Date.parse('2026-11-21T12:00:00+08:00')

let center: MockCenter
let hospital: Pharmacy
let envelope: Json
let messages: ReturnType<typeof messagesOf>
let people: readonly PersonView[]

beforeAll(async () => {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  center = await createMockCenter({ port: 0, seed: 'cards', scenario: hospitalScenario, clock })
  const connection = center.connections.get('H99010100001')
  if (connection === undefined) throw new Error('there is no hospital')
  hospital = createPharmacy(center, connection)
  envelope = { sign_no: await hospital.signIn(), insuplc_admdvs: '990101' }
  messages = messagesOf(orderOf('cards', NOON), connection.institution, dateTime(NOON))
  people = await createAdminClient(center.adminUrl, center.adminToken).people()
})
afterAll(() => center.close())

/** The social-security card of a person: its number, and what its chip says. */
function cardOf(name: string): { readonly number: string; readonly identification: string } {
  const card = people.find((person) => person.name === name)?.card
  if (card == null) throw new Error(name)
  return card
}
const own = () => ({ number: cardOf('王秀兰').number, cardSn: cardOf('王秀兰').identification })

/** 2201 of the patient who puts down a social-security card. */
function register({ number, cardSn }: { readonly number: string; readonly cardSn: string }, visit: string): Promise<Json> {
  const { data } = messages.register('') as { data: Json }
  const shown = { mdtrt_cert_type: '03', mdtrt_cert_no: number, card_sn: cardSn, ipt_otp_no: visit }
  return hospital.insurance('2201', { data: { ...data, ...shown } }, envelope)
}

/** 7101 of the same. */
function precheck({ number, cardSn }: { readonly number: string; readonly cardSn: string }, mdtrtId: string): Promise<Json> {
  const { ecToken: _token, ...sent } = messages.precheck('', mdtrtId)
  return hospital.prescription('7101', { ...sent, mdtrtCertType: '03', mdtrtCertNo: number, cardSn })
}

describe('a social-security card at the hospital', () => {
  it('is enough for registration, check and upload of a prescription', async () => {
    const registered = await register(own(), 'MZ1')
    expect(registered).toMatchObject({ infcode: 0 })
    const mdtrtId = String(dig(registered, 'output', 'data', 'mdtrt_id'))
    expect(await hospital.insurance('2203', messages.describe(mdtrtId), envelope)).toMatchObject({ infcode: 0 })
    const checked = await precheck(own(), mdtrtId)
    expect(checked).toMatchObject({ code: 0 })
    const numbers = {
      hiRxno: String(dig(checked, 'data', 'hiRxno')),
      rxTraceCode: String(dig(checked, 'data', 'rxTraceCode')),
      mdtrtId,
    }
    const signed = await hospital.prescription('7102', messages.sign(numbers))
    const file = { rxFile: dig(signed, 'data', 'rxFile'), signDigest: dig(signed, 'data', 'signDigest') }
    expect(await hospital.prescription('7103', { ...messages.signed(numbers), ...file })).toMatchObject({ code: 0 })
  })

  it.each<[string, () => { number: string; cardSn: string }, number, string, number, string]>([
    ['that nobody has', () => ({ ...own(), number: 'X99010100000000' }), 1005, 'mdtrt_cert_no', 700102, 'mdtrtCertNo'],
    [
      "with another card's identification code",
      () => ({ ...own(), cardSn: cardOf('赵小梅').identification }),
      1007,
      'card_sn',
      700102,
      'cardSn',
    ],
    ['without its identification code', () => ({ ...own(), cardSn: '' }), 1003, 'card_sn', -2, 'cardSn'],
    [
      'of somebody whose voucher is not activated',
      () => ({ number: cardOf('赵小梅').number, cardSn: cardOf('赵小梅').identification }),
      1014,
      'mdtrt_cert_no',
      700103,
      'mdtrtCertNo',
    ],
  ])('%s is refused', async (_what, card, infcode, insuranceField, code, field) => {
    expect(await register(card(), 'MZ2')).toMatchObject({ infcode, err_msg: expect.stringContaining(insuranceField) })
    expect(await precheck(card(), 'M1')).toMatchObject({ code, message: expect.stringContaining(field) })
  })

  it("of another patient does not carry this patient's visit", async () => {
    const admin = createAdminClient(center.adminUrl, center.adminToken)
    await admin.activateVoucher('赵小梅', '258369')
    const card = { number: cardOf('赵小梅').number, cardSn: cardOf('赵小梅').identification }
    expect(await register(card, 'MZ3')).toMatchObject({ infcode: 1007, err_msg: expect.stringContaining('psn_no') })
    expect(await precheck(card, 'M1')).toMatchObject({ code: 700102, message: expect.stringContaining('psnNo') })
  })
})
