import type { ShopBooks } from '../admin/scenarios/contract.ts'
import { settlementAnswer } from '../insurance/answer.ts'
import { computeSettlement } from '../insurance/figures.ts'
import { plans } from '../insurance/plans.ts'
import type { Purchase } from '../insurance/purchase.ts'
import { writeSettled } from '../insurance/settled.ts'
import { scales, writeDecimal, writeFen } from '../money.ts'
import type { Random } from '../random.ts'
import type { DatedValue } from '../store/drugs.ts'
import type { Institution, Insurance, Person } from '../store/registry.ts'
import type { Settlement } from '../store/settlements.ts'
import type { TraceClaim } from '../store/traceCodes.ts'
import { chinaTime, readDateTime } from '../time.ts'
import { PACK } from '../trace.ts'
import { drugNamed } from './drugs.ts'
import type { SettlementSketch } from './scenario.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** millionths of a yuan in a fen */
const FEN = 10_000
const PLAN = 'ordinary'

export interface FilledBooks {
  /** those that the center knows */
  readonly settlements: readonly Settlement[]
  readonly soldPacks: readonly Pick<TraceClaim, 'code' | 'drug' | 'sale' | 'institution' | 'at'>[]
  /** what the shop wrote down itself */
  readonly shopBooks: ShopBooks
}

interface Setting {
  readonly pharmacy: Institution | undefined
  readonly buyers: readonly { readonly person: Person; readonly insurances: readonly Insurance[] }[]
  readonly selfPayShares: readonly DatedValue[]
  readonly priceLimits: readonly DatedValue[]
}

/**
 * The sales that a scenario has behind it, settled as 2102A does it: by the plan of sales without a prescription, from the personal account as far as it goes. A
 * day's sales are at ten in the morning, a minute apart, so that they are the same at any hour of the same day.
 */
export function fillSettlements(
  sketches: readonly SettlementSketch[],
  { pharmacy, buyers, selfPayShares, priceLimits }: Setting,
  random: Random,
  now: number,
): FilledBooks {
  const spent = new Map<string, number>()
  const settlements: Settlement[] = []
  const soldPacks: FilledBooks['soldPacks'][number][] = []
  const shopBooks: ShopBooks = []
  for (const [index, sketch] of sketches.entries()) {
    const { books, codes } = sketch
    const buyer = buyers.find(({ person }) => person.name === sketch.person)
    const [insurance] = buyer?.insurances ?? []
    if (pharmacy === undefined || buyer === undefined || insurance === undefined) {
      throw new Error(`a settlement of ${sketch.person}, who is not insured, or without a pharmacy`)
    }
    const { person } = buyer
    const type = insurance.type === '390' ? '390' : '310'
    const day = chinaTime(now - sketch.daysAgo * DAY_MS).date
    const at = (readDateTime(`${day} 10:00:00`) ?? 0) + index * MINUTE_MS
    const { compact, dateTime } = chinaTime(at)
    const choices = random.for(`settlement/${index}`)
    const ids = {
      setlId: `${pharmacy.area}${compact}${choices.digits(10)}`,
      mdtrtId: `${pharmacy.area}${compact}${choices.digits(10)}`,
      msgid: `${pharmacy.code}${compact}${String(index).padStart(4, '0')}`,
    }
    const drug = drugNamed(sketch.drug)
    const valueIn = (terms: readonly DatedValue[]): number | null =>
      terms.find(({ code, since, until }) => code === drug.code && since <= day && (until === null || until >= day))?.value ??
      null
    const quantity = codes.length * PACK
    const termed = { ...drug, selfPay: valueIn(selfPayShares) ?? 0, priceLimit: valueIn(priceLimits) }
    const balance = insurance.balance - (spent.get(person.identityNumber) ?? 0)

    const settle = (price: number) => {
      const line = { sn: '1', drug: termed, quantity, price: price * FEN, amount: codes.length * price }
      const state = { deductiblePaid: 0, fundPaid: 0, balance, usesAccount: true }
      const { accountPaysOutside, terms } = plans[PLAN]
      return { line, figures: computeSettlement(terms.value[type], accountPaysOutside.value, state, [line]) }
    }

    const { line, figures } = settle(sketch.price)
    const sale = `settlement/${ids.msgid}`
    const packs = codes.map((code) => ({ sn: line.sn, code, drug: drug.code, split: false, quantity: PACK }))
    const purchase = {
      person,
      insurance: { ...insurance, type },
      credentialType: '01',
      medicalType: '41',
      usesAccount: true,
      lines: [line],
      packs,
      prescription: null,
      plan: PLAN,
    } as const satisfies Purchase
    const input = inputOf(purchase, dateTime, choices.text(32))
    settlements.push({
      ...ids,
      interface: '2102A',
      institution: pharmacy.code,
      person: person.identityNumber,
      area: insurance.area,
      insuranceType: type,
      year: Number(day.slice(0, 4)),
      plan: PLAN,
      hiRxno: null,
      at,
      request: writeSettled({ sale, sold: [{ drug: drug.code, quantity }], packs, input }),
      result: JSON.stringify(settlementAnswer(purchase, figures, ids, pharmacy, at)),
      accountPaid: figures.account,
      deductiblePaid: figures.deductible,
      fundPaid: figures.fund,
      reverses: null,
      ended: books === 'reversed' ? 'reversed' : null,
    })
    if (books !== 'reversed') {
      soldPacks.push(...codes.map((code) => ({ code, drug: drug.code, sale, institution: pharmacy.code, at })))
      spent.set(person.identityNumber, (spent.get(person.identityNumber) ?? 0) + figures.account)
    }
    if (books === 'centerOnly') continue
    const own = typeof books === 'object' ? settle(books.shopPrice).figures : figures
    shopBooks.push({
      setl_id: ids.setlId,
      mdtrt_id: ids.mdtrtId,
      psn_no: person.personNumber,
      medfee_sumamt: writeFen(own.amount),
      fund_pay_sumamt: writeFen(own.fund),
      acct_pay: writeFen(own.account),
      refd_setl_flag: '0',
      insutype: type,
      setl_time: dateTime,
    })
  }
  return { settlements, soldPacks, shopBooks }
}

/** The input of 2102A that such a purchase came by; the shop calls the article by the drug's own code. */
function inputOf({ person, insurance, credentialType, medicalType, lines, packs }: Purchase, dateTime: string, token: string) {
  return {
    druginfo: {
      psn_no: person.personNumber,
      mdtrt_cert_type: credentialType,
      mdtrt_cert_no: token,
      begntime: dateTime,
      medfee_sumamt: writeFen(lines.reduce((sum, { amount }) => sum + amount, 0)),
      insutype: insurance.type,
      acct_used_flag: '1',
      med_type: medicalType,
    },
    drugdetail: lines.map(({ sn, drug, amount, quantity, price }) => ({
      feedetl_sn: sn,
      rx_circ_flag: '0',
      fee_ocur_time: dateTime,
      med_list_codg: drug.code,
      medins_list_codg: drug.code,
      det_item_fee_sumamt: writeFen(amount),
      cnt: writeDecimal(quantity, scales.quantity),
      pric: writeDecimal(price, scales.price),
    })),
    drug_trac_info: packs.map(({ sn, code }) => ({ feedetl_sn: sn, drug_trac_codg: code, trdn_flag: '0', min_prcunt_type: '2' })),
  }
}
