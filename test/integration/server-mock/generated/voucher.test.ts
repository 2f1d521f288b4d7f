import type { Scenario } from '../../../../server-mock/scenarios/scenario.ts'
import { town } from '../../../../server-mock/scenarios/town.ts'
import { describeFlow } from './flow.ts'
import { walk } from './voucherWalk.ts'

const MINUTE_MS = 60_000

const scenario: Scenario = {
  name: 'voucher-walk',
  title: '凭证全流程',
  ...town,
  people: [
    { name: '王秀兰', gender: 'female', born: '1953-04-16', password: '258369' },
    {
      name: '赵小梅',
      gender: 'female',
      born: '1990-06-21',
      voucher: 'notActivated',
      insured: [{ area: '990101' }, { area: '990201', type: '390' }],
    },
  ],
}

describeFlow('the voucher platform', {
  examples: 'voucher',
  province: 'national',
  scenario,
  walk,
  order: [
    ...['ec.termReg', 'ec.realAuth', 'ec.activate', 'ec.realAuth-password', 'ec.setPwd', 'ec.channelUndo', 'ec.channelAuth'],
    ...['ec.show-places', 'ec.show', 'ec.query', 'ec.verify', 'ec.auth', 'ec.authQuery', 'ec.settleNotice', 'ec.pwdCheck'],
  ],
  // a voucher, a face and a card may be shown anywhere, and a person may begin in any channel
  ownerless: ['ec.realAuth', 'ec.realAuth-password', 'ec.query', 'ec.auth', 'ec.pwdCheck'],
  notTheOwner: {
    'ec.termReg': '-2',
    'ec.activate': '500059',
    'ec.setPwd': '500059',
    'ec.channelUndo': '-4',
    'ec.channelAuth': '-4',
    'ec.show-places': '500008',
    'ec.show': '500008',
    'ec.verify': '-4',
    'ec.authQuery': '500014',
    'ec.settleNotice': '500014',
  },
  stale: {
    'ec.activate': [10 * MINUTE_MS, '500051'],
    'ec.setPwd': [10 * MINUTE_MS, '500051'],
    'ec.query': [MINUTE_MS, '500005'],
    'ec.authQuery': [5 * MINUTE_MS, '500051'],
  },
  tooEarly: {
    'ec.activate': ['ec.realAuth', '500037'],
    'ec.setPwd': ['ec.realAuth-password', '500037'],
    'ec.channelUndo': ['ec.activate', '500006'],
    'ec.channelAuth': ['ec.channelUndo', '500009'],
    'ec.show-places': ['ec.channelAuth', '500003'],
    'ec.show': ['ec.activate', '500001'],
    'ec.query': ['ec.show', '500049'],
    'ec.authQuery': ['ec.auth', '500014'],
    'ec.settleNotice': ['ec.authQuery', '500014'],
    'ec.auth': ['ec.termReg', '-2'],
  },
  anytime: ['ec.termReg', 'ec.realAuth', 'ec.realAuth-password', 'ec.verify', 'ec.pwdCheck'],
  repeated: {
    'ec.termReg': '-2',
    'ec.realAuth': '500036',
    'ec.activate': '500036',
    'ec.realAuth-password': '500036',
    'ec.setPwd': '500036',
    'ec.channelUndo': '500036',
    'ec.channelAuth': '500036',
    'ec.show-places': '500036',
    'ec.show': '500036',
    'ec.verify': '500036',
    'ec.auth': '500014',
    'ec.authQuery': '500051',
    'ec.settleNotice': '500014',
    // nothing of it is used up: the next message asks for one more token
    'ec.pwdCheck': '0',
  },
})
