import { expect, it } from 'vitest'
import { mayRetry, type NextStep, nextStep } from '../../../src/main/station/workflows/dispense/nextStep.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { type CaseAction, type CaseState, caseStates, openCase } from '../../../src/shared/domain/dispenseCase.ts'
import type { Fen } from '../../../src/shared/domain/money.ts'

type Known = Parameters<typeof nextStep>[0]

const uploads = { before: ['7207'], after: ['3505'], undo: ['7207', '3505'] } as const
const payment = { cashGiven: 0 as Fen, change: 0 as Fen, at: 0, by: 'C01' }
const review = { isApproved: true, opinion: '同意', at: 0, serial: null, checked: [] }

function known(state: CaseState, changes: Partial<Known> = {}, machine: Partial<Known['machine']> = {}): Known {
  const opened = openCase({ tokenUntil: 1, validUntil: 1, uploads })
  const reported = state === 'settled' || state === 'handedOver' ? (['7207', '3505'] as const) : []
  const empty = { review: null, presettlement: null, payment: null, returnedCodes: null, revokeMsgid: null, failure: null }
  return { ...empty, ...changes, machine: { ...opened, state, reported, ...machine } }
}

// by itself, with nothing decided by a person yet
const alone: Partial<Record<CaseState, NextStep>> = {
  authorized: 'download',
  downloaded: 'verify',
  picked: 'presettle',
  presettled: 'presettle',
  cancelling: 'undo',
  revoked: 'undo',
}

it.each(caseStates)('a case that is %s waits for a person, or goes on by itself', (state) => {
  expect(nextStep(known(state))).toBe(alone[state] ?? null)
  expect(nextStep(known(state, {}, { underWay: { kind: 'download' } }))).toBeNull()
})

it('what a person decided is carried out: a review, a payment, a return', () => {
  expect(nextStep(known('verified', { review }))).toBe('review')
  expect(nextStep(known('presettled', { payment }))).toBe('settle')
  expect(nextStep(known('outboundReported', { payment }))).toBe('settle')
  expect(nextStep(known('handedOver', { returnedCodes: [] }))).toBeNull()
  expect(nextStep(known('handedOver', { returnedCodes: ['c'], revokeMsgid: 'm' }))).toBe('revoke')
})

it('an upload after the settlement is owed until it is made', () => {
  expect(nextStep(known('settled', {}, { reported: ['7207'] }))).toBe('report')
  expect(nextStep(known('handedOver', {}, { reported: ['7207'] }))).toBe('report')
})

it.each<CaseAction['kind']>(['settle', 'revoke'])('a lost %s is reversed before anything else', (kind) => {
  const action = { kind } as CaseAction
  for (const state of ['outboundReported', 'settled', 'handedOver'] as const) {
    expect(nextStep(known(state, { payment, returnedCodes: [], revokeMsgid: 'm' }, { unanswered: action }))).toBe('reverse')
  }
})

it.each<readonly [FailureCode, boolean]>([
  ['CENTER_SILENT', true],
  ['INTERRUPTED', true],
  ['CENTER_REFUSED', false],
  ['VOUCHER_TOKEN_DEAD', false],
])('F5 after %s makes sense: %s', (code, may) => {
  expect(mayRetry(known('presettled', { payment, failure: { code } }))).toBe(may)
})

it('F5 always makes sense for a lost answer, an upload that is owed and what must be taken back', () => {
  const failure = { code: 'UPLOAD_ANSWER_LOST' } as const
  expect(mayRetry(known('outboundReported', { payment, failure }, { unanswered: { kind: 'settle' } }))).toBe(true)
  expect(mayRetry(known('settled', { failure }, { reported: ['7207'] }))).toBe(true)
  expect(mayRetry(known('cancelling', { failure }))).toBe(true)
  expect(mayRetry(known('approved'))).toBe(false)
})
