import type { z } from 'zod'
import type { Shown } from '../../../admin/contract.ts'
import {
  AuthorizeAnswer,
  DeliveryAnswer,
  MessagesAnswer,
  type PhoneChoices,
  type PhoneMessage,
  type PhonePrescription,
  PrescriptionsAnswer,
  QrAnswer,
} from '../../../admin/phone/contract.ts'
import { type Center, contentOf } from '../../api/center.tsx'

type Call = Center['call']
type Content<T extends z.ZodType> = Extract<z.output<T>, { readonly ok: true }> extends { readonly content: infer C } ? C : never

/** The official application on one person's phone, as the center's administration lends it. Everything rejects with the province's refusal. */
export interface Phone {
  prescriptions(): Promise<readonly PhonePrescription[]>
  qr(hiRxno: string): Promise<Shown>
  authorize(hiRxno: string, pharmacy: string): Promise<Content<typeof AuthorizeAnswer>>
  delivery(hiRxno: string): Promise<Content<typeof DeliveryAnswer>>
  messages(): Promise<readonly PhoneMessage[]>
}

export type Pharmacy = PhoneChoices['pharmacies'][number]

/** `person`: identity number. */
export function phoneOf(call: Call, person: string): Phone {
  return {
    prescriptions: async () => contentOf(await call('POST', '/phone/prescriptions', PrescriptionsAnswer, { person })).rxList,
    qr: async (hiRxno) => {
      const { epcQrcd, validEndTime } = contentOf(await call('POST', '/phone/qr', QrAnswer, { person, hiRxno }))
      return { qr: epcQrcd, until: msOf(validEndTime) }
    },
    authorize: async (hiRxno, pharmacy) =>
      contentOf(await call('POST', '/phone/authorize', AuthorizeAnswer, { person, hiRxno, pharmacy })),
    delivery: async (hiRxno) => contentOf(await call('POST', '/phone/delivery', DeliveryAnswer, { person, hiRxno })),
    messages: async () => contentOf(await call('POST', '/phone/messages', MessagesAnswer, { person })).msgList.toReversed(),
  }
}

/** A time as the wire has it, `2026-11-29 14:05:09` in China, as epoch ms. */
export function msOf(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}+08:00`)
}

/** What can still be done with a prescription: whether it waits, and the word for its state. */
export function standingOf({ rxStasCodg, rxStasName, rxUsedStasCodg, rxUsedStasName }: PhonePrescription): {
  readonly isOpen: boolean
  readonly word: string
} {
  const isUsed = rxUsedStasCodg !== '1'
  const isValid = rxStasCodg === '1'
  return { isOpen: isValid && !isUsed, word: isUsed ? rxUsedStasName : isValid ? '待取药' : rxStasName }
}
