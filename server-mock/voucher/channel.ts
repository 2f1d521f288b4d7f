import { interfaceTables, type VoucherCode, voucherCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Channel, Judged } from '../http/channel.ts'
import type { JsonMessage } from '../json.ts'
import { type Reply, refuse, textOf } from '../refusal.ts'
import { decodeVoucher } from './ecQuery.ts'

/** Channel C, the voucher platform's 中台: plain JSON, unsigned (V tables B.1 and B.2). */
export function createVoucherChannel(context: CenterContext): Channel {
  return {
    letter: 'C',
    paths: [interfaceTables['ec.query'].path],
    numberOf: (_path, message) => (message?.value.transType === 'ec.query' ? 'ec.query' : 'unknown'),
    receive: async (_path, message) => () =>
      answered(
        message,
        message === null ? refuse('-2', '报文', '须为 UTF-8 的 JSON 对象') : decodeVoucher(context, message.value),
      ),
    busy: (message) => answered(message, refuse('-6', '报文', '请稍后再试')),
  }
}

function answered(message: JsonMessage | null, reply: Reply<VoucherCode>): Judged {
  const code = reply.ok ? '0' : reply.refusal.code
  const reason = reply.ok ? '' : `${voucherCodes[reply.refusal.code]} ${reply.refusal.message}`
  const answer = {
    orgId: message === null ? '' : textOf(message.value, 'orgId').slice(0, 40),
    code: Number(code),
    message: reply.ok ? '成功' : reason,
    ...(reply.ok ? { data: reply.output } : {}),
  }
  return { accepted: reply.ok, code, reason, request: message?.value, answer, seal: () => JSON.stringify(answer) }
}
