import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { interfaceTables } from '../../../../shared/wire/index.ts'
import { acknowledged } from '../answers.ts'
import type { InsuredPatient, SignedCall } from '../api/common.ts'
import type { CenterLot, CenterStock, LineResult, Stock } from '../api/stock.ts'
import { withoutPersonalData } from '../center-codes.ts'
import type { GatewayContext } from '../context.ts'
import { withDecimals } from '../decimals.ts'
import type { InsuranceChannel } from '../insurance/channel.ts'
import type { Outcome } from '../outcome.ts'
import { fromWireTime } from '../times.ts'
import {
  changeInput,
  deletionInput,
  purchaseInput,
  purchaseReturnInput,
  returnInput,
  saleInput,
  stocktakeInput,
} from './stockRequest.ts'

/** 35xx, over channel A. */
export function createStock({ connection }: GatewayContext, channel: InsuranceChannel): Stock {
  const { institution } = connection

  return {
    stocktake(request) {
      const call = callFor(request, null, { invinfo: stocktakeInput(request) })
      return channel.call(interfaceTables['3501'], call, uploaded(call.known))
    },

    stocktakes({ lines, ...request }) {
      const invinfoDetail = lines.map((line) => stocktakeInput({ ...line, ...request }))
      const call = callFor(request, null, { invinfoDetail })
      return channel.call(interfaceTables['3501A'], call, ({ invinfoErrDetail }) => lineResults(invinfoErrDetail, call.known))
    },

    change(request) {
      const call = callFor(request, null, { invinfo: changeInput(request) })
      return channel.call(interfaceTables['3502'], call, uploaded(call.known))
    },

    purchase(request) {
      const call = callFor(request, null, { purcinfo: purchaseInput(request) })
      return channel.call(interfaceTables['3503'], call, uploaded(call.known))
    },

    purchases({ lines, ...request }) {
      const purcinfoDetail = lines.map((line) => purchaseInput({ ...line, ...request }))
      const call = callFor(request, null, { purcinfoDetail })
      return channel.call(interfaceTables['3503A'], call, ({ purcinfoErrDetail }) => lineResults(purcinfoErrDetail, call.known))
    },

    purchaseReturn(request) {
      const call = callFor(request, null, { purcinfo: purchaseReturnInput(request) })
      return channel.call(interfaceTables['3504'], call, uploaded(call.known))
    },

    sale(request) {
      const { payment, patient, pharmacist, doctor } = request
      const call = callFor(request, patient, { selinfo: saleInput(request, institution.area) }, [
        pharmacist.name,
        pharmacist.idNumber,
        pharmacist.licence,
        doctor,
      ])
      const facts = payment.kind === 'insured' ? { outbound: payment.moment } : {}
      return channel.call(interfaceTables['3505'], { ...call, facts }, uploaded(call.known))
    },

    saleReturn(request) {
      const call = callFor(request, request.patient, { selinfo: returnInput(request) })
      return channel.call(interfaceTables['3506'], call, uploaded(call.known))
    },

    deleteUpload(request) {
      const call = callFor(request, null, { data: deletionInput(request) })
      return channel.call(interfaceTables['3507'], call, uploaded(call.known))
    },

    centerStock(request) {
      const data = { fixmedins_code: institution.code, med_list_codg: request.drugCode }
      return channel.call(interfaceTables['35081'], callFor(request, null, { data }), (output) =>
        withDecimals((read) =>
          output.data.map(
            (row, index): CenterStock => ({
              drugCode: row.medListCodg,
              ownCode: row.medinsListCodg,
              quantity: read.quantity(row.invCnt, `output.data[${index}].invCnt`),
              price: row.pric ? read.price(row.pric, `output.data[${index}].pric`) : null,
              updatedAt: row.updtTime ? fromWireTime(row.updtTime) : null,
            }),
          ),
        ),
      )
    },

    stockDetail(request) {
      const data = { fixmedins_code: institution.code, med_list_codg: request.drugCode }
      return channel.call(interfaceTables['35082'], callFor(request, null, { data }), (output) =>
        withDecimals((read) =>
          output.data.map(
            (row, index): CenterLot => ({
              drugCode: row.medListCodg,
              ownCode: row.medinsListCodg,
              lot: row.manuLotnum ?? '',
              quantity: read.quantity(row.invCnt, `output.data[${index}].invCnt`),
              traceCodes: (row.drugtracinfo ?? []).map(({ drugTracCodg }) => drugTracCodg),
            }),
          ),
        ),
      )
    },
  }
}

function callFor(
  { msgid, signNo, operator }: SignedCall,
  patient: InsuredPatient | null,
  input: Readonly<Record<string, unknown>>,
  alsoKnown: readonly string[] = [],
) {
  const known = [operator.name, ...alsoKnown, ...(patient ? [patient.name, patient.idNumber, patient.personNumber] : [])]
  return { msgid, signNo, operator, ...(patient ? { insuranceArea: patient.insuranceArea } : {}), input, known }
}

interface UploadResult {
  readonly retRslt: string | number
  readonly msgRslt?: string | null
}

/** What a batch form says of each of its lines. */
function lineResults(
  rows: readonly (UploadResult & { readonly fixmedins_bchno: string })[],
  known: readonly string[],
): Outcome<readonly LineResult[]> {
  return acknowledged(rows.map((row) => ({ batchSerial: row.fixmedins_bchno, failure: refusalIn(row, known) })))
}

/** Besides the envelope, the upload's own result must say that it was done (interfaces.md section 2: two levels). */
function uploaded(known: readonly string[]) {
  return ({ result }: { readonly result: UploadResult }): Outcome<null> => {
    const refused = refusalIn(result, known)
    return refused === null ? acknowledged(null) : { kind: 'refused', failure: refused }
  }
}

function refusalIn({ retRslt, msgRslt }: UploadResult, known: readonly string[]): Failure | null {
  if (String(retRslt) === '1') return null
  return failure('UPLOAD_REFUSED', {
    center: { code: `retRslt ${retRslt}`, message: withoutPersonalData(msgRslt ?? '', known) },
  })
}
