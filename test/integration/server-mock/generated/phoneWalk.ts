import { createAdminClient } from '../../../../server-mock/admin/client.ts'
import type { MockCenter } from '../../../../server-mock/server.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from '../pharmacy.ts'
import { createDesk } from '../prescriptionDesk.ts'
import { isYes, type Json, type Step } from './flow.ts'
import { createSteps } from './steps.ts'

const CODE = 'P99010100001'

/** An application of the town in the place of a pharmacy: the envelope is the same. */
function applicationOf(center: MockCenter, index: number): Pharmacy {
  const application = center.applications[index]
  if (application === undefined) throw new Error('there is no such application')
  return createPharmacy(center, { ...center.connection, ...application })
}

/** From the patient's phone to her door: both ways in which a phone authorizes a pharmacy, and the delivery of what that pharmacy dispensed. */
export async function* walk(
  center: MockCenter,
  person: { readonly name: string; readonly number: string },
): AsyncGenerator<Step> {
  const application = applicationOf(center, 0)
  const phone = createSteps({ pharmacy: application, other: applicationOf(center, 1), signNoOf: () => '' })
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, center.connections.get('P99010100002'))
  const shop = createSteps({ pharmacy, other, signNoOf: () => '' })
  const now = (): string => dateTime(center.clock.now())
  const identify = (): string => center.identifyOnline(person.number, center.applications[0]?.appId ?? '')

  const who = { appChnlUserId: 'U1', psnCertType: '01', certno: person.number, psnName: person.name }
  yield* phone.step('rx.access', { authNo: identify(), ...who }, phone.onB('rx.access'))
  const accessToken = dig(phone.said(), 'data', 'accessToken')
  yield* phone.step('rx.list', { accessToken, rxStasCodg: '1' }, phone.onB('rx.list'))
  const hiRxno = String(dig(phone.said(), 'data', 'rxList', 2, 'hiRxno'))

  yield* phone.step('rx.qr', { accessToken, hiRxno }, phone.onB('rx.qr'))
  const operator = { opter: '0001', opterName: '林晓', optins: CODE }
  const scanned = {
    ...{ appChnlId: center.connection.appId, appChnlUserId: '0001', devInfo: '扫码枪', ipInfo: '127.0.0.1' },
    ...{ epcQrcd: dig(phone.said(), 'data', 'epcQrcd'), ...operator },
  }
  yield* shop.step('7203', scanned, shop.onB('7203'))

  const chosen = { accessToken, authNo: identify(), hiRxno, fixmedinsCode: CODE }
  yield* phone.step('rx.flow', chosen, phone.onB('rx.flow'))
  const numbers = { authRxno: dig(phone.said(), 'data', 'authRxno'), authSn: dig(phone.said(), 'data', 'authSn') }
  yield* shop.step('7202', { ...numbers, certType: '01', certno: person.number, ...operator }, shop.onB('7202'))
  await dispense(center, hiRxno, String(dig(shop.said(), 'data', 'epcToken')))

  const delivery = {
    ...{ hiRxno, delvNo: 'D1', delvAddr: '九江路 1 号', delvDist: '2.50', delvEntpName: '明心大药房' },
    ...{ delverCertType: '01', delverCertno: '990101199001010010', delverName: '周强', delverTel: '12000000001' },
    ...{ delvStasCodg: '2', delvStasName: '配送中', delvStasTime: now() },
  }
  yield* shop.step('7209', delivery, shop.onB('7209'))
  yield* phone.step('rx.delivery', { accessToken, hiRxno }, phone.onB('rx.delivery'))
  const signer = { signName: person.name, signCertType: '01', signCertno: person.number, signTime: now() }
  yield* shop.step('7210', { hiRxno, delvNo: 'D1', selfSignFlag: '1', ...signer }, shop.onB('7210'))
  yield* phone.step('rx.notice', { accessToken, lastMsgNo: '0' }, phone.onB('rx.notice'))
}

/** What stands between token and delivery: download, check, review, outbound upload. */
async function dispense(center: MockCenter, hiRxno: string, token: string): Promise<void> {
  const [pharmacist] = center.pharmacists
  const rows = (): readonly Json[] => [{ code: pharmacist?.code, n: pharmacist?.practiceNumber }]
  const admin = createAdminClient(center.adminUrl, center.adminToken)
  const desk = createDesk({ center, admin, rows }, CODE, pharmacist?.name ?? '')
  const downloaded = await desk.download(hiRxno, token)
  const serial = String(dig(await desk.verify(downloaded, token), 'data', 'rxSignVerifySn'))
  const steps = [downloaded, await desk.review(hiRxno, token, serial), await desk.outbound(hiRxno, token)]
  for (const answer of steps) if (!isYes(answer)) throw new Error(String(answer.message))
}
