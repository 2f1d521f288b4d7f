import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import { interfaceTables, type WireNode } from '../../../../shared/wire/index.ts'
import { acknowledged, unreadable } from '../answers.ts'
import type { AuthorizedPrescription, HeldPrescription, PrescriptionCenter, Verification } from '../api/prescriptionCenter.ts'
import { isSuccess, notDone, withoutPersonalData } from '../center-codes.ts'
import type { GatewayContext } from '../context.ts'
import { secretsOf, toWireCredential } from '../credential.ts'
import type { Outcome } from '../outcome.ts'
import { fromWireTime } from '../times.ts'
import type { PrescriptionChannel } from './channel.ts'
import { toDownloaded } from './downloadAnswer.ts'
import { outboundInput, toOutboundAnswer } from './outbound.ts'

type Offered = WireNode<(typeof interfaceTables)['7201']['output']>['rxList'][number]

/** The prescription center, over channel B. */
export function createPrescriptionCenter(
  { connection, address }: GatewayContext,
  channel: PrescriptionChannel,
): PrescriptionCenter {
  const { institution } = connection

  return {
    authorize({ voucherToken, card = null, insuranceArea, name, idNumber, operator }) {
      const credential = { token: voucherToken, card }
      const { type, number, cardSn, token } = toWireCredential(credential)
      const data = {
        mdtrtCertType: type,
        mdtrtCertNo: number,
        ...(cardSn === null ? {} : { cardSn }),
        ...(token === null ? {} : { ecToken: token }),
        certno: idNumber,
        insuPlcNo: insuranceArea,
        ipInfo: address.ip,
        opter: operator.id,
        opterName: operator.name,
        optins: institution.code,
      }
      const known = [...secretsOf(credential), name, idNumber, operator.name]
      return channel.call(interfaceTables['7201'], { data, known }, ({ rxList }) => acknowledged(rxList.map(toAuthorized)))
    },

    download(request) {
      const data = { hiRxno: request.hiRxno, epcToken: request.token, insuPlcNo: request.insuranceArea }
      return channel.call(interfaceTables['7204'], { data, known: knownOf(request) }, (node) =>
        // no envelope ties an answer to its request
        node.hiRxno === request.hiRxno ? toDownloaded(node) : unreadable('data.hiRxno'),
      )
    },

    verify(request) {
      const { hiRxno, token, file } = request
      const known = knownOf(request)
      const data = {
        hiRxno,
        epcToken: token,
        fixmedinsCode: institution.code,
        rxFile: Buffer.from(file.bytes).toString('base64'),
        signDigest: file.signature,
        signCertSn: file.certificateSerial,
      }
      return channel.call(interfaceTables['7205'], { data, known }, (node): Outcome<Verification> => {
        const { verifyFlag, verifyDscr, rxSignVerifySn } = node
        if (verifyFlag !== '1') return acknowledged({ isGenuine: false, words: withoutPersonalData(verifyDscr ?? '', known) })
        return rxSignVerifySn ? acknowledged({ isGenuine: true, serial: rxSignVerifySn }) : unreadable('data.rxSignVerifySn')
      })
    },

    review(request) {
      const { hiRxno, token, pharmacist, pharmacistVoucherToken } = request
      const known = [...knownOf(request), pharmacistVoucherToken, pharmacist.name, pharmacist.idNumber]
      const rxChkUpInfo = {
        hiRxno,
        epcToken: token,
        ecToken: pharmacistVoucherToken,
        fixmedinsCode: institution.code,
        fixmedinsName: institution.name,
        pharCertType: pharmacist.idType,
        pharCertno: pharmacist.idNumber,
        pharCode: pharmacist.code,
        pharName: pharmacist.name,
        rxChkOpnn: request.opinion,
        rxChkTime: shanghaiDateTime(request.reviewedAt),
        rxChkStasCodg: request.isApproved ? '1' : '2',
        rxSignVerifySn: request.verificationSerial,
      }
      return channel.call(interfaceTables['7206'], { data: { rxChkUpInfo }, known }, ({ msgCode, flag, rxChkBizSn }) => {
        if (!isSuccess('B', msgCode)) return notDone('B', msgCode, flag ?? '', known)
        return rxChkBizSn ? acknowledged({ reviewSerial: rxChkBizSn }) : unreadable('data.rxChkBizSn')
      })
    },

    reportOutbound(request) {
      const { pharmacist, dispenser, handedOutBy, outbound } = request
      const known = [...knownOf(request), pharmacist.name, pharmacist.idNumber, pharmacist.licence, dispenser, handedOutBy]
      const call = { data: outboundInput(request), known, facts: { outbound: outbound.moment } }
      return channel.call(interfaceTables['7207'], call, (node) => toOutboundAnswer(request.hiRxno, node))
    },

    undoOutbound({ hiRxno, patient, outbound, operator, reason, at }) {
      const data = {
        hiRxno,
        fixmedinsCode: institution.code,
        ...(outbound.moment === 'after' ? { setlId: outbound.settlementId } : {}),
        undoOpter: operator.id,
        undoOpterName: operator.name,
        undoRea: reason,
        undoTime: shanghaiDateTime(at),
      }
      const call = { data, known: [patient.name, patient.idNumber, operator.name], facts: { outbound: outbound.moment } }
      return channel.call(interfaceTables['7208'], call, (node) => toOutboundAnswer(hiRxno, node))
    },
  }
}

function knownOf({ token, patient }: HeldPrescription): readonly string[] {
  return [token, patient.name, patient.idNumber]
}

function toAuthorized(offered: Offered): AuthorizedPrescription {
  return {
    hiRxno: offered.hiRxno,
    token: offered.epcToken,
    tokenUntil: fromWireTime(offered.tokenValidEndTime),
    institution: offered.fixmedinsName,
    department: offered.prscDeptName,
    diagnosis: offered.maindiagName,
    prescribedAt: fromWireTime(offered.prscTime),
    validUntil: fromWireTime(offered.valiEndTime),
  }
}
