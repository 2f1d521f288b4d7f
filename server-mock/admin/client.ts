import type { z } from 'zod'
import {
  AdminError,
  CallerViews,
  type ChannelRequest,
  type ClockRequest,
  ClockState,
  Done,
  Messages,
  type MessageView,
  NoticeViews,
  People,
  type PersonView,
  type PrescriptionView,
  PrescriptionViews,
  Shown,
  type ShowRequest,
  type SwitchesRequest,
  SwitchesState,
  type WithdrawRequest,
} from './contract.ts'
import { FaultAdded, type FaultRequest } from './faults/contract.ts'
import { type CallbackRequest, OrderViews, type PayRequest } from './payment/contract.ts'
import { type PolicyView, PolicyViews } from './policies/contract.ts'
import { type StockView, StockViews } from './province/contract.ts'

/** The administration of a running mock center. Every function rejects when the center refuses or is away. */
export interface AdminClient {
  /** the patient's phone shows a fresh QR; `person`, here and below, is an identity number, or a name that only one person has */
  showVoucher(person: string, where?: Omit<ShowRequest, 'person'>): Promise<Shown>
  /** the person activates the voucher, with this password */
  activateVoucher(person: string, password: string): Promise<void>
  setVoucherPassword(person: string, password: string): Promise<void>
  /** the person lets a third-party channel use the voucher, or no longer */
  authorizeChannel(request: ChannelRequest): Promise<void>
  /** the person looks into the camera that was opened last */
  showFace(person: string): Promise<void>
  /** what institutions told of the person's settlements, oldest first; amounts as they came, in yuan */
  settlementNotices(person: string): Promise<z.infer<typeof NoticeViews>>
  /** the person has another name from now on, and needs a new activation */
  rename(person: string, name: string): Promise<void>
  /** channel applications and insurance systems, with their keys */
  callers(): Promise<z.infer<typeof CallerViews>>
  /** the pharmacist's phone shows a fresh QR */
  showPharmacistVoucher(name: string): Promise<Shown>
  /** puts a fault at the end of an interface's queue */
  addFault(fault: FaultRequest): Promise<void>
  /** moves the center's clock: set first, then advance, then freeze or run; gives its time afterwards */
  clock(change: ClockRequest): Promise<ClockState>
  /** changes what the center does where nobody knows what the real one does; gives what holds afterwards */
  switches(change: SwitchesRequest): Promise<SwitchesState>
  /** keeps data, clock and switches as they stand now, under a name, in the data folder where there is one */
  snapshot(name: string): Promise<void>
  /** everything as it was then, but for serials and the log */
  restore(name: string): Promise<void>
  /** everything as at the start: data, clock, faults, log */
  reset(): Promise<void>
  /** the messages that came in, oldest first; only those after an id, if one is given */
  requests(after?: number): Promise<readonly MessageView[]>
  people(): Promise<readonly PersonView[]>
  prescriptions(): Promise<readonly PrescriptionView[]>
  /** what the province has of a shop's goods */
  stock(institution: string): Promise<readonly StockView[]>
  /** what every plan pays people of every insurance type, from which day on */
  policies(): Promise<PolicyViews>
  /** another line of it; the line of the same day is replaced */
  putPolicy(policy: PolicyView): Promise<void>
  /** what institutions ask a person to pay on the phone, newest first */
  paymentOrders(person: string): Promise<z.infer<typeof OrderViews>>
  /** the person pays one of them */
  pay(request: PayRequest): Promise<void>
  /** where an institution is told of its payment orders */
  setPaymentCallback(request: CallbackRequest): Promise<void>
  /** the hospital withdraws a prescription */
  withdraw(request: WithdrawRequest): Promise<void>
}

/** What the administration said instead of doing what it was asked to. `status`: 400 the request is wrong, 401 the token is, 404 there is nothing to do it with. */
export class AdminRefusal extends Error {
  readonly status: number
  readonly reason: string

  constructor(path: string, status: number, reason: string) {
    super(`the mock center's administration refused ${path}: ${reason}`)
    this.name = 'AdminRefusal'
    this.status = status
    this.reason = reason
  }
}

/** One request to the administration: its answer, JSON or the text of a page, as `schema` reads it. Rejects with an `AdminRefusal`, or with what `fetch` rejects with while the center is away. */
export type AdminCall = <S extends z.ZodType>(
  method: 'GET' | 'POST',
  path: string,
  schema: S,
  body?: object,
) => Promise<z.output<S>>

/** Requests to the administration at the center's `adminUrl`, with its bearer token. It runs in Node and in a page alike. */
export function createAdminCall(adminUrl: string, token: string): AdminCall {
  return async (method, path, schema, body) => {
    const response = await fetch(`${adminUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    })
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    const answer: unknown = isJson ? await response.json() : await response.text()
    if (!response.ok) {
      const refused = AdminError.safeParse(answer)
      throw new AdminRefusal(path, response.status, refused.success ? refused.data.error : String(response.status))
    }
    return schema.parse(answer)
  }
}

/** A client for the administration at the center's `adminUrl`, with its bearer token. */
export function createAdminClient(adminUrl: string, token: string): AdminClient {
  const call = createAdminCall(adminUrl, token)
  return {
    showVoucher: (person, where = {}) => call('POST', '/voucher/show', Shown, { person, ...where }),
    activateVoucher: async (person, password) => {
      await call('POST', '/voucher/activate', Done, { person, password })
    },
    setVoucherPassword: async (person, password) => {
      await call('POST', '/voucher/password', Done, { person, password })
    },
    authorizeChannel: async (request) => {
      await call('POST', '/voucher/authorize', Done, request)
    },
    showFace: async (person) => {
      await call('POST', '/voucher/face', Done, { person })
    },
    settlementNotices: (person) => call('POST', '/voucher/notices', NoticeViews, { person }),
    rename: async (person, name) => {
      await call('POST', '/people/rename', Done, { person, name })
    },
    callers: () => call('GET', '/callers', CallerViews),
    showPharmacistVoucher: (name) => call('POST', '/voucher/show-pharmacist', Shown, { name }),
    addFault: async (fault) => {
      await call('POST', '/faults', FaultAdded, fault)
    },
    clock: (change) => call('POST', '/clock', ClockState, change),
    switches: (change) => call('POST', '/switches', SwitchesState, change),
    snapshot: async (name) => {
      await call('POST', '/snapshots', Done, { name })
    },
    restore: async (name) => {
      await call('POST', '/snapshots/restore', Done, { name })
    },
    reset: async () => {
      await call('POST', '/reset', Done)
    },
    requests: (after = 0) => call('GET', `/requests?after=${after}`, Messages),
    stock: (institution) => call('GET', `/stock?institution=${encodeURIComponent(institution)}`, StockViews),
    policies: () => call('GET', '/policies', PolicyViews),
    putPolicy: async (policy) => {
      await call('POST', '/policies', Done, policy)
    },
    paymentOrders: (person) => call('POST', '/payment/orders', OrderViews, { person }),
    pay: async (request) => {
      await call('POST', '/payment/pay', Done, request)
    },
    setPaymentCallback: async (request) => {
      await call('POST', '/payment/callback', Done, request)
    },
    prescriptions: () => call('GET', '/prescriptions', PrescriptionViews),
    withdraw: async (request) => {
      await call('POST', '/prescriptions/withdraw', Done, request)
    },
    people: () => call('GET', '/people', People),
  }
}
