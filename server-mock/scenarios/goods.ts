import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

/** Goods and the catalogue. */
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
] as const satisfies readonly Scenario[]
