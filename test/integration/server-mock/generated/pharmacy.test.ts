import { describeFlow, type Flow } from './flow.ts'
import { walk } from './pharmacyWalk.ts'

const MINUTE_MS = 60_000

const notTheOwner = {
  '1101': '1006',
  '35081': '1003',
  '7201': '700006',
  '7204': '700112',
  '7205': '700006',
  '7206': '700006',
  '7207': '700112',
  '7208': '700006',
  '2101': '1006',
  '2101A': '1006',
  '2102': '1006',
  '2102A': '1006',
  '5203': '1042',
  '2103': '1042',
  '2601': '1042',
  '3506': '1051',
  '3507': '1051',
  '9002': '1004',
}

const stale = {
  '1101': [15 * MINUTE_MS, '1006'],
  '7201': [15 * MINUTE_MS, '700101'],
  '2101': [15 * MINUTE_MS, '1006'],
  '2101A': [15 * MINUTE_MS, '1006'],
  '2102': [15 * MINUTE_MS, '1006'],
  '2102A': [15 * MINUTE_MS, '1006'],
  '7204': [120 * MINUTE_MS, '700111'],
  '7205': [120 * MINUTE_MS, '700111'],
  '7206': [120 * MINUTE_MS, '700111'],
} as const

const tooEarly = {
  '1101': ['9001', '1004'],
  '3501': ['9001', '1004'],
  '35081': ['9001', '1004'],
  '9002': ['9001', '1004'],
  '7201': ['ec.query', '700101'],
  '7204': ['7201', '700111'],
  '7205': ['7204', '-2'],
  '7206': ['7205', '700131'],
  '2101': ['7206', '1026'],
  '2101A': ['7206', '1026'],
  '2102': ['9001', '1004'],
  '7207': ['7206', '700141'],
  '5203': ['2102A', '1042'],
  '2103': ['2102A', '1042'],
  '2601': ['2103', '1042'],
  '7208': ['7207', '700144'],
  '3506': ['3505', '1051'],
  '3507': ['3501', '1051'],
} as const

const common = {
  scenario: 'single-drug',
  ownerless: ['ec.query', '9001', '3501'],
  anytime: ['ec.query', '9001'],
  stale,
} satisfies Partial<Flow>

describeFlow('a sale and its return in the center of national', {
  ...common,
  province: 'national',
  order: [
    ...['ec.query', '9001', '1101', '3501', '35081', '7201', '7204', '7205', '7206', '2101', '2102', '2101A', '7207'],
    ...['2102A', '5203', '3505', '2103', '2601', '7208', '3506', '3507', '9002'],
  ],
  walk: (center) => walk(center, 'national'),
  // after the settlement the goods are of that settlement
  notTheOwner: { ...notTheOwner, '3505': '1046' },
  tooEarly: { ...tooEarly, '2102A': ['7207', '1029'], '3505': ['2102A', '1046'] },
})

describeFlow('a sale and its return in the center of fujian', {
  ...common,
  province: 'fujian',
  order: [
    ...['ec.query', '9001', '1101', '3501', '35081', '7201', '7204', '7205', '7206', '2101A', '3505', '2102A'],
    ...['2103', '2601', '3506', '3507', '9002'],
  ],
  walk: (center) => walk(center, 'fujian'),
  // before the settlement the goods are of a prescription
  notTheOwner: { ...notTheOwner, '3505': '1034' },
  tooEarly: { ...tooEarly, '2102A': ['3505', '1029'], '3505': ['7206', '1026'] },
})
