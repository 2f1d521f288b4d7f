import { interfaceTables, validateNode } from '../../../shared/wire/index.ts'
import { acknowledged, notServed, readAnswer, unreadable, unsendable } from './answers.ts'
import type { Operator } from './api/common.ts'
import type { DecodedVoucher, VoucherPlatform } from './api/voucherPlatform.ts'
import { isSuccess, notDone } from './center-codes.ts'
import { addressOf, type GatewayContext } from './context.ts'
import { secretsOf, toWireCredential } from './credential.ts'
import { type JsonObject, readJsonObject } from './json.ts'
import type { Outcome } from './outcome.ts'
import { withTries } from './passwordTries.ts'
import { policies } from './policies.ts'
import { createLine } from './throttle.ts'

type Table = (typeof interfaceTables)['ec.query' | 'ec.pwdCheck']

interface Asked {
  readonly asked: JsonObject
  /** filing number of the scanner or reader; null: that of the connection */
  readonly terminal: string | null
  readonly operator: Operator
}

/** The voucher platform through the 中台 on the loopback: plain JSON, as V table B.1 has it. */
export function createVoucherPlatform({ connection, profile, transport, address, clock }: GatewayContext): VoucherPlatform {
  const { institution, terminalId, voucherUrl } = connection
  const line = createLine(transport, clock)

  async function ask(table: Table, { asked, terminal, operator }: Asked, known: readonly string[]) {
    const served = profile.interfaces[table.number].value
    if (served === null) return notServed()
    const message = {
      orgId: institution.code,
      transType: served.number,
      data: {
        orgId: institution.code,
        ...asked,
        termId: terminal ?? terminalId,
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
    const outcome = readAnswer(
      table.output,
      readJsonObject(answer.text),
      '',
      ({ code, message: said, data }): Outcome<DecodedVoucher> => {
        if (!isSuccess('C', String(code))) return notDone('C', String(code), said ?? '', known)
        if (!data) return unreadable('data')
        return acknowledged({
          token: data.ecToken,
          name: data.userName,
          idType: data.idType,
          idNumber: data.idNo,
          insuranceArea: data.insuOrg || null,
        })
      },
    )
    return line.watch(outcome)
  }

  return {
    decode: ({ qr, businessType, operator, terminalId: scanner = null }) => {
      const asked = { ecQrCode: qr, businessType }
      return ask(interfaceTables['ec.query'], { asked, terminal: scanner, operator }, [qr, operator.name])
    },

    checkPassword: async ({ card, holder, password, businessType, operator, terminalId: reader }) => {
      const { type, number, cardSn } = toWireCredential({ token: '', card })
      const asked = {
        mdtrtCertType: type,
        mdtrtCertNo: number,
        ...(cardSn === null ? {} : { cardSn }),
        password,
        businessType,
      }
      const known = [password, ...secretsOf({ token: '', card }), holder.name, holder.idNumber, operator.name]
      return withTries(await ask(interfaceTables['ec.pwdCheck'], { asked, terminal: reader, operator }, known))
    },
  }
}
