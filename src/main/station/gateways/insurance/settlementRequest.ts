import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { formatFen, formatPrice, formatQuantity, sumFen } from '../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import type { SettlementLine, SettlementRequest } from '../api/insurance.ts'
import { toWireCredential } from '../credential.ts'
import type { JsonObject } from '../json.ts'

/**
 * The input of 2101 and 2102 and, with `drug_trac_info`, of 2101A and 2102A: the total is the sum of the lines as they are priced. Fails when that
 * sum is beyond what is exact.
 */
export function settlementInput(request: SettlementRequest, hasTraceCodes: boolean): Result<JsonObject, Failure> {
  const { patient, credential, insuranceType, medicalType, chronicDisease, useAccount, boughtAt, lines } = request
  const total = sumFen(lines.map(({ amount }) => amount))
  if (total === null) return err(failure('OUR_REQUEST_INVALID', { field: 'input.druginfo.medfee_sumamt' }))
  const time = shanghaiDateTime(boughtAt)
  const shown = toWireCredential(credential)
  return ok({
    druginfo: {
      psn_no: patient.personNumber,
      mdtrt_cert_type: shown.type,
      mdtrt_cert_no: shown.number,
      ...(shown.cardSn === null ? {} : { card_sn: shown.cardSn }),
      ...(shown.token === null ? {} : { ec_token: shown.token }),
      begntime: time,
      medfee_sumamt: formatFen(total),
      insutype: insuranceType,
      ...(chronicDisease === null ? {} : { dise_codg: chronicDisease.code, dise_name: chronicDisease.name }),
      acct_used_flag: useAccount ? '1' : '0',
      med_type: medicalType,
    },
    drugdetail: lines.map((line) => toDetail(line, time)),
    ...(hasTraceCodes ? { drug_trac_info: lines.flatMap(toTraceCodes) } : {}),
  })
}

function toDetail(line: SettlementLine, time: string): JsonObject {
  return {
    feedetl_sn: line.number,
    ...(line.hiRxno === null ? { rx_circ_flag: '0' } : { rxno: line.hiRxno, rx_circ_flag: '1' }),
    fee_ocur_time: time,
    med_list_codg: line.drugCode,
    medins_list_codg: line.ownCode,
    det_item_fee_sumamt: formatFen(line.amount),
    cnt: formatQuantity(line.quantity),
    pric: formatPrice(line.price),
    ...(line.dose === null ? {} : { sin_dos_dscr: line.dose }),
    ...(line.frequency === null ? {} : { used_frqu_dscr: line.frequency }),
    ...(line.route === null ? {} : { medc_way_dscr: line.route }),
  }
}

/** A pack is counted in the smallest pack, pieces out of one in the smallest preparation unit (interfaces.md 4.3; the latter [inferred]). */
function toTraceCodes({ number, traceCodes }: SettlementLine): readonly JsonObject[] {
  return traceCodes.map(({ code, isSplit }) => ({
    feedetl_sn: number,
    drug_trac_codg: code,
    trdn_flag: isSplit ? '1' : '0',
    min_prcunt_type: isSplit ? '1' : '2',
  }))
}
