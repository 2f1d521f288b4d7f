import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { town } from '../../../server-mock/scenarios/town.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dig, type Pharmacy } from './pharmacy.ts'
import { createDesk, type Desk, type OpenCenter, openCenter, soldLine } from './prescriptionDesk.ts'
import { AMLODIPINE, codeOf, drugNamed, type LineOfSale, type SaleInput, saleInput } from './settlementShop.ts'

type Json = Record<string, unknown>
type CardType = '02' | '03'

const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const TOKEN_MS = 15 * 60_000
const PASSWORD = '258369'
const two = { department: '心血管内科', lines: [{ drug: AMLODIPINE, quantity: 2 }] } as const

const scenario: Scenario = {
  name: 'cards',
  title: '持卡',
  ...town,
  people: [
    { name: '王秀兰', password: PASSWORD, insured: [{ area: '990101' }], prescriptions: [two, two] },
    { name: '李建国', password: PASSWORD, insured: [{ area: '990101' }], prescriptions: [two] },
    { name: '赵小梅', voucher: 'notActivated', insured: [{ area: '990101' }], prescriptions: [two] },
  ],
}

let open: OpenCenter
let desk: Desk
let pharmacy: Pharmacy
let signNo: string

beforeAll(async () => {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  open = await openCenter({ scenario, clock })
  desk = createDesk(open, 'P99010100001', '陈国栋')
  pharmacy = desk.pharmacy
  signNo = await pharmacy.signIn()
  await open.admin.snapshot('start')
})
afterAll(() => open.close())

/** A card as it is read: its kind, the number, and of a social-security card what its chip says. */
interface Card {
  readonly type: CardType
  readonly number: string
  readonly cardSn: string | null
}

async function cardOf(type: CardType, name = '王秀兰'): Promise<Card> {
  const owner = (await open.admin.people()).find((person) => person.name === name)
  if (owner?.card == null) throw new Error(name)
  const { card, identityNumber } = owner
  return type === '02'
    ? { type, number: identityNumber, cardSn: null }
    : { type, number: card.number, cardSn: card.identification }
}
const onPlatform = ({ type, number, cardSn }: Card): Json => ({
  ...{ mdtrtCertType: type, mdtrtCertNo: number },
  ...(cardSn === null ? {} : { cardSn }),
})
const onInsurance = ({ type, number, cardSn }: Card): Json => ({
  ...{ mdtrt_cert_type: type, mdtrt_cert_no: number },
  ...(cardSn === null ? {} : { card_sn: cardSn }),
})

async function tokenOf(card: Card, by = pharmacy): Promise<string> {
  const answer = await by.checkPassword({ ...onPlatform(card), password: PASSWORD })
  expect(answer).toMatchObject({ code: 0 })
  expect(validateNode(interfaceTables['ec.pwdCheck'].output, answer)).toEqual([])
  return String(dig(answer, 'data', 'ecToken'))
}

const personNumberOf = (name: string): string =>
  String(open.rows(`SELECT person_number AS n FROM person WHERE name = '${name}'`)[0]?.n)
const packs: LineOfSale = { drug: AMLODIPINE, packs: 2, price: 2_500, codes: [codeOf(AMLODIPINE, 1), codeOf(AMLODIPINE, 2)] }

/** A sale to the owner of a card; with the token that the password gave, if there is one. */
function saleBy(card: Card, token: string | null, hiRxno: string | null = null, name = '王秀兰'): SaleInput {
  const info = { ...onInsurance(card), ...(token === null ? {} : { ec_token: token }) }
  const now = open.center.clock.now()
  return saleInput({ personNumber: personNumberOf(name), token: '', now, lines: [packs], hiRxno, info })
}
const settle = (number: '2101A' | '2102A', input: SaleInput): Promise<Json> =>
  pharmacy.insurance(number, input, { sign_no: signNo, insuplc_admdvs: '990101' })

/** 7201 with a card; the interface has the number of the card, where a voucher's token stands else. */
const authorize = (card: Card, token: string | null): Promise<Json> =>
  pharmacy.authorize(card.number, { ...onPlatform(card), ...(token === null ? {} : { ecToken: token }) })

describe.each<[string, CardType]>([
  ['an identity card', '02'],
  ['a social-security card', '03'],
])('%s with the password of the voucher', (_title, type) => {
  it('buys what was prescribed: 1101, then 7201 to 7206, 2101A, 7207 and 2102A', async () => {
    await open.admin.restore('start')
    const card = await cardOf(type)
    const read = await pharmacy.person(card.number, onInsurance(card))
    expect(read).toMatchObject({ infcode: 0, output: { baseinfo: { psn_name: '王秀兰', psn_no: personNumberOf('王秀兰') } } })

    const token = await tokenOf(card)
    const authorized = await authorize(card, token)
    expect(authorized).toMatchObject({ code: 0, data: { rxList: [{}, {}] } })
    const hiRxno = String(dig(authorized, 'data', 'rxList', 0, 'hiRxno'))
    const epcToken = String(dig(authorized, 'data', 'rxList', 0, 'epcToken'))
    const verified = await desk.verify(await desk.download(hiRxno, epcToken), epcToken)
    await desk.review(hiRxno, epcToken, String(dig(verified, 'data', 'rxSignVerifySn')))

    const sale = saleBy(card, token, hiRxno)
    const told = dig(await settle('2101A', sale), 'output', 'setlinfo')
    expect(told).toMatchObject({ medfee_sumamt: '50.00' })
    const amounts = {
      fundPaySumamt: dig(told, 'fund_pay_sumamt'),
      psnPartAmt: dig(told, 'psn_part_amt'),
      acctPay: dig(told, 'acct_pay'),
      psnCashPay: dig(told, 'psn_cash_pay'),
    }
    const line = soldLine(drugNamed(AMLODIPINE).code, packs.codes ?? [], { finlTrnsPric: '25.000000', sumamt: '50.00' })
    expect(await desk.outbound(hiRxno, epcToken, amounts, [line])).toMatchObject({ code: 0 })
    const settled = await settle('2102A', sale)
    expect(settled).toMatchObject({
      infcode: 0,
      output: { setlinfo: { medfee_sumamt: '50.00', certno: (await cardOf('02')).number } },
    })
    expect(open.rows(`SELECT used_by FROM prescription WHERE hi_rxno = '${hiRxno}'`)).toEqual([
      { used_by: dig(settled, 'output', 'setlinfo', 'setl_id') },
    ])
  })

  it.each<[string, (card: Card) => Promise<string | null>, number, string, number, string]>([
    ['without a token', async () => null, -2, 'ecToken', 1003, 'ec_token'],
    ["with another person's token", async () => tokenOf(await cardOf('02', '李建国')), 700102, 'ecToken', 1007, 'ec_token'],
    [
      'with a token that ran out',
      async (card) => {
        const token = await tokenOf(card)
        open.center.clock.advance(TOKEN_MS)
        return token
      },
      700101,
      'ecToken',
      1006,
      'ec_token',
    ],
    ['with the token of a QR', () => pharmacy.tokenOf('王秀兰'), 700101, 'ecToken', 1006, 'ec_token'],
    [
      'with a token of another pharmacy',
      (card) => {
        const elsewhere = createPharmacy(open.center, open.center.connections.get('P99010100002'))
        return tokenOf(card, elsewhere)
      },
      700101,
      'ecToken',
      1006,
      'ec_token',
    ],
    ['with a token that nobody was given', async () => 'X'.repeat(64), 700101, 'ecToken', 1006, 'ec_token'],
  ])('%s authorizes nothing and settles nothing', async (_what, give, code, field, infcode, insuranceField) => {
    await open.admin.restore('start')
    const card = await cardOf(type)
    const token = await give(card)
    const books = () =>
      ['authorization', 'settlement', 'prescription', 'insurance'].map((table) => open.rows(`SELECT * FROM ${table}`))
    const before = books()
    expect(await authorize(card, token)).toMatchObject({ code, message: expect.stringContaining(field) })
    for (const number of ['2101A', '2102A'] as const) {
      expect(await settle(number, saleBy(card, token))).toMatchObject({
        infcode,
        err_msg: expect.stringContaining(insuranceField),
      })
    }
    expect(books()).toEqual(before)
    expect(await settle('2101A', saleBy(card, await tokenOf(card)))).toMatchObject({ infcode: 0 })
  })

  it('is taken by nobody while the voucher is not activated', async () => {
    await open.admin.restore('start')
    const card = await cardOf(type, '赵小梅')
    const token = 'X'.repeat(64)
    const about = (rule: string) => expect.stringMatching(`${rule}.*激活`)
    const typed = { ...onPlatform(card), password: PASSWORD }
    expect(await pharmacy.checkPassword(typed)).toMatchObject({ code: 500001, message: about('data.mdtrtCertNo') })
    expect(await pharmacy.person(card.number, onInsurance(card))).toMatchObject({
      infcode: 1014,
      err_msg: about('mdtrt_cert_no'),
    })
    expect(await authorize(card, token)).toMatchObject({ code: 700103, message: about('mdtrtCertNo') })
    const sale = saleBy(card, token, null, '赵小梅')
    expect(await settle('2101A', sale)).toMatchObject({ infcode: 1014, err_msg: about('mdtrt_cert_no') })
  })

  it('that nobody has is refused', async () => {
    await open.admin.restore('start')
    const card = { ...(await cardOf(type)), number: '99010119530416999X' }
    const token = await tokenOf(await cardOf(type))
    const typed = { ...onPlatform(card), password: PASSWORD }
    expect(await pharmacy.checkPassword(typed)).toMatchObject({ code: 500001 })
    expect(await pharmacy.person(card.number, onInsurance(card))).toMatchObject({ infcode: 1005 })
    expect(await authorize(card, token)).toMatchObject({ code: 700102, message: expect.stringContaining('mdtrtCertNo') })
    expect(await settle('2101A', saleBy(card, token))).toMatchObject({ infcode: 1005 })
  })

  it("is not another person's: the settlement is the owner's", async () => {
    await open.admin.restore('start')
    const card = await cardOf(type)
    const sale = saleBy(card, await tokenOf(card), null, '李建国')
    expect(await settle('2101A', sale)).toMatchObject({ infcode: 1007, err_msg: expect.stringContaining('psn_no') })
  })
})

describe("a social-security card with another card's identification code", () => {
  it('is refused everywhere, by that field', async () => {
    await open.admin.restore('start')
    const right = await cardOf('03')
    const card = { ...right, cardSn: (await cardOf('03', '李建国')).cardSn }
    const token = await tokenOf(right)
    const about = (field: string) => expect.stringMatching(`${field}.*不符`)
    const typed = { ...onPlatform(card), password: PASSWORD }
    expect(await pharmacy.checkPassword(typed)).toMatchObject({ code: -4, message: about('data.cardSn') })
    expect(await pharmacy.person(card.number, onInsurance(card))).toMatchObject({ infcode: 1007, err_msg: about('card_sn') })
    expect(await authorize(card, token)).toMatchObject({ code: 700102, message: about('cardSn') })
    expect(await settle('2101A', saleBy(card, token))).toMatchObject({ infcode: 1007, err_msg: about('card_sn') })
  })

  it('must say its code', async () => {
    const card = { ...(await cardOf('03')), cardSn: null }
    const typed = { ...onPlatform(card), password: PASSWORD }
    expect(await pharmacy.checkPassword(typed)).toMatchObject({ code: -2, message: expect.stringMatching('cardSn.*必填') })
    expect(await pharmacy.person(card.number, onInsurance(card))).toMatchObject({
      infcode: 1003,
      err_msg: expect.stringMatching('card_sn.*必填'),
    })
  })
})
