import { interfaceTables, validateNode } from '../../../shared/wire/index.ts'
import { acknowledged, notServed, readAnswer, unreadable, unsendable } from './answers.ts'
import type { VoucherPlatform } from './api/voucherPlatform.ts'
import { isSuccess, notDone } from './center-codes.ts'
import { addressOf, type GatewayContext } from './context.ts'
import { readJsonObject } from './json.ts'
import { policies } from './policies.ts'
import { createLine } from './throttle.ts'

const table = interfaceTables['ec.query']

/** The voucher platform through the 中台 on the loopback: plain JSON, as V table B.1 has it. */
export function createVoucherPlatform({ connection, profile, transport, address, clock }: GatewayContext): VoucherPlatform {
  const { institution, terminalId, voucherUrl } = connection
  const line = createLine(transport, clock)

  return {
    async decode({ qr, businessType, operator }) {
      const served = profile.interfaces[table.number].value
      if (served === null) return notServed()
      const message = {
        orgId: institution.code,
        transType: served.number,
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

      const url = addressOf(voucherUrl, served.path)
      const answer = await line.post(url, JSON.stringify(message), policies[table.number].patience)
      if (answer.kind !== 'answer') return { kind: answer.kind, failure: answer.failure }
      const outcome = readAnswer(table.output, readJsonObject(answer.text), '', ({ code, message: said, data }) => {
        if (!isSuccess('C', String(code))) return notDone('C', String(code), said ?? '', [qr, operator.name])
        if (!data) return unreadable('data')
        return acknowledged({
          token: data.ecToken,
          name: data.userName,
          idType: data.idType,
          idNumber: data.idNo,
          insuranceArea: data.insuOrg || null,
        })
      })
      return line.watch(outcome)
    },
  }
}
