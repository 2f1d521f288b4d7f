import type { CenterContext } from '../context.ts'
import { contentOf } from '../prescription/content.ts'
import type { PrescriptionInterface } from '../prescription/interface.ts'
import { type Refused, statesOf } from '../prescription/state.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { ownerOfToken } from '../voucher/tokens.ts'
import { dispensedOf } from './dispensed.ts'

type Node = Readonly<Record<string, unknown>>

/** 7105 电子处方信息查询: what the center has of an own prescription, or of one of another institution whose owner shows the voucher here. */
export const query: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const token = textOf(data, 'ecToken')
  if (textOf(data, 'fixmedinsCode') !== hospital.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const prescription = context.store.prescriptions.find(textOf(data, 'hiRxno'))
  const shown = token === '' ? null : ownerOfToken(context, token, hospital)
  if (token !== '' && shown === null) return refuse('700101', 'ecToken', '令牌不存在、已失效或不属于本机构')
  const mayRead = prescription?.hospital === hospital.code || (shown !== null && prescription?.person === shown.identityNumber)
  if (prescription === undefined || !mayRead)
    return refuse('700189', 'hiRxno', '本机构没有上传该处方；查询其他机构的须有本人的 ecToken')
  return refuseOwner(context, data, prescription) ?? give(contentOf(context, prescription))
}

/** 7106 电子处方审核结果查询: the latest decision of a pharmacy's pharmacist, whichever pharmacy it was. */
export const reviewResult: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const { reviews, registry } = context.store
  const found = findOwn(context, data, hospital)
  if (!found.ok) return found
  const { prescription } = found
  const { hiRxno } = prescription
  const { rxStasCodg, rxStasName } = statesOf(prescription, context.clock.now())
  const review = reviews.latestOfAll(hiRxno)
  if (review === undefined) return give({ hiRxno, rxStasCodg, rxStasName, rxChkStasCodg: '0', rxChkStasName: '未审核' })
  const pharmacist = registry.pharmacist(review.pharmacist)
  return give({
    ...{ hiRxno, rxStasCodg, rxStasName },
    pharName: registry.person(pharmacist?.person ?? '')?.name ?? '',
    pharCode: review.pharmacist,
    rxChkStasCodg: review.status,
    rxChkStasName: review.status === '1' ? '审核通过' : '审核不通过',
    rxChkOpnn: review.opinion,
    rxChkTime: chinaTime(review.at).dateTime,
  })
}

/** 7107 电子处方取药结果查询: whether it was used, and what was given for it. */
export const dispensingResult: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const found = findOwn(context, data, hospital)
  if (!found.ok) return found
  const { prescription } = found
  const dispensed = dispensedOf(context, prescription)
  return give({
    hiRxno: prescription.hiRxno,
    ...statesOf(prescription, context.clock.now()),
    ...(dispensed === null ? {} : { setlTime: chinaTime(dispensed.at).dateTime }),
    seltdelts: (dispensed?.goods ?? []).map(({ drug, quantity, lot }) => ({
      medListCodg: drug.code,
      drugGenname: drug.genericName,
      drugProdname: drug.productName,
      drugDosform: drug.dosageForm,
      drugSpec: drug.spec,
      cnt: quantity,
      aprvno: drug.approval,
      ...(lot === '' ? {} : { manuLotnum: lot }),
      prdrName: drug.maker,
      takeDrugFlag: '1',
    })),
  })
}

type Found = { readonly ok: true; readonly prescription: Prescription } | NonNullable<Refused>

function findOwn(context: CenterContext, data: Node, hospital: Institution): Found {
  if (textOf(data, 'fixmedinsCode') !== hospital.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const prescription = context.store.prescriptions.find(textOf(data, 'hiRxno'))
  if (prescription?.hospital !== hospital.code) return refuse('700189', 'hiRxno', '本机构没有上传该处方')
  return refuseOwner(context, data, prescription) ?? { ok: true, prescription }
}

function refuseOwner({ store }: CenterContext, data: Node, prescription: Prescription): Refused {
  const visit = textOf(data, 'mdtrtId')
  if (visit !== '' && visit !== prescription.visitId) return refuse('700181', 'mdtrtId', '须为该处方的就诊 ID')
  const facts = { psnName: store.registry.person(prescription.person)?.name, psnCertType: '01', certno: prescription.person }
  const wrong = Object.entries(facts).find(([name, fact]) => textOf(data, name) !== fact)
  return wrong === undefined ? null : refuse('700102', wrong[0], '须与处方所属人一致')
}
