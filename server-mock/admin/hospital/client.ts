import type { z } from 'zod'
import { AdminError, Done } from '../contract.ts'
import {
  type CallbackRequest,
  HospitalKeys,
  HospitalStepView,
  HospitalView,
  ResultsView,
  type UndoRequest,
  type WriteRequest,
  WrittenView,
} from './contract.ts'

/** A hospital of a running mock center, worked from outside. Every function rejects when the administration refuses or is away. */
export interface HospitalClient {
  /** what one chooses from; `code`: of the hospital, the first where it is left out */
  view(code?: string): Promise<HospitalView>
  keys(code?: string): Promise<HospitalKeys>
  write(request: WriteRequest): Promise<WrittenView>
  withdraw(request: UndoRequest): Promise<HospitalStepView>
  results(hiRxno: string): Promise<ResultsView>
  setCallback(request: CallbackRequest): Promise<void>
}

/** A client for the hospital at the center's `adminUrl`, with its bearer token. */
export function createHospitalClient(adminUrl: string, token: string): HospitalClient {
  async function call<S extends z.ZodType>(path: string, schema: S, body?: object): Promise<z.output<S>> {
    const response = await fetch(`${adminUrl}/hospital${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (response.ok) return schema.parse(answer)
    const refused = AdminError.safeParse(answer)
    throw new Error(`the hospital refused ${path}: ${refused.success ? refused.data.error : response.status}`)
  }
  const of = (code: string | undefined): string => (code === undefined ? '' : `?code=${encodeURIComponent(code)}`)

  return {
    view: (code) => call(of(code), HospitalView),
    keys: (code) => call(`/keys${of(code)}`, HospitalKeys),
    write: (request) => call('/prescriptions', WrittenView, request),
    withdraw: (request) => call('/withdraw', HospitalStepView, request),
    results: (hiRxno) => call(`/results?hiRxno=${encodeURIComponent(hiRxno)}`, ResultsView),
    setCallback: async (request) => {
      await call('/callback', Done, request)
    },
  }
}
