import { type ClientKeys, createSignedClient, type OpenedAnswer } from '../../../server-mock/clients/envelope.ts'
import type { MockCenter } from '../../../server-mock/server.ts'
import type { InterfaceNumber } from '../../../src/shared/wire/index.ts'
import { dig } from './pharmacy.ts'

/** An application on the phone of one person, with access to her prescriptions. */
export interface PhoneApplication {
  readonly token: string
  readonly keys: ClientKeys
  /** a message of channel D as it is */
  send(number: InterfaceNumber, data: object): Promise<OpenedAnswer>
  /** the same with the access token of the person */
  ask(number: InterfaceNumber, data?: object): Promise<OpenedAnswer>
  /** the person identifies herself once more */
  identify(): string
  /** the text of a fresh QR of one prescription */
  show(hiRxno: string): Promise<string>
  /** authorizes a pharmacy: the numbers for 7202 */
  authorize(hiRxno: string, pharmacy: string): Promise<{ readonly authRxno: string; readonly authSn: string }>
}

/** What proves who an application is. */
export function keysOf(center: MockCenter, name = '九江路医保服务'): ClientKeys {
  const application = center.applications.find((each) => each.name === name)
  if (application === undefined) throw new Error(name)
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
  const { appId, appSecret, privateKey, platformPublicKey } = application
  return { appId, appSecret, privateKey: bytes(privateKey), platformPublicKey: bytes(platformPublicKey) }
}

/** The person opens an application and identifies herself in it. */
export async function openApplication(
  center: MockCenter,
  identityNumber: string,
  name: string,
  application?: string,
): Promise<PhoneApplication> {
  const keys = keysOf(center, application)
  const { ask } = createSignedClient(center.url, keys, () => center.clock.now())
  const identify = (): string => center.identifyOnline(identityNumber, keys.appId)
  const who = { appChnlUserId: 'U1', psnCertType: '01', certno: identityNumber, psnName: name }
  const access = await ask('rx.access', { authNo: identify(), ...who })
  const token = String(dig(access.data, 'accessToken'))
  const send: PhoneApplication['send'] = (number, data) => ask(number, data)
  const own: PhoneApplication['ask'] = (number, data = {}) => ask(number, { accessToken: token, ...data })
  return {
    token,
    keys,
    send,
    ask: own,
    identify,
    show: async (hiRxno) => String(dig((await own('rx.qr', { hiRxno })).data, 'epcQrcd')),
    authorize: async (hiRxno, fixmedinsCode) => {
      const { data } = await own('rx.flow', { hiRxno, fixmedinsCode, authNo: identify() })
      return { authRxno: String(dig(data, 'authRxno')), authSn: String(dig(data, 'authSn')) }
    },
  }
}
