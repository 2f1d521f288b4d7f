import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseActions, caseMoves, nextUndo, nextUpload, transition } from '../../../src/shared/domain/caseTransition.ts'
import {
  type CaseAction,
  type CaseActionKind,
  type CaseEvent,
  type CaseRefusal,
  type CaseState,
  caseStates,
  type DispenseCase,
  isClosed,
  openCase,
} from '../../../src/shared/domain/dispenseCase.ts'

const NOW = 1_000
const LATER = 9_000
const national = { before: ['7207'], after: ['3505'], undo: ['7207', '3505'] } as const
const fujian = { before: ['3505'], after: [], undo: ['3505'] } as const
const none = { before: [], after: [], undo: [] } as const

/** A case as it stands in a state when all went well on the way there. */
function caseIn(state: CaseState, uploads: DispenseCase['uploads'] = national): DispenseCase {
  const opened = openCase({ tokenUntil: LATER, validUntil: LATER, uploads })
  const goesOut: readonly CaseState[] = ['outboundReported', 'settled', 'handedOver', 'cancelling', 'revoked']
  return {
    ...opened,
    state,
    reported: goesOut.includes(state) ? uploads.before : [],
    cancelledInto: state === 'cancelling' ? 'outboundCancelled' : null,
  }
}

const actionsOf: Readonly<Record<CaseActionKind, CaseAction>> = {
  download: { kind: 'download' },
  verify: { kind: 'verify' },
  review: { kind: 'review' },
  presettle: { kind: 'presettle' },
  report: { kind: 'report', upload: '7207' },
  settle: { kind: 'settle' },
  revoke: { kind: 'revoke' },
  undo: { kind: 'undo', upload: '7207' },
  reverse: { kind: 'reverse' },
}
const kinds = Object.keys(actionsOf).filter((kind): kind is CaseActionKind => Object.hasOwn(actionsOf, kind))
const moves = [
  { type: 'basketChanged', complete: true },
  { type: 'tokenRenewed', tokenUntil: 2 * LATER },
  { type: 'lost', reason: 'withdrawn' },
  { type: 'abandon' },
  { type: 'handOver' },
] as const satisfies readonly CaseEvent[]

// Written out by hand, so that a slip in the table shows: what each state takes when all uploads go out before the settlement but 3505.
const taken: Readonly<Record<CaseState, readonly (CaseActionKind | (typeof moves)[number]['type'])[]>> = {
  authorized: ['download', 'tokenRenewed', 'lost', 'abandon'],
  downloaded: ['verify', 'tokenRenewed', 'lost', 'abandon'],
  verified: ['review', 'tokenRenewed', 'lost', 'abandon'],
  approved: ['basketChanged', 'tokenRenewed', 'lost', 'abandon'],
  picked: ['presettle', 'basketChanged', 'tokenRenewed', 'lost', 'abandon'],
  presettled: ['presettle', 'report', 'basketChanged', 'tokenRenewed', 'lost', 'abandon'],
  outboundReported: ['settle', 'tokenRenewed', 'lost', 'abandon'],
  settled: ['revoke', 'handOver'],
  handedOver: ['revoke'],
  cancelling: ['undo'],
  revoked: ['undo'],
  notGenuine: [],
  rejected: [],
  outboundCancelled: [],
  abandoned: [],
  withdrawn: [],
  lapsed: [],
  usedElsewhere: [],
  returned: [],
}

function accept(dispenseCase: DispenseCase, event: CaseEvent, now = NOW): DispenseCase {
  const step = transition(dispenseCase, event, now)
  if (!step.ok) throw new Error(`${dispenseCase.state} refused ${JSON.stringify(event)}: ${step.failure}`)
  return step.value.next
}

function refusalOf(dispenseCase: DispenseCase, event: CaseEvent, now = NOW): CaseRefusal | null {
  const step = transition(dispenseCase, event, now)
  return step.ok ? null : step.failure
}

const begin = (action: CaseAction): CaseEvent => ({ type: 'begin', action })
const end = (action: CaseAction, outcome: 'done' | 'refused' | 'unknown' = 'done', verdict = true): CaseEvent => ({
  type: 'end',
  action,
  outcome,
  verdict,
})
function perform(dispenseCase: DispenseCase, action: CaseAction, outcome?: 'done' | 'refused' | 'unknown'): DispenseCase {
  return accept(accept(dispenseCase, begin(action)), end(action, outcome))
}

describe.each(caseStates)('a case that is %s', (state) => {
  it.each(kinds)('meets the beginning of %s', (kind) => {
    expect(refusalOf(caseIn(state), begin(actionsOf[kind])) === null).toBe(taken[state].includes(kind))
  })

  it.each(moves)('meets $type', (event) => {
    expect(refusalOf(caseIn(state), event) === null).toBe(taken[state].includes(event.type))
  })

  it.each(kinds)('refuses the end of %s, which never began', (kind) => {
    expect(refusalOf(caseIn(state), end(actionsOf[kind]))).toBe('notNow')
  })
})

describe('a sale', () => {
  const sell = (uploads: DispenseCase['uploads']): DispenseCase => {
    let sold = openCase({ tokenUntil: LATER, validUntil: LATER, uploads })
    for (const kind of ['download', 'verify', 'review'] as const) sold = perform(sold, { kind })
    sold = accept(sold, { type: 'basketChanged', complete: true })
    sold = perform(sold, { kind: 'presettle' })
    for (const upload of uploads.before) sold = perform(sold, { kind: 'report', upload })
    sold = perform(sold, { kind: 'settle' })
    sold = accept(sold, { type: 'handOver' })
    for (const upload of uploads.after) sold = perform(sold, { kind: 'report', upload })
    return sold
  }

  it.each([
    ['national', national],
    ['fujian', fujian],
    ['a province without uploads', none],
    ['a province that wants both before', { before: ['7207', '3505'], after: [], undo: ['7207', '3505'] } as const],
  ])('goes from the list to the goods, and back by a return: %s', (_name, uploads) => {
    const sold = sell(uploads)
    expect(sold.state).toBe('handedOver')
    expect(nextUpload(sold)).toBeNull()
    let back = perform(sold, { kind: 'revoke' })
    for (let upload = nextUndo(back); upload !== null; upload = nextUndo(back)) back = perform(back, { kind: 'undo', upload })
    expect(back).toMatchObject({ state: 'returned', reported: [], unanswered: null })
  })

  it('is not settled before its goods were reported, nor are they reported in another order', () => {
    const both = { before: ['7207', '3505'], after: [], undo: ['7207', '3505'] } as const
    const presettled = caseIn('presettled', both)
    expect(refusalOf(presettled, begin({ kind: 'settle' }))).toBe('uploadOrder')
    expect(refusalOf(presettled, begin({ kind: 'report', upload: '3505' }))).toBe('uploadOrder')
    expect(refusalOf(perform(presettled, { kind: 'report', upload: '7207' }), begin({ kind: 'settle' }))).toBe('uploadOrder')
  })

  it('sells the boxes with the settlement, and takes them back with the last step of the return', () => {
    const settled = transition(accept(caseIn('outboundReported'), begin({ kind: 'settle' })), end({ kind: 'settle' }), NOW)
    expect(settled).toMatchObject({ value: { effects: ['sellBoxes'] } })
    const revoked = accept(caseIn('revoked'), begin({ kind: 'undo', upload: '7207' }))
    expect(transition(revoked, end({ kind: 'undo', upload: '7207' }), NOW)).toMatchObject({
      value: { effects: ['takeBoxesBack'] },
    })
  })

  it('goes back to picking when a box is taken out, and must be reckoned again', () => {
    const open = accept(caseIn('presettled'), { type: 'basketChanged', complete: false })
    expect(open.state).toBe('approved')
    expect(refusalOf(open, begin({ kind: 'presettle' }))).toBe('basketIncomplete')
  })
})

describe('time', () => {
  it.each(['download', 'verify', 'review'] as const)('a dead token stops %s until the voucher is shown again', (kind) => {
    const state = caseActions[kind].from[0]
    const late = { ...caseIn(state), tokenUntil: NOW }
    expect(refusalOf(late, begin({ kind }))).toBe('tokenDead')
    const renewed = accept(late, { type: 'tokenRenewed', tokenUntil: LATER })
    // what was downloaded and verified under a token that ran out is downloaded and verified anew
    expect(refusalOf(renewed, begin({ kind: 'download' }))).toBeNull()
    const inTime = accept(caseIn(state), { type: 'tokenRenewed', tokenUntil: 2 * LATER })
    expect(refusalOf(inTime, begin({ kind }))).toBeNull()
  })

  it.each(['download', 'verify', 'review', 'presettle', 'settle'] as const)(
    '%s is refused after the prescription expired',
    (kind) => {
      const state = kind === 'settle' ? 'outboundReported' : caseActions[kind].from[0]
      expect(refusalOf({ ...caseIn(state), validUntil: NOW }, begin({ kind }))).toBe('expired')
    },
  )

  it('takes the end of validity that the download tells', () => {
    const asked = accept(caseIn('authorized'), begin({ kind: 'download' }))
    expect(accept(asked, { ...end({ kind: 'download' }), validUntil: 4_000 } as CaseEvent).validUntil).toBe(4_000)
  })
})

describe('a verdict', () => {
  it('of 7205 that the file is not genuine ends the case', () => {
    const asked = accept(caseIn('downloaded'), begin({ kind: 'verify' }))
    expect(accept(asked, end({ kind: 'verify' }, 'done', false)).state).toBe('notGenuine')
  })

  it.each([
    ['verify', 'notGenuine'],
    ['review', 'rejected'],
  ] as const)('that is missing from the end of %s is no', (kind, ending) => {
    const asked = accept(caseIn(caseActions[kind].from[0]), begin({ kind }))
    expect(accept(asked, { type: 'end', action: { kind }, outcome: 'done' }).state).toBe(ending)
  })

  it('of the pharmacist against it ends the case', () => {
    const asked = accept(caseIn('verified'), begin({ kind: 'review' }))
    expect(accept(asked, end({ kind: 'review' }, 'done', false)).state).toBe('rejected')
  })
})

describe('giving up', () => {
  it('frees the boxes at once while nothing was reported', () => {
    expect(transition(caseIn('picked'), { type: 'abandon' }, NOW)).toMatchObject({
      value: { next: { state: 'abandoned' }, effects: ['releaseBoxes'] },
    })
  })

  it.each([
    [{ type: 'abandon' } as const, 'outboundCancelled'],
    [{ type: 'lost', reason: 'withdrawn' } as const, 'withdrawn'],
    [{ type: 'lost', reason: 'lapsed' } as const, 'lapsed'],
  ])('takes back what was reported first, then closes: %j', (event, ending) => {
    const cancelling = accept(caseIn('outboundReported'), event)
    expect(cancelling.state).toBe('cancelling')
    const asked = accept(cancelling, begin({ kind: 'undo', upload: '7207' }))
    expect(transition(asked, end({ kind: 'undo', upload: '7207' }), NOW)).toMatchObject({
      value: { next: { state: ending, reported: [] }, effects: ['releaseBoxes'] },
    })
  })
})

describe('an upload of which some lines stand', () => {
  const halfReported = (): DispenseCase => {
    const asked = accept(caseIn('presettled', fujian), begin({ kind: 'report', upload: '3505' }))
    return accept(asked, { type: 'end', action: { kind: 'report', upload: '3505' }, outcome: 'refused', partly: true })
  }

  it('is finished before anything is settled', () => {
    expect(refusalOf(halfReported(), begin({ kind: 'settle' }))).toBe('uploadOrder')
    expect(perform(halfReported(), { kind: 'report', upload: '3505' })).toMatchObject({ reported: ['3505'], partly: [] })
  })

  it('holds the basket as it is, and is taken back before the case is given up', () => {
    expect(refusalOf(halfReported(), { type: 'basketChanged', complete: false })).toBe('uploadOrder')
    const cancelling = accept(halfReported(), { type: 'abandon' })
    expect(cancelling.state).toBe('cancelling')
    expect(perform(cancelling, { kind: 'undo', upload: '3505' })).toMatchObject({ state: 'outboundCancelled', partly: [] })
  })
})

describe('a lost answer', () => {
  it('of a settlement lets nothing begin but its reversal', () => {
    const lost = perform(caseIn('outboundReported'), { kind: 'settle' }, 'unknown')
    expect(refusalOf(lost, begin({ kind: 'settle' }))).toBe('unanswered')
    expect(refusalOf(lost, { type: 'abandon' })).toBe('unanswered')
    expect(perform(lost, { kind: 'reverse' })).toMatchObject({ state: 'outboundReported', unanswered: null })
  })

  it('of a settlement may be learned after all', () => {
    const lost = perform(caseIn('outboundReported'), { kind: 'settle' }, 'unknown')
    expect(accept(lost, end({ kind: 'settle' }))).toMatchObject({ state: 'settled', unanswered: null })
  })

  it('of the reversal leaves the settlement open; a refused reversal too', () => {
    const lost = perform(caseIn('outboundReported'), { kind: 'settle' }, 'unknown')
    for (const outcome of ['unknown', 'refused'] as const) {
      expect(perform(lost, { kind: 'reverse' }, outcome).unanswered).toEqual({ kind: 'settle' })
    }
  })

  it.each(['download', 'review'] as const)('of %s is asked for again, or the case is given up', (kind) => {
    const lost = perform(caseIn(caseActions[kind].from[0]), { kind }, 'unknown')
    expect(lost.unanswered).toEqual({ kind })
    expect(refusalOf(lost, begin({ kind }))).toBeNull()
    expect(accept(lost, { type: 'abandon' })).toMatchObject({ state: 'abandoned', unanswered: null })
  })

  it.each(['verify', 'presettle'] as const)('of %s leaves no question: it changes nothing at the center', (kind) => {
    const lost = perform(caseIn(caseActions[kind].from[0]), { kind }, 'unknown')
    expect(lost).toEqual(caseIn(caseActions[kind].from[0]))
  })

  it('of an upload keeps the case until it is known whether the goods stand as sold', () => {
    const lost = perform(caseIn('presettled'), { kind: 'report', upload: '7207' }, 'unknown')
    expect(refusalOf(lost, { type: 'abandon' })).toBe('unanswered')
    expect(refusalOf(lost, begin({ kind: 'report', upload: '7207' }))).toBeNull()
  })
})

describe('goods that are paid for', () => {
  it('are handed over while an upload after the settlement is lost, but not while the settlement itself is', () => {
    const lost = perform(caseIn('settled'), { kind: 'report', upload: '3505' }, 'unknown')
    const handed = accept(lost, { type: 'handOver' })
    expect(perform(handed, { kind: 'report', upload: '3505' })).toMatchObject({ state: 'handedOver', unanswered: null })
    const revoking = perform(caseIn('settled'), { kind: 'revoke' }, 'unknown')
    expect(refusalOf(revoking, { type: 'handOver' })).toBe('unanswered')
  })
})

describe('whatever happens', () => {
  const action = fc.oneof(
    fc.constantFrom(...kinds).map((kind) => actionsOf[kind]),
    fc.constantFrom<CaseAction>({ kind: 'report', upload: '3505' }, { kind: 'undo', upload: '3505' }),
  )
  const event: fc.Arbitrary<CaseEvent> = fc.oneof(
    action.map(begin),
    fc
      .tuple(action, fc.constantFrom('done', 'done', 'refused', 'unknown'), fc.boolean())
      .map(([what, outcome, verdict]) => ({ ...end(what, outcome, verdict), partly: !verdict })),
    fc.constantFrom<CaseEvent>(...moves, { type: 'basketChanged', complete: false }, { type: 'lost', reason: 'lapsed' }),
  )

  it('nothing is settled before it was approved, nothing closed comes alive, and money moves once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<DispenseCase['uploads']>(national, fujian, none),
        fc.array(fc.tuple(event, fc.integer({ min: 0, max: 2_000 })), { minLength: 20, maxLength: 120 }),
        (uploads, events) => {
          let now = NOW
          let current = openCase({ tokenUntil: LATER, validUntil: LATER, uploads })
          let isApproved = false
          let settlements = 0
          for (const [next, passed] of events) {
            now += passed / 20
            const step = transition(current, next, now)
            if (!step.ok) continue
            const before = current
            current = step.value.next
            if (current.state === 'approved') isApproved = true
            if (before.state !== 'settled' && current.state === 'settled') settlements++
            expect(isClosed(before)).toBe(false)
            if (current.state === 'settled') expect(isApproved).toBe(true)
            if (isClosed(current)) {
              const { reported, partly, underWay, unanswered } = current
              expect([reported, partly, underWay, unanswered]).toEqual([[], [], null, null])
            }
            expect(new Set(current.reported).size).toBe(current.reported.length)
          }
          expect(settlements).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('every state can be reached', () => {
    const reached = new Set<CaseState>(['authorized'])
    const grow = (): boolean => {
      const before = reached.size
      for (const { from, to, ...row } of Object.values(caseActions)) {
        if (!from.some((state) => reached.has(state))) continue
        if (to !== 'same') reached.add(to)
        if ('otherwise' in row) reached.add(row.otherwise)
      }
      for (const { from, to } of Object.values(caseMoves)) {
        if (from.some((state) => reached.has(state))) for (const state of to) reached.add(state)
      }
      // where a report or an undo leads is decided by what is reported
      if (reached.has('presettled')) reached.add('outboundReported')
      if (reached.has('cancelling')) reached.add('outboundCancelled')
      if (reached.has('revoked')) reached.add('returned')
      return reached.size > before
    }
    while (grow());
    expect([...reached].sort()).toEqual([...caseStates].sort())
  })
})
