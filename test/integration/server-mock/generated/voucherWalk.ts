import { createAdminClient } from '../../../../server-mock/admin/client.ts'
import type { MockCenter } from '../../../../server-mock/server.ts'
import type { InterfaceNumber } from '../../../../src/shared/wire/index.ts'
import { dig } from '../pharmacy.ts'
import { openCaller, type VoucherCaller } from '../voucherCaller.ts'
import { isYes, type Json, type Step } from './flow.ts'

/** Sends a message, defective or not, as somebody sends it, and gives the text that went. */
type Send = (message: Json) => { readonly body: string; readonly answer: Promise<Json> }

/**
 * Channel C from the first scanner to the password of a card: a voucher is activated, authorized, shown, decoded and verified; somebody else shows her face and puts
 * down her card.
 */
export async function* walk(center: MockCenter): AsyncGenerator<Step> {
  const admin = createAdminClient(center.adminUrl, center.adminToken)
  const [channel, official, local] = await Promise.all(
    ['安心购药', '九江路医保服务', '九江路医疗保障信息系统'].map((name) => openCaller(center, admin, name)),
  )
  if (channel === undefined || official === undefined || local === undefined) throw new Error('somebody is missing')
  const people = await admin.people()
  const personCalled = (name: string) => {
    const found = people.find((person) => person.name === name)
    if (found === undefined) throw new Error(name)
    return found
  }
  const { connection } = center
  const elsewhere = center.connections.get('P99010100002') ?? connection
  let said: Json = {}

  async function* step(
    number: InterfaceNumber,
    message: Json,
    send: Send,
    byOther: Send | null,
    forge: Step['forge'],
    title?: string,
  ) {
    let last = ''
    const keep = (content: Json): Promise<Json> => {
      const { body, answer } = send(content)
      last = body
      return answer
    }
    let right: Json = {}
    yield {
      number,
      ...(title === undefined ? {} : { title }),
      message,
      facts: {},
      send: (content) => keep({ ...content }),
      sendAgain: () => channel?.post(number, last) ?? Promise.reject(new Error('nobody sends')),
      forge,
      sendByOther: byOther === null ? null : () => byOther(message).answer,
      answer: () => right,
    } satisfies Step
    right = await keep(message)
    said = right
    if (!isYes(right)) throw new Error(`${number} was refused: ${String(right.message)}`)
  }

  /** A message that is signed; `other` signs the same content in its own name. */
  async function* signed(
    number: InterfaceNumber,
    data: Json,
    by: VoucherCaller,
    other: VoucherCaller,
    title?: string,
  ): AsyncGenerator<Step> {
    const message = by.message(number, data)
    const sendAs =
      (caller: VoucherCaller): Send =>
      (content) => {
        // signed anew each time, at the time that it is then
        const { timestamp } = caller.message(number, {})
        const isFresh = content.timestamp === message.timestamp
        const body = caller.sign({
          ...content,
          ...(isFresh ? { timestamp } : {}),
          ...(caller === by ? {} : { orgId: caller.number }),
        })
        return { body, answer: caller.post(number, body) }
      }
    const forge = (): Promise<Json> => {
      const right: Json = JSON.parse(by.sign(message))
      return by.post(number, JSON.stringify({ ...right, data: { ...data, userName: `${String(data.userName)}们` } }))
    }
    yield* step(number, message, sendAs(by), sendAs(other), forge, title)
  }

  /** A message of a terminal; another pharmacy sends the same in its own name, from its own terminal. */
  async function* plain(number: InterfaceNumber, content: Json): AsyncGenerator<Step> {
    const orgId = connection.institution.code
    const message = { orgId, transType: number, data: { orgId, ...content } }
    const send: Send = (sent) => {
      const body = JSON.stringify(sent)
      return { body, answer: official?.post(number, body) ?? Promise.reject(new Error('nobody sends')) }
    }
    const foreign = { orgId: elsewhere.institution.code, ...('termId' in content ? { termId: elsewhere.terminalId } : {}) }
    const byOther: Send = () => send({ ...message, orgId: foreign.orgId, data: { ...message.data, ...foreign } })
    yield* step(number, message, send, byOther, null)
  }

  const terminal = {
    termName: '二号收银台',
    termUse: '扫码',
    termVersion: '1.2',
    orgName: connection.institution.name,
    developer: '青石软件有限公司',
  }
  yield* plain('ec.termReg', { ...terminal, mac: 'f8:34:41:bd:e1:88' })
  const termId = String(dig(said, 'data', 'termId'))
  const place = { termId, termIp: '127.0.0.1', operatorId: '0001', operatorName: '林晓' }

  const owner = personCalled('赵小梅')
  const named = { idType: '01', idNo: owner.identityNumber, userName: owner.name }
  yield* signed('ec.realAuth', { ...named, liveValue: owner.face }, channel, official)
  const realAuthNo = String(dig(said, 'data', 'realAuthNo'))
  yield* signed('ec.activate', { ...named, realAuthNo, password: '918273' }, channel, official)
  yield* signed('ec.realAuth', { ...named, liveValue: owner.face }, channel, official, 'password')
  const again = String(dig(said, 'data', 'realAuthNo'))
  yield* signed('ec.setPwd', { ...named, realAuthNo: again, password: '564738' }, channel, official)
  yield* signed('ec.channelUndo', { ...named, channelId: channel.number }, official, channel)
  yield* signed('ec.channelAuth', named, channel, official)
  const authCode = String(dig(said, 'data', 'authCode'))
  yield* signed('ec.show', { ...named, authCode }, channel, official, 'places')
  const insuOrg = String(dig(said, 'data', 'insuOrgList', 1, 'insuOrg'))
  yield* signed('ec.show', { ...named, authCode, insuOrg }, channel, official)
  const ecQrCode = String(dig(said, 'data', 'ecQrCode'))
  yield* plain('ec.query', { ecQrCode, businessType: '02122', ...place })
  const ecToken = String(dig(said, 'data', 'ecToken'))
  yield* signed('ec.verify', { ecToken, ...named }, local, channel)

  yield* plain('ec.auth', { outBizNo: 'YW20261121-1', businessType: '02121', ...place })
  const authNo = String(dig(said, 'data', 'authNo'))
  await admin.showFace('王秀兰')
  yield* plain('ec.authQuery', { authNo })
  const money = { totalFee: '47.00', ownAmt: '7.00', hifAmt: '30.00', acctAmt: '10.00', hifpAmt: '30.00' }
  const drugList = [{ drugName: '苯磺酸氨氯地平片', drugCnt: '2' }]
  yield* plain('ec.settleNotice', { outBizNo: 'YW20261121-1', medicalSettleState: 'SUCCESS', ...money, drugList })

  const { card } = personCalled('王秀兰')
  const shown = { mdtrtCertType: '03', mdtrtCertNo: card?.number, cardSn: card?.identification, password: '258369' }
  yield* plain('ec.pwdCheck', { ...shown, businessType: '02122', ...place })
}
