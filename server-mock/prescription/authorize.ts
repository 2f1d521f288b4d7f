import { nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { ownerOfToken } from '../voucher/tokens.ts'
import type { PrescriptionInterface } from './interface.ts'
import { isHeldElsewhere } from './state.ts'

/**
 * 7201 电子处方线下流转授权 (N 8.4.4 b, d, e, f): the voucher's owner authorizes this pharmacy for every prescription that waits. What this pharmacy
 * already holds gets a fresh token and goes on as the same work. What another pharmacy holds changes hands, or, by the switch, is kept back: then the list is
 * without it, and where nothing else waits the request is refused.
 */
export const authorize: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { prescriptions, authorizations, registry } = context.store
  if (institution.kind !== 'pharmacy') return refuse('-4', 'optins', '线下流转授权仅限定点零售药店 (N 9.4.2)')
  if (textOf(data, 'optins') !== institution.code) return refuse('700006', 'optins', '须为该 appId 的机构')
  if (textOf(data, 'mdtrtCertType') !== '01') return refuse('-2', 'mdtrtCertType', '须以医保电子凭证令牌请求授权 (N 8.4.4 b)')
  const person = ownerOfToken(context, textOf(data, 'mdtrtCertNo'), institution)
  if (person === null) return refuse('700101', 'mdtrtCertNo', '令牌不存在、已失效或不属于本机构 (N 8.4.4 d)')
  const claimed = textOf(data, 'certno')
  if (claimed !== '' && claimed !== person.identityNumber) return refuse('700102', 'certno', '须为令牌的本人')
  const isInsuredThere = registry.insurancesOf(person.identityNumber).some(({ area }) => area === textOf(data, 'insuPlcNo'))
  if (!isInsuredThere) return refuse('700102', 'insuPlcNo', '本人未在该地参保')

  const now = context.clock.now()
  const waiting = prescriptions.openOf(person.identityNumber, now)
  const mayTakeOver = context.switches().reauthorization === 'replace'
  const free = waiting.filter(({ hiRxno }) => mayTakeOver || !isHeldElsewhere(context, hiRxno, institution.code))
  if (waiting.length > 0 && free.length === 0)
    return refuse('700113', 'mdtrtCertNo', '有且只有一个有效的流转授权，须待其失效 (N 8.4.4 注 2)')

  const until = now + context.province.prescriptionTokenLifetime.value
  const batch = context.store.nextSerial('authorizationBatch')
  const rxList = free.map((prescription) => {
    const { hiRxno } = prescription
    const token = nextChoices(context, 'prescriptionToken').text(64)
    const before = authorizations.current(hiRxno)
    const goesOn = before !== undefined && before.institution === institution.code && before.until > now
    const downloadedAt = goesOn ? before.downloadedAt : null
    authorizations.give({ token, hiRxno, institution: institution.code, batch, until, downloadedAt })
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
