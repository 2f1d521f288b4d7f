import { describeFlow } from './flow.ts'
import { walk } from './reconciliationWalk.ts'

describeFlow('books balanced with the province', {
  examples: 'reconciliation',
  province: 'national',
  scenario: 'two-patients',
  order: ['2102', '3201', '9101', '3202', '9102'],
  walk,
  notTheOwner: { '2102': '1006', '9101': '1003', '3202': '1061', '9102': '1003' },
  // somebody else has sold nothing, and is told so: the sums of a question belong to nobody
  ownerless: ['3201'],
  // files outlive a sign-in: that they run out is shown where the rules are tested
  stale: { '2102': [15 * 60_000, '1006'] },
  tooEarly: { '3202': ['9101', '1061'], '9102': ['3202', '1061'] },
  anytime: ['2102', '3201', '9101'],
})
