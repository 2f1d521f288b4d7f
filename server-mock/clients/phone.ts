import { type InterfaceNumber, interfaceTables, readNode, type WireNode } from '../../src/shared/wire/index.ts'
import { type ClientKeys, createSignedClient } from './envelope.ts'

/** An answer of the province: content, or its refusal in its own words. */
export type PhoneAnswer<T> =
  | { readonly ok: true; readonly content: T }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** Who holds the phone. */
export interface PhoneOwner {
  readonly name: string
  readonly identityNumber: string
}

export interface PhonePorts {
  /** the center's address */
  readonly url: string
  readonly keys: ClientKeys
  /** the center's time, epoch ms */
  readonly now: () => number
  /** the person identifies herself on the voucher platform's page (N 8.2.4 a to c) */
  readonly identify: (owner: PhoneOwner) => PhoneAnswer<string>
}

type Output<N extends InterfaceNumber> = WireNode<(typeof interfaceTables)[N]['output']>

/** An application on one person's phone. It gets access when it first needs it, and anew when that has run out. Rejects when the center is away. */
export interface Phone {
  prescriptions(): Promise<PhoneAnswer<Output<'rx.list'>>>
  /** the QR of one prescription, to be held up in a shop */
  show(hiRxno: string): Promise<PhoneAnswer<Output<'rx.qr'>>>
  /** authorizes a pharmacy by its code, and gives the numbers that it asks 7202 with */
  authorize(hiRxno: string, pharmacy: string): Promise<PhoneAnswer<Output<'rx.flow'>>>
  delivery(hiRxno: string): Promise<PhoneAnswer<Output<'rx.delivery'>>>
  /** messages after the one that was read last */
  messages(lastMsgNo?: string): Promise<PhoneAnswer<Output<'rx.notice'>>>
}

/** The code of an access token that is not alive any more. */
const ACCESS_OVER = '700202'

/** A phone whose application speaks channel D over HTTP with its own envelope, as any other would. */
export function createPhone(owner: PhoneOwner, { url, keys, now, identify }: PhonePorts): Phone {
  const client = createSignedClient(url, keys, now)
  let accessToken: string | null = null

  async function send<N extends InterfaceNumber>(number: N, content: object): Promise<PhoneAnswer<Output<N>>> {
    const { code, message, data } = await client.ask(number, content)
    if (code !== '0') return { ok: false, code, message }
    const output: (typeof interfaceTables)[N]['output'] = interfaceTables[number].output
    const read = readNode(output, data)
    if (!read.ok)
      throw new Error(`${number} was answered against its table: ${read.failure.map((issue) => issue.message).join('; ')}`)
    return { ok: true, content: read.value }
  }

  async function access(): Promise<PhoneAnswer<string>> {
    const identified = identify(owner)
    if (!identified.ok) return identified
    const given = await send('rx.access', {
      ...{ authNo: identified.content, appChnlUserId: owner.identityNumber, psnCertType: '01' },
      ...{ certno: owner.identityNumber, psnName: owner.name },
    })
    return given.ok ? { ok: true, content: given.content.accessToken } : given
  }

  async function ask<N extends InterfaceNumber>(number: N, content: object): Promise<PhoneAnswer<Output<N>>> {
    if (accessToken !== null) {
      const answer = await send(number, { accessToken, ...content })
      if (answer.ok || answer.code !== ACCESS_OVER) return answer
    }
    const given = await access()
    if (!given.ok) return given
    accessToken = given.content
    return send(number, { accessToken, ...content })
  }

  return {
    prescriptions: () => ask('rx.list', {}),
    show: (hiRxno) => ask('rx.qr', { hiRxno }),
    authorize: async (hiRxno, fixmedinsCode) => {
      const identified = identify(owner)
      return identified.ok ? ask('rx.flow', { authNo: identified.content, hiRxno, fixmedinsCode }) : identified
    },
    delivery: (hiRxno) => ask('rx.delivery', { hiRxno }),
    messages: (lastMsgNo) => ask('rx.notice', lastMsgNo === undefined ? {} : { lastMsgNo }),
  }
}
