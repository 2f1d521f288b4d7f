import type { MockCenter } from '../../../../server-mock/server.ts'
import { createPharmacy, dateTime, dig } from '../pharmacy.ts'
import type { Step } from './flow.ts'
import { messagesOf, orderOf } from './hospitalMessages.ts'
import { createSteps } from './steps.ts'

const CODE = 'H99010100001'
const OTHER = 'H99010100002'
const DRUG = 'XC09CAA012A001010100012'

/** A visit, the prescription that is written in it, what becomes of it, and its withdrawal: every interface of a hospital that the province serves. */
export async function* walk(center: MockCenter, province: 'national' | 'fujian'): AsyncGenerator<Step> {
  const caller = createPharmacy(center, center.connections.get(CODE))
  const other = createPharmacy(center, center.connections.get(OTHER))
  const otherSignNo = await other.signIn()
  let signNo = ''
  const { step, said, onA, onB } = createSteps({
    pharmacy: caller,
    other,
    signNoOf: (by) => (by === other ? otherSignNo : signNo),
  })
  const facts = province === 'fujian' ? { attribute: 'mandatory' as const } : {}
  const connection = center.connections.get(CODE)
  if (connection === undefined) throw new Error('there is no hospital')
  const messages = messagesOf(orderOf('generated', center.clock.now()), connection.institution, dateTime(center.clock.now()))
  const { qr } = center.showVoucher('王秀兰')
  const decoded = await caller.query(qr, (message) => ({ ...message, data: { ...message.data, businessType: '01101' } }))
  const token = String(dig(decoded, 'data', 'ecToken'))

  yield* step('9001', { signIn: { opter_no: '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } }, onA('9001'))
  signNo = String(dig(said(), 'output', 'signinoutb', 'sign_no'))
  yield* step('2201', messages.register(token), onA('2201'))
  const mdtrtId = String(dig(said(), 'output', 'data', 'mdtrt_id'))
  yield* step('2203', messages.describe(mdtrtId), onA('2203'))
  yield* step('35081', { data: { fixmedins_code: 'P99010100001', med_list_codg: DRUG } }, onA('35081'))
  if (province === 'fujian') yield* step('3101', messages.stock(mdtrtId), onA('3101'))
  yield* step('7211', { fixmedinsCode: CODE, pageNum: '1', pageSize: '5', drugGenname: '片' }, onB('7211'))

  yield* step('7101', messages.precheck(token, mdtrtId), onB('7101'), facts)
  const numbers = {
    hiRxno: String(dig(said(), 'data', 'hiRxno')),
    rxTraceCode: String(dig(said(), 'data', 'rxTraceCode')),
    mdtrtId,
  }
  yield* step('7102', messages.sign(numbers), onB('7102'))
  const file = { rxFile: dig(said(), 'data', 'rxFile'), signDigest: dig(said(), 'data', 'signDigest') }
  yield* step('7103', { ...messages.signed(numbers), ...file }, onB('7103'))

  const question = messages.question(numbers)
  yield* step('7105', question, onB('7105'))
  yield* step('7106', question, onB('7106'))
  yield* step('7107', question, onB('7107'))
  yield* step('7104', messages.undo(numbers.hiRxno), onB('7104'))
}
