import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { CenterContext } from '../../context.ts'
import { bytesOf } from '../../gm/p7.ts'
import { isLoopback } from '../../http/outgoing.ts'
import { certificateKeyOf, institutionSigner, rootCertificate } from '../../prescription/file/ca.ts'
import { signedFileOf } from '../../prescription/file/file.ts'
import { showPatientCode } from '../../voucher/showing.ts'
import { adminServing } from '../serve.ts'
import * as contract from './contract.ts'
import { type CenterAddress, deskOf, hospitalOf, hospitalView, orderOf } from './desk.ts'

export interface HospitalPorts extends CenterAddress {
  readonly context: CenterContext
}

const NO_HOSPITAL = 'there is no such hospital'

/** The administration's hospital: a workstation that writes, withdraws and asks over the real interfaces. */
export function serveHospital(app: FastifyInstance, ports: HospitalPorts): void {
  const { context } = ports
  const { store } = context

  const { get, post } = adminServing(app)

  get('/hospital', contract.HospitalQuery, async ({ code }) => {
    const hospital = hospitalOf(context, code)
    return hospital === undefined ? NO_HOSPITAL : hospitalView(context, hospital)
  })

  get('/hospital/keys', contract.HospitalQuery, async ({ code }) => {
    const hospital = hospitalOf(context, code)
    if (hospital === undefined) return NO_HOSPITAL
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
    return {
      hospital: hospital.code,
      certificate: base64(bytesOf(institutionSigner(context.random, hospital).certificate)),
      rootCertificate: base64(bytesOf(rootCertificate(context.random))),
      privateKey: base64(certificateKeyOf(context.random, hospital.code)),
    } satisfies contract.HospitalKeys
  })

  post('/hospital/prescriptions', contract.WriteRequest, async (wanted) => {
    const hospital = hospitalOf(context, wanted.hospital)
    if (hospital === undefined) return NO_HOSPITAL
    const person = store.registry.person(wanted.patient)
    const shows = wanted.credential === 'voucher' && person !== undefined
    const qr = shows ? store.atomically(() => showPatientCode(context, person.identityNumber)).qr : null
    const order = store.atomically(() => orderOf(context, hospital, wanted, qr))
    return typeof order === 'string' ? order : deskOf(context, ports, hospital, wanted.signing === 'own').write(order)
  })

  post('/hospital/withdraw', contract.UndoRequest, async ({ hiRxno, doctor: code, reason }) => {
    const prescription = store.prescriptions.find(hiRxno)
    const hospital = hospitalOf(context, prescription?.hospital)
    if (prescription === undefined || hospital === undefined) return 'there is no such prescription'
    const doctor = store.staff.doctors(hospital.code).find((each) => code === undefined || each.code === code)
    if (doctor === undefined) return 'the hospital has no such doctor'
    return deskOf(context, ports, hospital, false).withdraw(hiRxno, doctor, reason)
  })

  get('/hospital/results', contract.ResultsQuery, async ({ hiRxno }) => {
    const prescription = store.prescriptions.find(hiRxno)
    const hospital = hospitalOf(context, prescription?.hospital)
    const owner = store.registry.person(prescription?.person ?? '')
    if (prescription === undefined || hospital === undefined || owner === undefined) return 'there is no such prescription'
    const { name: patient, identityNumber } = owner
    return deskOf(context, ports, hospital, false).results({ hiRxno, mdtrtId: prescription.visitId, patient, identityNumber })
  })

  get('/hospital/file', contract.ResultsQuery, async ({ hiRxno }) => {
    if (store.prescriptions.find(hiRxno) === undefined) return 'there is no such prescription'
    const { pdf } = store.atomically(() => signedFileOf(context, hiRxno))
    return { file: Buffer.from(pdf).toString('base64') } satisfies z.output<typeof contract.FileView>
  })

  post('/hospital/callback', contract.CallbackRequest, async ({ hospital: code, url }) => {
    const hospital = hospitalOf(context, code)
    if (hospital === undefined) return NO_HOSPITAL
    if (url !== null && !isLoopback(url)) return 'only an http address of this machine is called'
    store.callbacks.set(hospital.code, 'B', url)
    return {}
  })
}
