import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

const oneDrug = { department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] } as const

/** What begins on a patient's phone. */
export const phone = [
  {
    name: 'online-flow',
    title: '线上流转',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [
          { ...oneDrug, daysAgo: 1 },
          { department: '内分泌科', daysAgo: 0 },
        ],
      },
    ],
  },
  {
    name: 'prescription-code',
    title: '处方二维码',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [
          { ...oneDrug, daysAgo: 0 },
          { department: '内分泌科', daysAgo: 6, validDays: 3 },
          { department: '呼吸内科', daysAgo: 1, state: 'used' },
        ],
      },
    ],
  },
  {
    name: 'delivery',
    title: '配送',
    ...town,
    people: [{ name: '周玉珍', gender: 'female', born: '1941-02-03', prescriptions: [{ ...oneDrug, daysAgo: 0 }] }],
  },
] as const satisfies readonly Scenario[]
