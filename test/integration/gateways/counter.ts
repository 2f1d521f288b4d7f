import type { ServerResponse } from 'node:http'
import { sm2Verify } from '../../../server-mock/gm/sm2.ts'
import { createGateways } from '../../../src/main/station/gateways/index.ts'
import type { CenterConnection } from '../../../src/shared/contract/host.ts'
import { type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { app, connectionTo, openedBy, type PlayedCenter, playCenter } from './center.ts'

/** 2026-11-21 09:02:03 in Shanghai */
export const now = Date.UTC(2026, 10, 21, 1, 2, 3)
export const operator = { id: '1001', name: '李收银' }
export const patient = {
  personNumber: '99010100000000000001',
  insuranceArea: '990101',
  name: '王秀兰',
  idType: '01',
  idNumber: '990101195304160024',
}
export const pharmacist = {
  name: '陈审方',
  idType: '01',
  idNumber: '990101198002020011',
  code: 'HY990101000001',
  licence: 'ZY990101000001',
}
export const voucher = {
  token: 'Tk'.repeat(32),
  name: patient.name,
  idType: '01',
  idNumber: patient.idNumber,
  insuranceArea: '990101',
}
export const signed = { signNo: 'S1', operator }

export interface Counter {
  readonly gateways: ReturnType<typeof createGateways>
  readonly center: PlayedCenter
  readonly centerTimes: readonly number[]
  /** puts the counter's clock forward */
  advance(ms: number): void
  /** the messages as they came, without any envelope of channel B opened */
  sent(): readonly Record<string, unknown>[]
  /** ends both sides */
  close(): Promise<void>
}

/** What the center gives: a text, or whatever else it does with the answer. */
export type Given = string | ((response: ServerResponse) => void)

/** Gateways to a center that gives these answers, one after the other; when there are none left, an empty object. */
export async function openCounter(
  answers: readonly Given[],
  change: Partial<CenterConnection> | ((url: string) => Partial<CenterConnection>) = {},
  profile: Profile = profiles.national,
): Promise<Counter> {
  const left = [...answers]
  const center = await playCenter((_request, response) => {
    const given = left.shift() ?? '{}'
    if (typeof given === 'string') response.end(given)
    else given(response)
  })
  const centerTimes: number[] = []
  let sequence = 9_998
  let ahead = 0
  const gateways = createGateways(
    { ...connectionTo(center.url), ...(typeof change === 'function' ? change(center.url) : change) },
    {
      clock: () => now + ahead,
      nextSequence: () => sequence++,
      timeouts: { connectMs: 2_000, headersMs: 2_000, bodyMs: 2_000 },
      onCenterTime: (time) => centerTimes.push(time),
      address: { ip: '10.0.0.7', mac: '02:00:00:00:00:07' },
    },
    profile,
  )
  return {
    gateways,
    center,
    centerTimes,
    advance: (ms) => {
      ahead += ms
    },
    sent: () => center.requests.map(({ text }) => JSON.parse(text)),
    close: async () => {
      await gateways.close()
      await center.close()
    },
  }
}

/** An answer of channel A. */
export function fsi(fields: object): string {
  return JSON.stringify({ infcode: 0, inf_refmsgid: String(Math.random()), ...fields })
}

/** Whether `cainfo` of a message of channel A signs the very text of its `input`, by the center's own cryptography. */
export function isSignedByUs(text: string): boolean {
  const { cainfo, input } = JSON.parse(text)
  return sm2Verify(app.publicKey, Buffer.from(JSON.stringify(input)), Buffer.from(cainfo, 'base64'))
}

/** What a message of channel B says, as the platform reads it; null when it does not. */
export function openedData(text: string | undefined): Record<string, unknown> | null {
  const opened = openedBy(text ?? '')
  return opened.ok ? { ...opened.data } : null
}
