import { createRandom } from '../../../../server-mock/random.ts'
import { fillScenario } from '../../../../server-mock/scenarios/fill.ts'
import { deskScenario } from '../prescriptionDesk.ts'
import { describeFlow } from './flow.ts'
import { walk } from './phoneWalk.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const [patient] = fillScenario(deskScenario, createRandom('generated'), 0).people

describeFlow('a prescription from the phone to the door', {
  examples: 'phone',
  province: 'national',
  scenario: deskScenario,
  order: ['rx.access', 'rx.list', 'rx.qr', '7203', 'rx.flow', '7202', '7209', 'rx.delivery', '7210', 'rx.notice'],
  walk: (center) => walk(center, { name: patient?.name ?? '', number: patient?.identityNumber ?? '' }),
  notTheOwner: {
    ...{ 'rx.access': '700201', 'rx.list': '700202', 'rx.qr': '700202', 'rx.flow': '700202' },
    ...{ 'rx.delivery': '700202', 'rx.notice': '700202', '7203': '700006', '7202': '700006', '7209': '700171', '7210': '700171' },
  },
  ownerless: [],
  stale: {
    'rx.access': [15 * MINUTE_MS, '700201'],
    'rx.list': [7 * DAY_MS, '700202'],
    'rx.qr': [7 * DAY_MS, '700202'],
    '7203': [5 * MINUTE_MS, '700161'],
    'rx.flow': [15 * MINUTE_MS, '700201'],
    '7202': [120 * MINUTE_MS, '700111'],
    'rx.delivery': [7 * DAY_MS, '700202'],
    'rx.notice': [7 * DAY_MS, '700202'],
  },
  tooEarly: {
    'rx.list': ['rx.access', '700202'],
    'rx.qr': ['rx.access', '700202'],
    '7203': ['rx.qr', '700161'],
    'rx.flow': ['rx.access', '700202'],
    '7202': ['rx.flow', '700162'],
    '7209': ['7202', '700171'],
    'rx.delivery': ['rx.access', '700202'],
    '7210': ['7209', '700171'],
    'rx.notice': ['rx.access', '700202'],
  },
  anytime: ['rx.access'],
})
