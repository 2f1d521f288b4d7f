import { describeFlow, type Flow } from './flow.ts'
import { hospitalScenario } from './hospitalMessages.ts'
import { walk } from './hospitalWalk.ts'

const MINUTE_MS = 60_000

const common = {
  scenario: hospitalScenario,
  ownerless: ['9001', '35081'],
  anytime: ['9001', '7211'],
  stale: { '2201': [15 * MINUTE_MS, '1006'], '7101': [15 * MINUTE_MS, '700101'] },
  notTheOwner: {
    ...{ '2201': '1006', '2203': '1071', '7211': '700006', '7101': '700101', '7102': '700006', '7103': '700189' },
    ...{ '7105': '700006', '7106': '700006', '7107': '700006', '7104': '700006' },
  },
  tooEarly: {
    ...{ '2201': ['9001', '1004'], '2203': ['2201', '1071'], '35081': ['9001', '1004'], '7101': ['2203', '700181'] },
    ...{ '7102': ['7101', '700189'], '7103': ['7101', '700189'], '7105': ['7103', '700189'], '7106': ['7103', '700189'] },
    ...{ '7107': ['7103', '700189'], '7104': ['7103', '700189'] },
  },
} satisfies Partial<Flow>

const [visit, prescription] = [
  ['9001', '2201', '2203', '35081'],
  ['7211', '7101', '7102', '7103', '7105', '7106', '7107', '7104'],
]

describeFlow('a prescription of a hospital in the center of national', {
  ...common,
  examples: 'hospital',
  province: 'national',
  order: [...visit, ...prescription],
  walk: (center) => walk(center, 'national'),
})

describeFlow('a prescription of a hospital in the center of fujian', {
  ...common,
  examples: 'hospital-fujian',
  province: 'fujian',
  order: [...visit, '3101', ...prescription],
  walk: (center) => walk(center, 'fujian'),
  notTheOwner: { ...common.notTheOwner, '3101': '1071' },
  tooEarly: { ...common.tooEarly, '3101': ['2201', '1071'] },
})
