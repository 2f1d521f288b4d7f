import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

const paracetamol = { drug: '对乙酰氨基酚片', price: 650 } as const

/** Goods, the catalogue, and the books. */
export const goods = [
  {
    name: 'goods-in',
    title: '采购入库',
    ...town,
    people: [{ ...patient, prescriptions: [{ department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] }] }],
    boughtGoods: [
      { drug: '苯磺酸氨氯地平片', lot: '260101A', codes: ['81001010000000000001', '81001010000000000002'] },
      { pharmacy: '惠民药房', drug: '苯磺酸氨氯地平片', lot: '260101A', codes: ['81001010000000000021'] },
    ],
    soldPacks: [{ code: '81001010000000000022', pharmacy: '惠民药房' }],
  },
  {
    name: 'catalogue-update',
    title: '目录更新',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [{ department: '心血管内科', validDays: 7, lines: [{ drug: '阿托伐他汀钙片' }] }],
      },
    ],
    catalogueChanges: [
      { drug: '阿托伐他汀钙片', inDays: 1, selfPay: 20, priceLimit: 3_500 },
      { drug: '布地奈德福莫特罗吸入粉雾剂', inDays: 1, priceLimit: 15_000 },
    ],
  },
  {
    name: 'books-differ',
    title: '对账有差异',
    ...town,
    people: [
      { ...patient, insured: [{ balance: 50_000 }], prescriptions: [{ department: '内分泌科' }] },
      { name: '李建国', gender: 'male', born: '1968-11-02', insured: [{ balance: 0 }] },
    ],
    settlements: [
      { ...paracetamol, person: '王秀兰', codes: ['81001090000000000101'], daysAgo: 2 },
      { ...paracetamol, person: '李建国', codes: ['81001090000000000102', '81001090000000000103'], daysAgo: 2 },
      { ...paracetamol, person: '王秀兰', codes: ['81001090000000000104'], daysAgo: 1 },
      // the answer never came to the shop
      { ...paracetamol, person: '李建国', codes: ['81001090000000000105'], daysAgo: 1, books: 'centerOnly' },
      { ...paracetamol, person: '李建国', codes: ['81001090000000000106'], daysAgo: 1, books: { shopPrice: 750 } },
      { ...paracetamol, person: '王秀兰', codes: ['81001090000000000107'], daysAgo: 1, books: 'reversed' },
    ],
  },
] as const satisfies readonly Scenario[]
