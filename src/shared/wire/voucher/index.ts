import type { InterfaceTable } from '../table.ts'
import { ecActivate, ecRealAuth, ecSetPassword } from './activation.ts'
import { ecChannelAuth, ecChannelUndo, ecShow } from './authorization.ts'
import { ecQuery } from './ec-query.ts'
import { ecAuth, ecAuthQuery, ecSettleNotice } from './face.ts'
import { ecPasswordCheck } from './password.ts'
import { ecTerminal } from './terminal.ts'
import { ecVerify } from './verify.ts'

/** Channel C: the voucher platform's 中台 (V). */
export const voucherTables = {
  'ec.query': ecQuery,
  'ec.realAuth': ecRealAuth,
  'ec.activate': ecActivate,
  'ec.setPwd': ecSetPassword,
  'ec.channelAuth': ecChannelAuth,
  'ec.channelUndo': ecChannelUndo,
  'ec.show': ecShow,
  'ec.auth': ecAuth,
  'ec.authQuery': ecAuthQuery,
  'ec.settleNotice': ecSettleNotice,
  'ec.pwdCheck': ecPasswordCheck,
  'ec.verify': ecVerify,
  'ec.termReg': ecTerminal,
} as const satisfies Record<string, InterfaceTable>
