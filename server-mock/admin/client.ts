import type { z } from 'zod'
import {
  AdminError,
  type ClockRequest,
  ClockState,
  Done,
  type FaultRequest,
  Messages,
  type MessageView,
  People,
  type PersonView,
  type PrescriptionView,
  PrescriptionViews,
  Shown,
  type SwitchesRequest,
  SwitchesState,
  type WithdrawRequest,
} from './contract.ts'

/** The administration of a running mock center. Every function rejects when the center refuses or is away. */
export interface AdminClient {
  /** the patient's phone shows a fresh QR; `person` is an identity number, or a name that only one person has */
  showVoucher(person: string): Promise<Shown>
  /** the pharmacist's phone shows a fresh QR */
  showPharmacistVoucher(name: string): Promise<Shown>
  /** puts a fault at the end of an interface's queue */
  addFault(fault: FaultRequest): Promise<void>
  /** moves the center's clock: set first, then advance, then freeze or run; gives its time afterwards */
  clock(change: ClockRequest): Promise<ClockState>
  /** changes what the center does where nobody knows what the real one does; gives what holds afterwards */
  switches(change: SwitchesRequest): Promise<SwitchesState>
  /** keeps data, clock and switches as they stand now, under a name; they live as long as the center runs */
  snapshot(name: string): Promise<void>
  /** everything as it was then, but for serials and the log */
  restore(name: string): Promise<void>
  /** everything as at the start: data, clock, faults, log */
  reset(): Promise<void>
  /** the messages that came in, oldest first; only those after an id, if one is given */
  requests(after?: number): Promise<readonly MessageView[]>
  people(): Promise<readonly PersonView[]>
  prescriptions(): Promise<readonly PrescriptionView[]>
  /** the hospital withdraws a prescription */
  withdraw(request: WithdrawRequest): Promise<void>
}

/** A client for the administration at the center's `adminUrl`, with its bearer token. */
export function createAdminClient(adminUrl: string, token: string): AdminClient {
  async function call<S extends z.ZodType>(method: 'GET' | 'POST', path: string, schema: S, body?: object): Promise<z.output<S>> {
    const response = await fetch(`${adminUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    })
    const answer: unknown = await response.json()
    if (!response.ok) {
      const refused = AdminError.safeParse(answer)
      throw new Error(
        `the mock center's administration refused ${path}: ${refused.success ? refused.data.error : response.status}`,
      )
    }
    return schema.parse(answer)
  }

  return {
    showVoucher: (person) => call('POST', '/voucher/show', Shown, { person }),
    showPharmacistVoucher: (name) => call('POST', '/voucher/show-pharmacist', Shown, { name }),
    addFault: async (fault) => {
      await call('POST', '/faults', Done, fault)
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
    prescriptions: () => call('GET', '/prescriptions', PrescriptionViews),
    withdraw: async (request) => {
      await call('POST', '/prescriptions/withdraw', Done, request)
    },
    people: () => call('GET', '/people', People),
  }
}
