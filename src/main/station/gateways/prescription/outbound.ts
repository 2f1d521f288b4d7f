import { formatFen, formatPrice, formatQuantity, sumFen } from '../../../../shared/domain/money.ts'
import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import type { interfaceTables, WireNode } from '../../../../shared/wire/index.ts'
import { acknowledged, unreadable } from '../answers.ts'
import type { OutboundAnswer, OutboundLine, OutboundReport } from '../api/prescriptionCenter.ts'
import { prescriptionDrugFlags } from '../articles.ts'
import type { JsonObject } from '../json.ts'
import type { Outcome } from '../outcome.ts'
import { stateOf } from './states.ts'

/**
 * The input of 7207. Cash beside the insurance makes the payment a mixed one, and the family's account, for which it has no field, is part of
 * acctPay, so that acctPay + psnCashPay = psnPartAmt [inferred].
 */
export function outboundInput(report: OutboundReport): JsonObject {
  const { hiRxno, token, outbound, pharmacist, dispenser, handedOutBy, soldAt, amounts, lines } = report
  const fromAccounts = sumFen([amounts.account, ...(amounts.familyAccount === null ? [] : [amounts.familyAccount])])
  return {
    data: {
      hiRxno,
      pharCertType: pharmacist.idType,
      pharCertno: pharmacist.idNumber,
      pharName: pharmacist.name,
      pharPracCertNo: pharmacist.licence,
      dspeerName: dispenser,
      proName: handedOutBy,
      selRetnTime: shanghaiDateTime(soldAt),
      downloadIdeCode: token,
      payMode: amounts.cash === 0 ? '2' : '3',
      fundPaySumamt: formatFen(amounts.fund),
      psnPartAmt: formatFen(amounts.person),
      // a sum beyond what is exact never leaves: the table demands the field
      acctPay: fromAccounts === null ? null : formatFen(fromAccounts),
      psnCashPay: formatFen(amounts.cash),
      ...(outbound.moment === 'after' ? { setlId: outbound.settlementId, setlTime: shanghaiDateTime(outbound.settledAt) } : {}),
    },
    selinfo: lines.map(toLine),
  }
}

function toLine(line: OutboundLine): JsonObject {
  const { article, lot, traceCodes } = line
  return {
    medListCodg: article.drugCode,
    fixmedinsHilistId: article.ownCode,
    fixmedinsHilistName: article.name,
    drugDosform: line.dosageForm,
    drugSpec: line.specification,
    manuLotnum: lot.number,
    prdrName: line.manufacturer,
    manuDate: lot.madeOn,
    ...(lot.expiresOn === null ? {} : { expyEnd: lot.expiresOn }),
    rxFlag: prescriptionDrugFlags[article.prescriptionDrug],
    trdnFlag: line.isSplit ? '1' : '0',
    finlTrnsPric: formatPrice(line.price),
    ...(traceCodes.length === 0 ? {} : { drugtracinfo: traceCodes.map((code) => ({ drugTracCodg: code })) }),
    selRetnCnt: formatQuantity(line.quantity),
    drugCntUnit: line.unit,
    sumamt: formatFen(line.amount),
  }
}

/** The output of 7207 and 7208, which must be about the prescription that was asked about. */
export function toOutboundAnswer(
  hiRxno: string,
  node: WireNode<(typeof interfaceTables)['7207']['output']>,
): Outcome<OutboundAnswer> {
  if (node.hiRxno !== hiRxno) return unreadable('data.hiRxno')
  return acknowledged({
    state: stateOf(node.rxStasCodg),
    isUsed: node.rxUsedStasCodg ? node.rxUsedStasCodg === '2' : null,
  })
}
