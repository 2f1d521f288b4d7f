import { describeFlow } from './flow.ts'
import { walk } from './localWalk.ts'

const order = [
  'fixmedinsSync',
  'circDrugSync',
  'circDiseSync',
  'hiDrSync',
  'hiPharSync',
  'rxSetlChk',
  'rxSetlNotify',
  'rxSetlRevsNotify',
]

describeFlow('an insurance system beside the prescription center', {
  examples: 'local',
  province: 'national',
  scenario: 'single-drug',
  order,
  walk,
  // to a pharmacy, and to everybody else, the channel does not exist
  notTheOwner: Object.fromEntries(order.map((number) => [number, '700001'])),
  ownerless: [],
  stale: {},
  tooEarly: {
    rxSetlChk: ['fixmedinsSync', '700303'],
    rxSetlNotify: ['fixmedinsSync', '700303'],
    rxSetlRevsNotify: ['rxSetlNotify', '700312'],
  },
  anytime: ['fixmedinsSync', 'circDrugSync', 'circDiseSync', 'hiDrSync', 'hiPharSync'],
})
