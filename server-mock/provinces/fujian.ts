import { national } from './national.ts'
import type { Province } from './province.ts'

/** 福建: outpatient pooling in pharmacies (F, revision of March 2024). What F does not say is as the nation has it. */
export const fujian = {
  ...national,
  name: 'fujian',
  outboundBefore: { value: ['3505'], since: '2024-03-01', source: 'F 3.2.2: 3505 stands before 2101A, 2102A' },
  outboundAfter: { value: [], since: '2024-03-01', source: 'F 3.2.2' },
  served: {
    value: [
      ...['9001', '9002', '1101', '2101A', '2102A', '2103', '2601', '3501', '3505', '3506', '3507', '35081'],
      ...['7201', '7204', '7205', '7206'],
    ],
    since: '2024-03-01',
    source: 'F 2 (list), F 2.4 (3506 where the district asks); 9001, 9002, 1101, 2601, 3507 as the base line has them [inferred]',
  },
  spelling: { value: 'camelCase', since: '2024-03-01', source: 'F 1.1.4 names the fields of 7101 in camelCase' },
} as const satisfies Province
