import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { createPhone, type Phone } from '../../clients/phone.ts'
import type { CenterContext } from '../../context.ts'
import { identifyOnline } from '../../phone/identity.ts'
import { adminServing } from '../serve.ts'
import * as contract from './contract.ts'

export interface PhonePorts {
  readonly context: CenterContext
  /** where the center listens */
  readonly url: () => string
  /** what its answers are signed with */
  readonly platformPublicKey: Uint8Array
}

/** Of every request: whose phone it is. */
const Holder = contract.PrescriptionsRequest.strip()

/** The administration's phones: applications of the scenario's people, which ask the center over HTTP and channel D like any other program. */
export function servePhones(app: FastifyInstance, ports: PhonePorts): void {
  const { store } = ports.context
  const phones = new Map<string, Phone>()

  /** The same phone again: it keeps its access as any application does. */
  function phoneOf(holder: z.output<typeof contract.PrescriptionsRequest>): Phone | string {
    const key = JSON.stringify(holder)
    const phone = phones.get(key) ?? openPhone(ports, holder)
    if (typeof phone !== 'string') phones.set(key, phone)
    return phone
  }

  const { post } = adminServing(app)

  function ask<S extends z.ZodType, A extends z.ZodType>(
    path: string,
    [asked, answered]: readonly [S, A],
    act: (phone: Phone, input: z.output<S>) => Promise<unknown>,
  ): void {
    post(path, asked, async (input) => {
      const phone = phoneOf(Holder.parse(input))
      return typeof phone === 'string' ? phone : Object(answered.parse(await act(phone, input)))
    })
  }

  app.get('/phone', () => {
    const named = store.registry.people().map(({ name, identityNumber }) => ({ name, identityNumber }))
    const applications = store.applications.list().map(({ name, appId, official, approved }) => ({
      ...{ name, appId, official: official === 1, approved: approved === 1 },
    }))
    const pharmacies = store.registry.institutions().filter(({ kind, approved }) => kind === 'pharmacy' && approved === 1)
    return {
      people: named,
      applications,
      pharmacies: pharmacies.map(({ name, code }) => ({ name, code })),
    } satisfies contract.PhoneChoices
  })
  app.get('/phone/keys', () => {
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
    const platformPublicKey = base64(ports.platformPublicKey)
    return store.applications.list().map(({ name, appId, appSecret, privateKey }) => ({
      ...{ name, appId, appSecret, privateKey: base64(privateKey), platformPublicKey },
    })) satisfies z.infer<typeof contract.ApplicationKeys>
  })
  post('/phone/identify', contract.IdentifyRequest, (wanted) => {
    const person = store.registry.person(wanted.person)
    const application = store.applications.find(wanted.application)
    if (person === undefined || application === undefined) return 'there is no such person, or no such application'
    const identified = store.atomically(() => identifyOnline(ports.context, person, application))
    if (!identified.ok) return identified.refusal.message
    const { authNo, until } = identified
    return { authNo, until } satisfies z.infer<typeof contract.Identified>
  })
  ask('/phone/prescriptions', [contract.PrescriptionsRequest, contract.PrescriptionsAnswer], (phone) => phone.prescriptions())
  ask('/phone/qr', [contract.QrRequest, contract.QrAnswer], (phone, { hiRxno }) => phone.show(hiRxno))
  ask('/phone/authorize', [contract.AuthorizeRequest, contract.AuthorizeAnswer], (phone, { hiRxno, pharmacy }) =>
    phone.authorize(hiRxno, pharmacy),
  )
  ask('/phone/delivery', [contract.DeliveryRequest, contract.DeliveryAnswer], (phone, { hiRxno }) => phone.delivery(hiRxno))
  ask('/phone/messages', [contract.MessagesRequest, contract.MessagesAnswer], (phone, { after }) => phone.messages(after))
}

/** A phone of the person, whose hand on the platform's page is the center's own. */
function openPhone(
  { context, url, platformPublicKey }: PhonePorts,
  { person, application: appId }: z.output<typeof contract.PrescriptionsRequest>,
): Phone | string {
  const { applications, registry } = context.store
  const owner = registry.person(person)
  if (owner === undefined) return 'nobody has that number'
  const application = applications.list().find((each) => (appId === undefined ? each.official === 1 : each.appId === appId))
  if (application === undefined) return 'there is no such application'
  const { appSecret, privateKey } = application
  return createPhone(owner, {
    url: url(),
    keys: { appId: application.appId, appSecret, privateKey, platformPublicKey },
    now: () => context.clock.now(),
    identify: () => {
      const identified = context.store.atomically(() => identifyOnline(context, owner, application))
      return identified.ok ? { ok: true, content: identified.authNo } : { ok: false, ...identified.refusal }
    },
  })
}
