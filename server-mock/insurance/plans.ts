import type { Rule } from '../provinces/province.ts'

/** How much a plan pays a person of one insurance type in one calendar year. Amounts in fen, rates in ten-thousandths. */
export interface Terms {
  readonly deductible: number
  /** at most this much from the fund in a year */
  readonly ceiling: number
  /** the fund's share of what is above the deductible, by 甲 (01) and 乙 (02); 丙 is always the person's own */
  readonly fundRate: { readonly '01': number; readonly '02': number }
}

/** A benefit plan (待遇): by which terms a sale is settled. Each plan has accumulations of its own. */
export interface BenefitPlan {
  readonly title: string
  readonly needsPrescription: boolean
  /** whether the personal account may also pay what is outside the policy: own-paid drugs, and what exceeds a price limit */
  readonly accountPaysOutside: Rule<boolean>
  readonly terms: Rule<{ readonly '310': Terms; readonly '390': Terms }>
}

const YUAN = 100
const PERCENT = 100
const accountPaysOutside = {
  value: true,
  since: '2021-04-22',
  source: '国办发〔2021〕14 号: 个人账户可支付个人负担部分',
} as const
const since = '2024-01-01'

/** Every plan. The numbers are invented, in the range of what cities publish. */
export const plans = Object.freeze({
  dualChannel: {
    title: '双通道药品',
    needsPrescription: true,
    accountPaysOutside,
    terms: {
      value: {
        '310': { deductible: 0, ceiling: 150_000 * YUAN, fundRate: { '01': 80 * PERCENT, '02': 80 * PERCENT } },
        '390': { deductible: 0, ceiling: 100_000 * YUAN, fundRate: { '01': 60 * PERCENT, '02': 60 * PERCENT } },
      },
      since,
      source: 'invented',
    },
  },
  outpatientPooling: {
    title: '门诊统筹',
    needsPrescription: true,
    accountPaysOutside,
    terms: {
      value: {
        '310': { deductible: 300 * YUAN, ceiling: 4_000 * YUAN, fundRate: { '01': 60 * PERCENT, '02': 55 * PERCENT } },
        '390': { deductible: 50 * YUAN, ceiling: 500 * YUAN, fundRate: { '01': 50 * PERCENT, '02': 45 * PERCENT } },
      },
      since,
      source: 'invented',
    },
  },
  chronic: {
    title: '门诊慢特病',
    needsPrescription: true,
    accountPaysOutside,
    terms: {
      value: {
        '310': { deductible: 200 * YUAN, ceiling: 8_000 * YUAN, fundRate: { '01': 85 * PERCENT, '02': 80 * PERCENT } },
        '390': { deductible: 100 * YUAN, ceiling: 5_000 * YUAN, fundRate: { '01': 70 * PERCENT, '02': 65 * PERCENT } },
      },
      since,
      source: 'invented',
    },
  },
  ordinary: {
    title: '个人账户购药',
    needsPrescription: false,
    accountPaysOutside,
    terms: {
      value: {
        '310': { deductible: 0, ceiling: 0, fundRate: { '01': 0, '02': 0 } },
        '390': { deductible: 0, ceiling: 0, fundRate: { '01': 0, '02': 0 } },
      },
      since,
      source: 'no fund pays without a prescription; invented',
    },
  },
} as const satisfies Record<string, BenefitPlan>)
export type PlanName = keyof typeof plans

/** The insurance types that plans are made for. */
export const insuranceTypes = Object.freeze({ '310': '职工基本医疗保险', '390': '城乡居民基本医疗保险' })
export type InsuranceType = keyof typeof insuranceTypes

/** 基金支付类型 of the pooled fund [inferred]. */
export const poolOf = Object.freeze({
  '310': { type: '310100', name: '职工基本医疗保险统筹基金' },
  '390': { type: '390100', name: '城乡居民基本医疗保险基金' },
}) satisfies Readonly<Record<InsuranceType, { readonly type: string; readonly name: string }>>

/** 门诊慢特病病种: code → name, as an entitlement of 1101 names it. The codes are written as the national list does [inferred]. */
export const chronicDiseases: Readonly<Record<string, string>> = Object.freeze({
  M00500: '恶性肿瘤',
  M01600: '糖尿病',
  M03900: '高血压',
  M04600: '冠心病',
  M05300: '慢性阻塞性肺疾病',
  M05400: '支气管哮喘',
})
