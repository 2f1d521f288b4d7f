import { describeFlow } from './flow.ts'
import { walk } from './paymentWalk.ts'

describeFlow('the patient pays the own part on the phone', {
  examples: 'payment',
  province: 'national',
  scenario: 'single-drug',
  order: ['pay.order', 'pay.query', 'pay.refund', 'pay.refundQuery'],
  walk,
  notTheOwner: { 'pay.order': '700401', 'pay.query': '700405', 'pay.refund': '700405', 'pay.refundQuery': '700409' },
  ownerless: [],
  stale: {},
  tooEarly: {
    'pay.query': ['pay.order', '700405'],
    'pay.refund': ['pay.query', '700408'],
    'pay.refundQuery': ['pay.refund', '700409'],
  },
  anytime: ['pay.order'],
})
