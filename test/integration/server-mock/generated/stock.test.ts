import { describeFlow } from './flow.ts'
import { walk } from './stockWalk.ts'

const uploads = ['3301', '3501A', '3503', '3503A', '3502', '3502A', '3504A', '3505A']
const catalogue = ['1312', '1318', '1319']
const queries = ['3508', '3509', '3510', '3511', '3512', '3513', '35082']

describeFlow('goods and catalogue in the center of national', {
  examples: 'stock',
  province: 'national',
  scenario: 'goods-in',
  order: [
    ...['3301', ...catalogue, '3501A', '3503', '3503A', '3502', '3502A', '3504', '3504A', '3505A', '3506A'],
    ...[...queries, '3507-change', '3507-purchase', '3302'],
  ],
  walk: (center) => walk(center, 'national'),
  notTheOwner: {
    ...{ '3504': '1051', '3506A': '1051', '3507-change': '1051', '3507-purchase': '1051', '3302': '1003' },
    ...Object.fromEntries(queries.map((number) => [number, '1003'])),
  },
  ownerless: [...uploads, ...catalogue],
  stale: {},
  tooEarly: {
    '3504': ['3503', '1051'],
    '3506A': ['3505A', '1051'],
    '3507-change': ['3502', '1051'],
    '3507-purchase': ['3504', '1051'],
    '3302': ['3301', '1003'],
  },
  anytime: [...uploads, ...catalogue, ...queries],
})

describeFlow('goods in the center of fujian', {
  province: 'fujian',
  scenario: 'goods-in',
  order: ['3503', '3504', '3505A', '35082'],
  walk: (center) => walk(center, 'fujian', ['3503', '3504', '3505A', '35082']),
  notTheOwner: { '3504': '1051', '35082': '1003' },
  ownerless: ['3503', '3505A'],
  stale: {},
  tooEarly: { '3504': ['3503', '1051'] },
  anytime: ['3503', '3505A', '35082'],
})
