import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { CenterContext } from '../context.ts'
import type { Person } from '../store/registry.ts'
import { lookIntoCamera, settlementNoticesOf } from '../voucher/face.ts'
import { activateOnPhone, authorizeOnPhone, setPasswordOnPhone, showOnPhone } from '../voucher/phone.ts'
import { showPatientCode, showPharmacistCode } from '../voucher/showing.ts'
import type * as contract from './contract.ts'
import { ChannelRequest, PasswordRequest, RenameRequest, ShowPharmacistRequest, ShowRequest } from './contract.ts'
import { personNamed } from './people.ts'
import type { AdminServing } from './serve.ts'

/** What people do with their phones, cards' passwords and faces, and who has keys of its own. */
export function addVoucherRoutes(app: FastifyInstance, post: AdminServing['post'], context: CenterContext): void {
  const { store } = context

  function withPerson(wanted: string, act: (person: Person) => object | string | null): object | string {
    const person = personNamed(context, wanted)
    return typeof person === 'string' ? person : (store.atomically(() => act(person)) ?? {})
  }
  const applicationNamed = (name: string) => store.applications.list().find((application) => application.name === name)

  post('/voucher/show', ShowRequest, ({ person, application, area = null }) =>
    withPerson(person, (owner) => {
      if (application === undefined && area === null)
        return showPatientCode(context, owner.identityNumber) satisfies contract.Shown
      const shows = application === undefined ? store.applications.list()[0] : applicationNamed(application)
      if (shows === undefined) return 'there is no such application'
      return showOnPhone(context, owner, shows, area) satisfies contract.Shown
    }),
  )

  post('/voucher/show-pharmacist', ShowPharmacistRequest, ({ name }) => {
    const [only, ...others] = store.registry.pharmacists().filter((pharmacist) => pharmacist.name === name)
    if (only === undefined) return 'no pharmacist has that name'
    if (others.length > 0) return 'several pharmacists have that name'
    return store.atomically(() => showPharmacistCode(context, only.code)) satisfies contract.Shown
  })

  post('/voucher/activate', PasswordRequest, ({ person, password }) =>
    withPerson(person, (owner) => activateOnPhone(context, owner, password)),
  )

  post('/voucher/password', PasswordRequest, ({ person, password }) =>
    withPerson(person, (owner) => setPasswordOnPhone(context, owner, password)),
  )

  post('/voucher/authorize', ChannelRequest, ({ person, application, isAllowed }) =>
    withPerson(person, (owner) => {
      const channel = applicationNamed(application)
      return channel === undefined ? 'there is no such application' : authorizeOnPhone(context, owner, channel, isAllowed)
    }),
  )

  post('/voucher/face', ShowRequest.pick({ person: true }), ({ person }) =>
    withPerson(person, (owner) => (lookIntoCamera(context, owner) ? null : 'no camera waits for a face')),
  )

  post('/voucher/notices', ShowRequest.pick({ person: true }), ({ person }) =>
    withPerson(person, (owner) => settlementNoticesOf(context, owner)),
  )

  post('/people/rename', RenameRequest, ({ person, name }) =>
    withPerson(person, ({ identityNumber }) => {
      store.registry.rename(identityNumber, name)
      return null
    }),
  )

  app.get('/callers', () => {
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
    const applications = store.applications.list().map((each) => ({
      ...{ number: each.appId, name: each.name, kind: each.official === 1 ? ('official' as const) : ('thirdParty' as const) },
      ...{ approved: each.approved === 1, appId: each.appId, appSecret: each.appSecret, privateKey: base64(each.privateKey) },
    }))
    const localSystems = store.localSystems.list().map((each) => ({
      ...{ number: each.code, name: each.name, kind: 'localSystem' as const },
      ...{ approved: each.approved === 1, appId: each.appId, appSecret: each.appSecret, privateKey: base64(each.privateKey) },
    }))
    return [...applications, ...localSystems] satisfies z.infer<typeof contract.CallerViews>
  })
}
