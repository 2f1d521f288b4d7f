import { interfaceTables, validateNode } from '../../../shared/wire/index.ts'
import { acknowledged, readAnswer, unreadable, unsendable } from './answers.ts'
import { isSuccess, notDone } from './center-codes.ts'
import type { GatewayContext } from './context.ts'
import type { VoucherPlatform } from './gateways.ts'
import { readJsonObject } from './json.ts'

const table = interfaceTables['ec.query']

/** The voucher platform through the 中台 on the loopback: plain JSON, as V table B.1 has it. */
export function createVoucherPlatform({ connection, transport, address }: GatewayContext): VoucherPlatform {
  const { institution, terminalId, voucherUrl } = connection
  const url = new URL(table.path, voucherUrl).href

  return {
    async decode({ qr, businessType, operator }) {
      const message = {
        orgId: institution.code,
        transType: 'ec.query',
        data: {
          orgId: institution.code,
          ecQrCode: qr,
          businessType,
          termId: terminalId,
          termIp: address.ip,
          operatorId: operator.id,
          operatorName: operator.name,
        },
      }
      const issues = validateNode(table.input, message)
      if (issues.length > 0) return unsendable(issues)

      const answer = await transport.post(url, JSON.stringify(message))
      if (answer.kind !== 'answer') return answer
      return readAnswer(table.output, readJsonObject(answer.text), '', ({ code, message: said, data }) => {
        if (!isSuccess(String(code))) return notDone('C', String(code), said ?? '', [qr, operator.name])
        if (!data) return unreadable('data')
        return acknowledged({
          token: data.ecToken,
          name: data.userName,
          idType: data.idType,
          idNumber: data.idNo,
          insuranceArea: data.insuOrg || null,
        })
      })
    },
  }
}
