import { randomInt } from 'node:crypto'
import { fsiPath, type InterfaceNumber, interfaceTables } from '../../src/shared/wire/index.ts'
import type { Signer } from '../gm/p7.ts'
import { sm2Sign } from '../gm/sm2.ts'
import { isObject, readJsonObject } from '../json.ts'
import { renderPrescription } from '../prescription/file/pdf.ts'
import { dataDigestOf, signedValue } from '../prescription/file/record.ts'
import { signWith } from '../prescription/file/sign.ts'
import type { Doctor } from '../store/staff.ts'
import { chinaTime } from '../time.ts'
import { type ClientKeys, createSignedClient } from './envelope.ts'
import { precheckMessage, recordOfOrder, signedFieldsOfOrder, stockQuestion, visitMessages } from './hospitalMessages.ts'
import type { HospitalOrder } from './hospitalOrder.ts'

type Node = Readonly<Record<string, unknown>>

/** How a hospital reaches the center and proves who it is. */
export interface HospitalConnection extends ClientKeys {
  readonly url: string
  readonly institution: { readonly code: string; readonly name: string; readonly area: string }
  /** 20-digit filing number of its scanner */
  readonly terminalId: string
  /** the center's time, epoch ms */
  readonly now: () => number
  /** the hospital's certificate, where it signs itself; null: the center signs for it (7102) */
  readonly signer: Signer | null
}

/** What became of a call: which message was answered with what. */
export interface HospitalStep {
  readonly interface: string
  /** '0' is success */
  readonly code: string
  readonly message: string
}

/** `hiRxno` null: one of the messages was refused, the last of the steps says why. */
export interface WrittenPrescription {
  readonly hiRxno: string | null
  readonly rxTraceCode: string | null
  /** the drugs that the area lacks (3101), where the province tells */
  readonly warnings: readonly string[]
  readonly steps: readonly HospitalStep[]
}

/** A doctor's workstation: what it does, it does over HTTP with the messages of its province. Every function rejects when the center is away. */
export interface HospitalDesk {
  /** registers the visit, has the prescription checked, writes its PDF, has it signed and uploads it */
  write(order: HospitalOrder): Promise<WrittenPrescription>
  /** 7104 by a doctor of the hospital */
  withdraw(hiRxno: string, doctor: Doctor, reason: string): Promise<HospitalStep>
  /** 7105, 7106 and 7107 */
  results(question: ResultsQuestion): Promise<HospitalResults>
}

/** Which prescription is asked about, and whose it is. */
export interface ResultsQuestion {
  readonly hiRxno: string
  readonly mdtrtId: string
  readonly patient: string
  readonly identityNumber: string
}

/** The data of the three answers, null where one refused. */
export interface HospitalResults {
  readonly steps: readonly HospitalStep[]
  readonly prescription: Node | null
  readonly review: Node | null
  readonly dispensing: Node | null
}

/** Somebody has to press the buttons. */
const OPERATOR = { code: '0001', name: '门诊医师站' } as const
const FIRST_NAME_CHARACTERS = 20

/** A workstation of a hospital. `serves`: whether the province has an interface. */
export function createHospitalDesk(connection: HospitalConnection, serves: (number: string) => boolean): HospitalDesk {
  const { institution, now, url } = connection
  const client = createSignedClient(url, connection, now)
  let sequence = randomInt(10_000)

  async function insurance(
    number: string,
    input: object,
    signNo: string,
    insuredArea = '',
  ): Promise<HospitalStep & { readonly output: Node }> {
    const inputText = JSON.stringify(input)
    const { dateTime, compact } = chinaTime(now())
    sequence = (sequence + 1) % 10_000
    const envelope = {
      infno: number,
      msgid: `${institution.code}${compact}${String(sequence).padStart(4, '0')}`,
      mdtrtarea_admvs: institution.area,
      ...(insuredArea === '' ? {} : { insuplc_admdvs: insuredArea }),
      recer_sys_code: 'FSI',
      infver: 'V1.0',
      opter_type: '1',
      opter: OPERATOR.code,
      opter_name: OPERATOR.name,
      inf_time: dateTime,
      fixmedins_code: institution.code,
      fixmedins_name: [...institution.name].slice(0, FIRST_NAME_CHARACTERS).join(''),
      ...(signNo === '' ? {} : { sign_no: signNo }),
      signtype: 'SM2',
      cainfo: Buffer.from(sm2Sign(connection.privateKey, Buffer.from(inputText))).toString('base64'),
      input,
    }
    const answer = await post(fsiPath, envelope)
    const output = isObject(answer.output) ? answer.output : {}
    return { interface: number, code: String(answer.infcode), message: String(answer.err_msg ?? ''), output }
  }

  /** ec.query: what a phone shows becomes a token for this hospital. */
  async function decode(qr: string): Promise<HospitalStep & { readonly token: string }> {
    const data = {
      ...{ orgId: institution.code, ecQrCode: qr, businessType: '01101', termId: connection.terminalId, termIp: '127.0.0.1' },
      ...{ operatorId: OPERATOR.code, operatorName: OPERATOR.name },
    }
    const answer = await post(interfaceTables['ec.query'].path, {
      orgId: institution.code,
      transType: 'ec.query',
      data,
      extra: {},
    })
    const found = isObject(answer.data) ? answer.data : {}
    return {
      interface: 'ec.query',
      code: String(answer.code),
      message: String(answer.message ?? ''),
      token: textAt(found, 'ecToken'),
    }
  }

  async function post(path: string, body: object): Promise<Node> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = readJsonObject(Buffer.from(await response.arrayBuffer()))?.value
    if (answer === undefined) throw new Error(`${path} was answered with no JSON`)
    return answer
  }

  async function ask(number: InterfaceNumber, data: object): Promise<HospitalStep & { readonly data: Node | null }> {
    const { code, message, data: answer } = await client.ask(number, data)
    return { interface: number, code, message, data: answer }
  }

  async function write(order: HospitalOrder): Promise<WrittenPrescription> {
    const steps: HospitalStep[] = []
    const warnings: string[] = []
    const took = ({ interface: number, code, message }: HospitalStep): boolean => {
      steps.push({ interface: number, code, message })
      return code === '0'
    }
    const ended = (hiRxno: string | null = null, rxTraceCode: string | null = null): WrittenPrescription => ({
      hiRxno,
      rxTraceCode,
      warnings,
      steps,
    })

    let token: string | null = null
    if (order.qr !== null) {
      const decoded = await decode(order.qr)
      if (!took(decoded)) return ended()
      token = decoded.token
    }
    const signedIn = await insurance(
      '9001',
      { signIn: { opter_no: OPERATOR.code, mac: '00:00:5e:00:53:02', ip: '127.0.0.1' } },
      '',
    )
    if (!took(signedIn)) return ended()
    const signNo = textAt(signedIn.output, 'signinoutb', 'sign_no')
    const { area } = order.insurance
    const registered = await insurance('2201', visitMessages.register(order, token), signNo, area)
    if (!took(registered)) return ended()
    const mdtrtId = textAt(registered.output, 'data', 'mdtrt_id')
    if (!took(await insurance('2203', visitMessages.describe(order, mdtrtId), signNo, area))) return ended()
    if (serves('3101')) {
      const warned = await insurance('3101', stockQuestion(order, institution, mdtrtId), signNo, area)
      if (!took(warned)) return ended()
      const { result } = warned.output
      warnings.push(...(Array.isArray(result) ? result : []).filter(isObject).map(({ vola_cont }) => String(vola_cont)))
    }

    const checked = await ask('7101', precheckMessage(order, institution, token, mdtrtId))
    if (!took(checked) || checked.data === null) return ended()
    const numbers = { hiRxno: textAt(checked.data, 'hiRxno'), rxTraceCode: textAt(checked.data, 'rxTraceCode'), mdtrtId }
    // the doctor's signature is the name in the file; the pharmacist's review follows at once
    const record = recordOfOrder(order, institution, numbers)
    const file = renderPrescription(record, dataDigestOf(record))
    const fields = signedFieldsOfOrder(order, institution, numbers, chinaTime(now()).dateTime)
    const value = signedValue(fields)
    let signed: { readonly rxFile: string; readonly signDigest: string }
    if (connection.signer === null) {
      const originals = { originalValue: base64(value), originalRxFile: base64(file) }
      const answer = await ask('7102', { fixmedinsCode: institution.code, ...originals })
      if (!took(answer) || answer.data === null) return ended()
      signed = { rxFile: textAt(answer.data, 'rxFile'), signDigest: textAt(answer.data, 'signDigest') }
    } else {
      const own = signWith(connection.signer, now(), { value, file })
      signed = { rxFile: base64(own.pdf), signDigest: own.signDigest }
    }
    const filled = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
    return took(await ask('7103', { ...filled, ...signed })) ? ended(numbers.hiRxno, numbers.rxTraceCode) : ended()
  }

  async function withdraw(hiRxno: string, doctor: Doctor, reason: string): Promise<HospitalStep> {
    const by = { drCode: doctor.code, undoDrName: doctor.name, undoDrCertType: '01', undoDrCertno: doctor.identityNumber }
    const undone = { undoRea: reason, undoTime: chinaTime(now()).dateTime }
    const { data: _data, ...step } = await ask('7104', { hiRxno, fixmedinsCode: institution.code, ...by, ...undone })
    return step
  }

  async function results({ hiRxno, mdtrtId, patient, identityNumber }: ResultsQuestion): Promise<HospitalResults> {
    const question = {
      ...{ hiRxno, fixmedinsCode: institution.code, mdtrtId, psnName: patient, psnCertType: '01', certno: identityNumber },
    }
    const answers = [await ask('7105', question), await ask('7106', question), await ask('7107', question)]
    const [prescription = null, review = null, dispensing = null] = answers.map(({ data }) => data)
    const steps = answers.map(({ interface: number, code, message }) => ({ interface: number, code, message }))
    return { steps, prescription, review, dispensing }
  }

  return { write, withdraw, results }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** A text under a path of names; empty where there is none. */
function textAt(node: Node, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((each, name) => (isObject(each) ? each[name] : undefined), node)
  return typeof found === 'string' ? found : ''
}
