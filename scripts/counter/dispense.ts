import { DRUGS } from '../../server-mock/scenarios/drugs.ts'
import type { MockCenter } from '../../server-mock/server.ts'
import type { RegisteredPharmacist } from '../../server-mock/store/registry.ts'
import type { Gateways, Revocation } from '../../src/main/station/gateways/gateways.ts'
import type { Outcome } from '../../src/main/station/gateways/outcome.ts'
import { type Fen, lineAmount, type Price, parsePrice, type Quantity } from '../../src/shared/domain/money.ts'
import type { Prescription } from '../../src/shared/domain/prescription.ts'
import { checkRevocation, checkSettlement, type Settlement } from '../../src/shared/domain/settlement.ts'
import type { Profile } from '../../src/shared/profiles/index.ts'

const OPERATOR = { id: '0001', name: '林晓' }
const LOT = { number: '20260901', madeOn: '2026-09-01', expiresOn: '2028-08-31' }
const PACK_UNITS = 10_000

export interface DispenseStep {
  readonly name: string
  readonly interfaceNumber: string
  readonly ms: number
}

export interface Dispensed {
  readonly steps: readonly DispenseStep[]
  readonly prescription: Prescription
  readonly file: Uint8Array
  readonly settlement: Settlement
  /** whether every amount agrees to the fen with what was asked, before and at the settlement, and of a return with the settlement */
  readonly totalsAgree: boolean
  readonly personPays: Fen
}

/** Who sells what to whom. */
export interface Ports {
  /** what people show at the counter, and who reviews there */
  readonly center: Pick<MockCenter, 'showVoucher' | 'showPharmacistVoucher'> & {
    readonly pharmacists: readonly Pick<RegisteredPharmacist, 'name' | 'code' | 'practiceNumber'>[]
  }
  readonly gateways: Gateways
  readonly profile: Profile
  /** epoch ms, the center's */
  readonly clock: () => number
  readonly patientName: string
  /** whose voucher is shown at the settlement; the patient's when left out */
  readonly payerName?: string
  /** which prescription of the list is sold: its place, the first when left out */
  readonly which?: number
}

/** The first answer that was not a yes. `reason` is a failure's code, or the center's own words of a file that is not genuine. */
export class DispenseStopped extends Error {
  readonly interfaceNumber: string
  readonly reason: string

  constructor(interfaceNumber: string, reason: string) {
    super(`${interfaceNumber}: ${reason}`)
    this.name = 'DispenseStopped'
    this.interfaceNumber = interfaceNumber
    this.reason = reason
  }
}

/**
 * A whole dispense through the real gateways and, with `andReturn`, its return, without a window: in the order and with the uploads of the profile. Throws
 * `DispenseStopped` at the first answer that is not a yes.
 */
export async function dispense(
  { center, gateways, profile, clock, patientName, payerName, which = 0 }: Ports,
  { andReturn }: { readonly andReturn: boolean },
): Promise<Dispensed> {
  const { voucherPlatform, insurance, prescriptionCenter, stock } = gateways
  const steps: DispenseStep[] = []
  const uploads = profile.outboundUploads.value

  async function step<T>(interfaceNumber: string, name: string, call: () => Promise<Outcome<T>>): Promise<T> {
    const began = performance.now()
    const outcome = await call()
    steps.push({ name, interfaceNumber, ms: Math.round(performance.now() - began) })
    if (outcome.kind === 'acknowledged') return outcome.value
    throw new DispenseStopped(interfaceNumber, outcome.failure.code)
  }
  const decode = (qr: string, businessType: '02121' | '02122') => voucherPlatform.decode({ qr, businessType, operator: OPERATOR })
  const call = () => ({ msgid: insurance.nextMessageId(), signNo, operator: OPERATOR })

  const { signNo } = await step('9001', '签到', () => insurance.signIn({ msgid: insurance.nextMessageId(), operator: OPERATOR }))
  const voucher = await step('ec.query', '患者展码', () => decode(center.showVoucher(patientName).qr, '02122'))
  const person = await step('1101', '参保信息', () => insurance.person({ ...call(), voucher }))
  const place = person.places.find(({ active }) => active) ?? person.places[0]
  if (place === undefined) throw new Error(`${patientName} is insured nowhere`)
  const patient = {
    personNumber: person.personNumber,
    insuranceArea: place.area,
    name: person.name,
    idType: voucher.idType,
    idNumber: person.idNumber,
  }
  const known = { name: person.name, idNumber: person.idNumber }

  const list = await step('7201', '流转授权', () =>
    prescriptionCenter.authorize({
      ...known,
      voucherToken: voucher.token,
      insuranceArea: place.area,
      operator: OPERATOR,
    }),
  )
  const chosen = list[which]
  if (chosen === undefined) throw new DispenseStopped('7201', 'nothing waits')
  const held = { hiRxno: chosen.hiRxno, token: chosen.token, patient: known }
  const { prescription, file } = await step('7204', '下载处方', () =>
    prescriptionCenter.download({ ...held, insuranceArea: place.area }),
  )
  const verification = await step('7205', '处方验真', () => prescriptionCenter.verify({ ...held, file }))
  if (!verification.isGenuine) throw new DispenseStopped('7205', verification.words)

  const [registered] = center.pharmacists
  if (registered === undefined) throw new Error('the province has no pharmacist')
  const pharmacistVoucher = await step('ec.query', '药师展码', () =>
    decode(center.showPharmacistVoucher(registered.name).qr, '02122'),
  )
  const pharmacist = {
    name: pharmacistVoucher.name,
    idType: pharmacistVoucher.idType,
    idNumber: pharmacistVoucher.idNumber,
    code: registered.code,
    licence: registered.practiceNumber,
  }
  await step('7206', '药师审方', () =>
    prescriptionCenter.review({
      ...held,
      pharmacist,
      pharmacistVoucherToken: pharmacistVoucher.token,
      isApproved: true,
      opinion: '处方合理，同意调配',
      reviewedAt: clock(),
      verificationSerial: verification.serial,
    }),
  )

  const goods = prescription.lines.flatMap(goodsOf)
  const settlementLines = goods.map(({ line, number, price, quantity, amount, ownCode, codes, isSplit }) => ({
    number,
    price,
    quantity,
    amount,
    hiRxno: held.hiRxno,
    drugCode: line.drugCode,
    ownCode,
    dose: null,
    frequency: line.frequency,
    route: line.route,
    traceCodes: codes.map((code) => ({ code, isSplit })),
  }))
  const payVoucher = await step('ec.query', '付款展码', () => decode(center.showVoucher(payerName ?? patientName).qr, '02121'))
  const sale = () => ({
    ...call(),
    caseKey: held.hiRxno,
    patient,
    credential: { token: payVoucher.token, card: null },
    insuranceType: place.insuranceType,
    medicalType: prescription.chronicDisease === null ? '11' : '14',
    chronicDisease: prescription.chronicDisease,
    useAccount: true,
    boughtAt: clock(),
    lines: settlementLines,
  })
  const { presettle, settle } = profile.settlementSet.value
  const presettled = await step(presettle, '预结算', () => insurance.presettle(sale()))

  const report = async (moment: 'before' | 'after', settled: Settlement | null): Promise<void> => {
    for (const upload of uploads) {
      if (upload.moment !== moment) continue
      if (upload.number === '7207') await reportToCenter(settled)
      else await reportToInsurance(settled)
    }
  }
  const momentOf = (settled: Settlement | null) =>
    settled === null
      ? ({ moment: 'before' } as const)
      : ({ moment: 'after', settlementId: settled.settlementId, settledAt: settled.settledAt } as const)

  async function reportToCenter(settled: Settlement | null): Promise<void> {
    const { amounts } = settled ?? presettled
    await step('7207', '出库上传', () =>
      prescriptionCenter.reportOutbound({
        ...held,
        outbound: momentOf(settled),
        pharmacist,
        dispenser: OPERATOR.name,
        handedOutBy: OPERATOR.name,
        soldAt: clock(),
        amounts,
        lines: goods.map(({ line, article, price, quantity, amount, codes, isSplit }) => ({
          article,
          dosageForm: line.dosageForm,
          specification: line.specification,
          manufacturer: line.manufacturer ?? '无',
          lot: LOT,
          isSplit,
          price,
          quantity,
          unit: line.unit ?? '盒',
          amount,
          traceCodes: codes,
        })),
      }),
    )
  }

  const movement = ({ number, article, price, quantity, codes, isSplit }: Goods) => ({
    ...call(),
    batchSerial: `${held.hiRxno.slice(-12)}-${number}`,
    article,
    quantity,
    traceCodes: codes,
    lot: LOT,
    isSplit,
    price,
    at: clock(),
    visitNumber: presettled.visitId,
    patient,
  })
  async function reportToInsurance(settled: Settlement | null): Promise<void> {
    for (const each of goods) {
      await step('3505', '商品销售上传', () =>
        stock.sale({
          ...movement(each),
          payment:
            settled === null
              ? { kind: 'insured', moment: 'before' }
              : { kind: 'insured', moment: 'after', settlementId: settled.settlementId },
          doctor: prescription.doctor,
          pharmacist,
          hiRxno: held.hiRxno,
          document: `LS${held.hiRxno.slice(-12)}`,
        }),
      )
    }
  }

  const revocations: Revocation[] = []
  async function takeBack(number: string | undefined, settlement: Settlement): Promise<void> {
    const { settlementId, visitId } = settlement
    const isAfter = (upload: string): boolean => uploads.some((each) => each.number === upload && each.moment === 'after')
    switch (number) {
      case '2103':
        revocations.push(
          await step('2103', '结算撤销', () =>
            insurance.revoke({ ...call(), caseKey: held.hiRxno, patient, settlementId, visitId }),
          ),
        )
        return
      case '7208': {
        const outbound = momentOf(isAfter('7207') ? settlement : null)
        await step('7208', '出库撤销', () =>
          prescriptionCenter.undoOutbound({ ...held, outbound, operator: OPERATOR, reason: '患者退药', at: clock() }),
        )
        return
      }
      case '3506':
        for (const each of goods) {
          const sold = movement(each)
          const returned = {
            ...sold,
            batchSerial: `${sold.batchSerial}T`,
            soldUnder: sold.batchSerial,
            settlementId: isAfter('3505') ? settlementId : null,
          }
          await step('3506', '销售退货', () => stock.saleReturn(returned))
        }
        return
      default:
        throw new Error(`a return by ${number} is not built`)
    }
  }

  await report('before', null)
  const settled = await step(settle, '结算', () => insurance.settle(sale()))
  await report('after', settled)

  if (andReturn) for (const [number] of profile.undoAfterSettlement.value) await takeBack(number, settled)
  await step('9002', '签退', () => insurance.signOut(call()))

  const differences = [
    ...[presettled, settled].flatMap((answer) => checkSettlement(settlementLines, answer)),
    ...revocations.flatMap((revoked) => checkRevocation(settled, revoked)),
  ]
  return {
    steps,
    prescription,
    file: file.bytes,
    settlement: settled,
    totalsAgree: differences.length === 0,
    personPays: settled.amounts.person,
  }
}

type Goods = ReturnType<typeof goodsOf>[number]

/** What the shelf has for a line, at a price of its own: whole packs and, apart from them, what is taken out of an opened one, with codes that nobody sold yet. */
function goodsOf(line: Prescription['lines'][number], index: number) {
  const price = parsePrice(`${18 + 7 * index}.35`)
  if (price === null) throw new Error('no such price')
  const ownCode = `SP${line.drugCode.slice(-6)}`
  const isTraced = line.kind !== 'herbal'
  const opened = isTraced ? line.quantity % PACK_UNITS : 0
  const parts = [
    { isSplit: false, quantity: line.quantity - opened },
    { isSplit: true, quantity: opened },
  ].filter(({ quantity }) => quantity > 0)
  const codes = isTraced ? packCodes(line, index) : []
  return parts.map(({ isSplit, quantity }, part) => {
    const amount = lineAmount(price, quantity as Quantity)
    if (amount === null) throw new Error('no such amount')
    const whole = Math.floor(line.quantity / PACK_UNITS)
    return {
      line,
      number: parts.length === 1 ? `${index + 1}` : `${index + 1}.${part + 1}`,
      price: price satisfies Price,
      quantity: quantity as Quantity,
      amount,
      isSplit,
      ownCode,
      article: { drugCode: line.drugCode, ownCode, name: line.genericName, prescriptionDrug: 'yes' as const },
      codes: isSplit ? codes.slice(whole) : codes.slice(0, whole),
    }
  })
}

function packCodes(line: Prescription['lines'][number], index: number): readonly string[] {
  const prefix = DRUGS.find(({ code }) => code === line.drugCode)?.tracePrefix
  if (!prefix) throw new Error(`the shelf has no ${line.genericName}`)
  return Array.from(
    { length: Math.ceil(line.quantity / PACK_UNITS) },
    (_, pack) => `${prefix}${String(1_000 * index + pack + 1).padStart(13, '0')}`,
  )
}
