import { flowCodes, type InterfaceNumber, interfaceTables, prescriptionCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Channel } from '../http/channel.ts'
import { createSignedChannel, type PlatformKeys } from '../http/signedChannel.ts'
import { grantAccess } from './access.ts'
import { showDelivery } from './delivery.ts'
import { authorizeOnline } from './flow.ts'
import type { PhoneInterface } from './interface.ts'
import { listPrescriptions } from './list.ts'
import { tellMessages } from './messages.ts'
import { showPrescription } from './qr.ts'

/** The interfaces of the public service area for channel applications (N 9.3.2). A new one is its table, a file and a line here. */
const interfaces: Partial<Readonly<Record<InterfaceNumber, PhoneInterface>>> = {
  'rx.access': grantAccess,
  'rx.list': listPrescriptions,
  'rx.qr': showPrescription,
  'rx.flow': authorizeOnline,
  'rx.delivery': showDelivery,
  'rx.notice': tellMessages,
}

/** Channel D, what an application on a patient's phone asks: signed and encrypted both ways, as channel B. */
export function createPhoneChannel(context: CenterContext, keys: PlatformKeys): Channel {
  return createSignedChannel(context, keys, {
    letter: 'D',
    interfaces,
    callerOf: ({ store }, appId) => store.applications.find(appId),
    inputOf: (_context, number) => ({ fields: interfaceTables[number].input, facts: {} }),
    sentences: { ...prescriptionCodes, ...flowCodes },
  })
}
