import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { type CredentialFault, findByCredential } from '../voucher/credential.ts'
import { grant, refuseHeldElsewhere } from './grant.ts'
import type { PrescriptionInterface } from './interface.ts'

const faultCodes = {
  unknown: '700102',
  card: '700102',
  notActivated: '700103',
  token: '700101',
  mismatch: '700102',
} as const satisfies Record<CredentialFault['fault'], string>
const faultFields = { number: 'mdtrtCertNo', cardSn: 'cardSn', token: 'ecToken' } as const

/**
 * 7201 电子处方线下流转授权 (N 8.4.4 b, d, e, f): the voucher's owner, by its token or by a card and its password, authorizes this
 * pharmacy for every prescription that waits. What this pharmacy already holds gets a fresh token and goes on as the same work. What another pharmacy holds changes hands, or, by the switch, is kept back: then the list is
 * without it, and where nothing else waits the request is refused.
 */
export const authorize: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { prescriptions, registry } = context.store
  if (textOf(data, 'optins') !== institution.code) return refuse('700006', 'optins', '须为该 appId 的机构')
  const credential = {
    type: textOf(data, 'mdtrtCertType'),
    number: textOf(data, 'mdtrtCertNo'),
    cardSn: textOf(data, 'cardSn'),
    token: textOf(data, 'ecToken'),
  }
  const identified = findByCredential(context, credential, institution)
  if (!identified.ok) return refuse(faultCodes[identified.fault], faultFields[identified.field], identified.rule)
  const { person } = identified
  const claimed = textOf(data, 'certno')
  if (claimed !== '' && claimed !== person.identityNumber) return refuse('700102', 'certno', '须为令牌的本人')
  const isInsuredThere = registry.insurancesOf(person.identityNumber).some(({ area }) => area === textOf(data, 'insuPlcNo'))
  if (!isInsuredThere) return refuse('700102', 'insuPlcNo', '本人未在该地参保')

  const now = context.clock.now()
  const waiting = prescriptions.openOf(person.identityNumber, now)
  const held = waiting.map(({ hiRxno }) => refuseHeldElsewhere(context, hiRxno, institution.code, 'mdtrtCertNo'))
  const free = waiting.filter((_prescription, index) => held[index] === null)
  const [refused] = held
  if (free.length === 0 && refused) return refused

  const batch = context.store.nextSerial('authorizationBatch')
  const rxList = free.map((prescription) => {
    const { hiRxno } = prescription
    const { token, until } = grant(context, { hiRxno, institution: institution.code, batch })
    return {
      hiRxno,
      epcToken: token,
      tokenValidEndTime: chinaTime(until).dateTime,
      fixmedinsCode: prescription.hospital,
      fixmedinsName: prescription.hospitalName,
      prscTime: chinaTime(prescription.prescribedAt).dateTime,
      valiEndTime: chinaTime(prescription.validUntil).dateTime,
      prscDeptName: prescription.department,
      maindiagName: prescription.diagnosis,
    }
  })
  return give({ rxList })
}
