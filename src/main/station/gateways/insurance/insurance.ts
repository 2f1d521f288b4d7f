import { interfaceTables, type WireNode } from '../../../../shared/wire/index.ts'
import { acknowledged } from '../answers.ts'
import type { Insurance, InsuredPerson } from '../api/insurance.ts'
import type { GatewayContext } from '../context.ts'
import { secretsOf, toWireCredential } from '../credential.ts'
import type { InsuranceChannel } from './channel.ts'
import { createSettlements } from './settlements.ts'

type Person = WireNode<(typeof interfaceTables)['1101']['output']>

/** The medical-insurance side: sign-in, persons, settlements. */
export function createInsurance({ address, profile }: GatewayContext, channel: InsuranceChannel): Insurance {
  return {
    nextMessageId: channel.nextMessageId,

    signIn({ msgid, operator }) {
      const input = { signIn: { opter_no: operator.id, mac: address.mac, ip: address.ip } }
      return channel.call(interfaceTables['9001'], { msgid, operator, input, known: [operator.name] }, ({ signinoutb }) =>
        acknowledged({ signNo: signinoutb.sign_no }),
      )
    },

    signOut({ msgid, operator, signNo }) {
      const input = { signOut: { sign_no: signNo, opter_no: operator.id } }
      return channel.call(interfaceTables['9002'], { msgid, operator, signNo, input, known: [operator.name] }, () =>
        acknowledged(null),
      )
    },

    person({ msgid, signNo, operator, voucher, card = null }) {
      const credential = { token: voucher.token, card }
      const { type, number, cardSn } = toWireCredential(credential)
      const data = {
        mdtrt_cert_type: type,
        mdtrt_cert_no: number,
        ...(cardSn === null ? {} : { card_sn: cardSn }),
        psn_cert_type: voucher.idType,
        certno: voucher.idNumber,
        psn_name: voucher.name,
      }
      const known = [...secretsOf(credential), voucher.idNumber, voucher.name, operator.name]
      return channel.call(interfaceTables['1101'], { msgid, operator, signNo, input: { data }, known }, (node) =>
        acknowledged(toInsuredPerson(node)),
      )
    },

    ...createSettlements(channel, profile),
  }
}

function toInsuredPerson({ baseinfo, insuinfo }: Person): InsuredPerson {
  return {
    personNumber: baseinfo.psn_no,
    name: baseinfo.psn_name,
    idNumber: baseinfo.certno,
    gender: baseinfo.gend === '1' ? 'male' : baseinfo.gend === '2' ? 'female' : 'unknown',
    age: baseinfo.age ? Math.floor(Number(baseinfo.age)) : null,
    places: insuinfo.map(({ insuplc_admdvs, insutype, psn_insu_stas }) => ({
      area: insuplc_admdvs,
      insuranceType: insutype,
      active: psn_insu_stas === '1',
    })),
  }
}
