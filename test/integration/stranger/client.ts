import { type Json, type Opened, open, readJson, seal, textAt } from './envelope.ts'
import { createSigner } from './sm.ts'

const INSURANCE_PATH = '/mbs/fmi/fsi/api/callFsiService/callService'
const VOUCHER_PATH = '/localcfc/api/hsecfc/localQrCodeQuery'
const PRESCRIPTION_PATHS = {
  '7201': '/epc/api/fixmedins/rxOfflineAuth',
  '7204': '/epc/api/fixmedins/rxDownload',
  '7205': '/epc/api/fixmedins/rxInfoVerify',
  '7206': '/epc/api/fixmedins/rxChkInfoUpld',
  '7207': '/epc/api/fixmedins/rxSelInfoUpld',
}
export type PrescriptionNumber = keyof typeof PRESCRIPTION_PATHS

const OPERATOR = { number: '0001', name: '林晓' }

/** yyyy-MM-dd HH:mm:ss of China Standard Time. */
export function chinaTime(time = Date.now()): string {
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

export interface Client {
  /** what its administration answers */
  admin(path: string, body: Json): Promise<Json>
  /** the token behind a QR */
  decode(qr: string): Promise<Json>
  /** `output` of an interface of channel A; throws the refusal */
  insurance(infno: string, input: Json, more?: Json): Promise<Json>
  /** a verified answer of channel B; `change` works on the message that was signed */
  ask(number: PrescriptionNumber, data: Json, change?: (message: Json) => Json): Promise<Opened>
  /** the content of an answer of channel B; throws the refusal */
  prescription(number: PrescriptionNumber, data: Json): Promise<Json>
  close(): void
}

/** The pharmacy that the center's line announces, at one counter. */
export function createClient(announced: Json): Client {
  const connection = (...path: string[]): string => textAt(announced, 'connection', ...path)
  const application = {
    appId: connection('appId'),
    appSecret: connection('appSecret'),
    platformPublicKey: connection('platformPublicKey'),
  }
  const shop = connection('institution', 'code')
  const signer = createSigner(connection('privateKey'))
  let serial = 0

  async function post(url: string, body: Json, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status} of ${url}: ${text}`)
    return text
  }

  async function decode(qr: string): Promise<Json> {
    const data = {
      ...{ orgId: shop, ecQrCode: qr, businessType: '02122', termId: connection('terminalId'), termIp: '127.0.0.1' },
      ...{ operatorId: OPERATOR.number, operatorName: OPERATOR.name },
    }
    const answer = await post(connection('voucherUrl') + VOUCHER_PATH, { orgId: shop, transType: 'ec.query', data })
    return succeeded('ec.query', readJson(answer), 'code', 'message', 'data')
  }

  async function insurance(infno: string, input: Json, more: Json = {}): Promise<Json> {
    const now = chinaTime()
    const msgid = `${shop}${now.replace(/\D/g, '')}${String(++serial).padStart(4, '0')}`
    const message = {
      ...{ infno, msgid, mdtrtarea_admvs: connection('institution', 'area'), recer_sys_code: 'YBXT', signtype: 'SM2' },
      ...{ cainfo: signer.sign(JSON.stringify(input)), infver: 'V1.0', opter_type: '1', opter: OPERATOR.number },
      ...{ opter_name: OPERATOR.name, inf_time: now, fixmedins_code: shop },
      ...{ fixmedins_name: [...connection('institution', 'name')].slice(0, 20).join('') },
      ...more,
      input,
    }
    const answer = await post(connection('insuranceUrl') + INSURANCE_PATH, message)
    return succeeded(infno, readJson(answer), 'infcode', 'err_msg', 'output')
  }

  async function ask(
    number: PrescriptionNumber,
    data: Json,
    change: (message: Json) => Json = (message) => message,
  ): Promise<Opened> {
    const message = change(seal(application, signer, data, String(Date.now())))
    return open(application, signer, await post(connection('prescriptionUrl') + PRESCRIPTION_PATHS[number], message))
  }

  return {
    admin: async (path, body) => {
      const authorization = `Bearer ${textAt(announced, 'adminToken')}`
      return readJson(await post(`${textAt(announced, 'adminUrl')}/${path}`, body, { authorization }))
    },
    decode,
    insurance,
    ask,
    prescription: async (number, data) => {
      const answer = await ask(number, data)
      if (answer.code !== '0') throw new Error(`${number} refused: ${answer.code} ${answer.message}`)
      return answer.data
    },
    close: () => signer.close(),
  }
}

function succeeded(number: string, answer: Json, code: string, message: string, content: string): Json {
  if (answer[code] !== '0') throw new Error(`${number} refused: ${answer[code]} ${answer[message]}`)
  return readJson(JSON.stringify(answer[content]))
}
