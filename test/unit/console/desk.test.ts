import { describe, expect, it } from 'vitest'
import { FaultRequest, faultKinds } from '../../../server-mock/admin/faults/contract.ts'
import { typedTime } from '../../../server-mock/console/pages/faults/ClockCard.tsx'
import { type FaultDraft, kindNames, remainderOf, requestOf } from '../../../server-mock/console/pages/faults/kinds.ts'
import { queryOf } from '../../../server-mock/console/pages/inspector/InspectorPage.tsx'

const draft: FaultDraft = { interface: '7204', kind: 'dropAfter', mode: 'times', amount: 3, delayMs: 0, skewSeconds: 600 }

describe('the fault desk', () => {
  it('orders every kind as the center takes it', () => {
    for (const kind of faultKinds) {
      const delayMs = kind === 'delay' || kind === 'longTail' ? 1_000 : 0
      expect(FaultRequest.safeParse(requestOf({ ...draft, kind, delayMs })).success, kind).toBe(true)
      expect(kindNames[kind]).toMatch(/\p{Script=Han}/u)
    }
    expect(requestOf({ ...draft, mode: 'probability', amount: 25 })).toMatchObject({ probability: 0.25 })
    expect(requestOf({ ...draft, kind: 'throttle', mode: 'perSecond', amount: 5 })).toMatchObject({ perSecond: 5 })
    expect(requestOf({ ...draft, kind: 'clockSkew' })).toMatchObject({ skewMs: 600_000 })
  })

  it('says how often a fault is to be played still', () => {
    const fault = { id: 1, interface: '*', kind: 'dropAfter', played: 0 } as const
    expect(remainderOf({ ...fault, left: 2 })).toBe('还有 2 次')
    expect(remainderOf({ ...fault, left: null, probability: 0.125 })).toBe('概率 12.5%')
    expect(remainderOf({ ...fault, kind: 'throttle', left: null, perSecond: 5 })).toBe('每秒超过 5 条')
  })

  it.each([
    ['2026-11-29 14:00', '2026-11-29T14:00:00+08:00'],
    ['2026-11-29T14:00:30', '2026-11-29T14:00:30+08:00'],
    [' 2026-11-29 ', '2026-11-29T00:00:00+08:00'],
  ])('reads a time of China: %s', (typed, moment) => {
    expect(typedTime(typed)).toBe(Date.parse(moment))
  })

  it.each(['', '2026-13-01', '14:00', '2026-11-29 25:00'])('takes nothing else for a time: %s', (typed) => {
    expect(typedTime(typed)).toBeNull()
  })
})

describe('the inspector', () => {
  it('asks for what is filled in alone', () => {
    expect(queryOf({ refused: false, interface: undefined, case: '', text: 'x' })).toEqual({ text: 'x' })
    expect(queryOf({ refused: true })).toEqual({ refused: 'true' })
  })
})
