import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Changes } from '../changes.ts'
import type { CenterContext } from '../context.ts'
import type { Faults } from '../faults/faults.ts'
import { withdraw } from '../prescription/withdrawal.ts'
import type { Switches } from '../provinces/switches.ts'
import { holderOf, voucherStateOf } from '../voucher/holder.ts'
import { serveConformance } from './conformance/routes.ts'
import type * as contract from './contract.ts'
import { ADMIN_PREFIX, ClockRequest, MessagesQuery, SwitchesRequest, WithdrawRequest } from './contract.ts'
import { serveEvents } from './events.ts'
import { serveFaults } from './faults/routes.ts'
import type { CenterAddress } from './hospital/desk.ts'
import { serveHospital } from './hospital/routes.ts'
import { serveInspector } from './inspector/routes.ts'
import { servePayments } from './payment/routes.ts'
import { servePhones } from './phone/routes.ts'
import { servePolicies } from './policies/routes.ts'
import { serveProvince } from './province/routes.ts'
import { fail } from './replies.ts'
import { type Filling, serveScenarios } from './scenarios/routes.ts'
import { adminServing } from './serve.ts'
import { addVoucherRoutes } from './voucherRoutes.ts'

export interface AdminPorts {
  readonly context: CenterContext
  readonly faults: Faults
  readonly changes: Changes
  readonly token: string
  readonly filling: Filling
  readonly change: (switches: Partial<Switches>) => void
  /** how it is reached from outside */
  readonly center: CenterAddress
}

/** Puts the administration under its prefix; every request needs the bearer token. */
export function serveAdministration(app: FastifyInstance, ports: AdminPorts): void {
  app.register(
    // a scope of its own: the hook goes with the routes, however their address is spelled
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) =>
        isAuthorized(request, ports.token) ? undefined : fail(reply, 401, 'the bearer token is missing or wrong'),
      )
      addRoutes(scope, ports)
      serveEvents(scope, ports.changes)
      servePayments(scope, ports.context)
      servePolicies(scope, ports.context)
      serveProvince(scope, ports.context)
      servePhones(scope, { context: ports.context, ...ports.center })
      serveFaults(scope, ports.faults)
      serveScenarios(scope, ports.filling)
      serveInspector(scope, ports.context)
      serveConformance(scope, ports.context)
      serveHospital(scope, { context: ports.context, ...ports.center })
    },
    { prefix: ADMIN_PREFIX },
  )
}

function addRoutes(app: FastifyInstance, { context, change }: AdminPorts): void {
  const { store, clock } = context

  const { get, post } = adminServing(app)

  addVoucherRoutes(app, post, context)

  post('/clock', ClockRequest, ({ setMs, advanceMs, freeze }) => {
    if (setMs !== undefined) clock.set(setMs)
    if (advanceMs !== undefined) clock.advance(advanceMs)
    if (freeze === true) clock.freeze()
    if (freeze === false) clock.run()
    return { now: clock.now(), isFrozen: clock.isFrozen } satisfies contract.ClockState
  })

  post('/switches', SwitchesRequest, (wanted) => {
    change(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)))
    return context.switches()
  })

  post('/prescriptions/withdraw', WithdrawRequest, ({ hiRxno, reason }) => {
    switch (store.atomically(() => withdraw(context, hiRxno, reason))) {
      case 'done':
        return {}
      case 'used':
        return 'the prescription is used'
      case 'expired':
        return 'the prescription has run out'
      default:
        return 'there is no such prescription'
    }
  })

  app.get('/prescriptions', () =>
    store.prescriptions.list().map(
      ({ hiRxno, person, hospitalName, diagnosis, validUntil, withdrawnAt, usedBy }) =>
        ({
          hiRxno,
          person: store.registry.person(person)?.name ?? '',
          hospital: hospitalName,
          diagnosis,
          validUntil,
          state: withdrawnAt !== null ? 'withdrawn' : validUntil <= clock.now() ? 'expired' : 'valid',
          used: usedBy !== null,
        }) satisfies contract.PrescriptionView,
    ),
  )

  app.get('/people', () =>
    store.registry.people().map((person) => {
      const { name, identityNumber, phone } = person
      const card = store.holders.cardOf(identityNumber)
      return {
        name,
        identityNumber,
        phone,
        voucher: voucherStateOf(context, person),
        hasPassword: holderOf(context, person).password !== null,
        face: holderOf(context, person).face,
        card: card === undefined ? null : { number: card.number, identification: card.identification },
        areas: store.registry.insurancesOf(identityNumber).map(({ area }) => area),
        openPrescriptions: store.prescriptions.openOf(identityNumber, clock.now()).length,
      } satisfies contract.PersonView
    }),
  )

  get('/requests', MessagesQuery, ({ after }) => store.messages.list(after) satisfies readonly contract.MessageView[])
}

function isAuthorized(request: FastifyRequest, token: string): boolean {
  // digests have one length, so that the comparison takes the same time for every guess
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}
