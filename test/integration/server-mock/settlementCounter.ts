import { expect } from 'vitest'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import {
  AMLODIPINE,
  codeOf,
  HERB,
  type Json,
  type LineOfSale,
  type Node,
  openShop,
  refusal,
  type SaleInput,
  type Shop,
  saleInput,
} from './settlementShop.ts'

export const DUAL = '吉非替尼片'
export const LIMITED = '布地奈德福莫特罗吸入粉雾剂'
export const UNCOVERED = '枸橼酸西地那非片'
const two = { department: '心血管内科', lines: [{ drug: AMLODIPINE, quantity: 2 }] } as const
const people: Scenario['people'] = [
  {
    name: '王秀兰',
    insured: [{ balance: 10_000 }, { area: '990201', type: '390', balance: 0 }, { area: '990401' }],
    entitlements: [{ type: '902', memo: '门诊慢特病: 高血压' }],
    prescriptions: [
      two,
      { ...two, attribute: '01', lines: [{ drug: DUAL }] },
      { ...two, chronicDisease: 'M03900', lines: [{ drug: AMLODIPINE }] },
      { ...two, lines: [{ drug: UNCOVERED }] },
      { ...two, attribute: '01' },
      { ...two, lines: [{ drug: HERB, quantity: 105 }] },
      { ...two, daysAgo: 5 },
      { ...two, state: 'revoked' },
      { ...two, state: 'used' },
      { ...two, attribute: '03' },
      { ...two, area: '990201' },
      { ...two, chronicDisease: 'M01600' },
      two,
      two,
      { ...two, area: '990401' },
    ],
  },
  { name: '李建国', prescriptions: [two] },
  { name: '孙立军', insured: [{ active: false }] },
  { name: '郑文博', insured: [{ balance: 0 }], prescriptions: [two] },
]
export const NOT_APPROVED = 12
export const FREE = 13

export const box = (codes: readonly string[], price = 25_000): LineOfSale => ({
  drug: AMLODIPINE,
  packs: codes.length,
  price,
  codes,
})
let serial = 0
export const fresh = (drug = AMLODIPINE): string => codeOf(drug, ++serial)
export const freshBoxes = (count: number): LineOfSale => box(Array.from({ length: count }, () => fresh()))

export interface Counter {
  readonly shop: Shop
  readonly rx: (index: number, name?: string) => string
  /** an input with a fresh token */
  sale(of: {
    readonly lines: readonly LineOfSale[]
    readonly hiRxno?: string
    readonly info?: Node
    readonly name?: string
  }): Promise<SaleInput>
  /** expects a refusal that names this, and that nothing was written */
  refused(infno: string, input: object, code: number, field: string, rule: string, envelope?: Json): Promise<void>
}

/** A shop whose patients have a prescription for every case; all but one are approved. */
export async function openCounter(province: 'national' | 'fujian'): Promise<Counter> {
  const shop = await openShop(people, province)
  for (const name of ['王秀兰', '李建国', '郑文博']) {
    for (const [index, hiRxno] of shop.prescriptions(name).entries())
      if (name !== '王秀兰' || index !== NOT_APPROVED) shop.approve(hiRxno)
  }
  return {
    shop,
    rx: (index, name = '王秀兰') => shop.prescriptions(name)[index] ?? '',
    sale: async ({ name = '王秀兰', ...of }) => {
      const token = await shop.pharmacy.tokenOf(name)
      return saleInput({ personNumber: shop.personNumber(name), token, now: shop.now(), ...of })
    },
    refused: async (infno, input, code, field, rule, envelope) => {
      const before = shop.written()
      expect(await shop.ask(infno, input, envelope)).toSatisfy(refusal(code, field, rule))
      expect(shop.written()).toEqual(before)
    },
  }
}

export const lineOf = (input: SaleInput, change: Node): SaleInput => ({
  ...input,
  drugdetail: input.drugdetail.map((line, index) => (index === 0 ? { ...line, ...change } : line)),
})
export const infoOf = (input: SaleInput, change: Node): SaleInput => ({ ...input, druginfo: { ...input.druginfo, ...change } })
export const packOf = (input: SaleInput, change: Node): SaleInput => ({
  ...input,
  drug_trac_info: input.drug_trac_info.map((pack, index) => (index === 0 ? { ...pack, ...change } : pack)),
})
