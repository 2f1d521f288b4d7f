import fc from 'fast-check'
import { ulid } from 'ulid'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/main/station/gateways/outcome.ts'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import { type Exchange, resolutions } from '../../../src/main/station/journal/journal.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { tickingClock } from '../../unit/store/ports.ts'
import { newDataFolder, openTestStore } from '../../unit/store/support.ts'
import { acknowledged, planOf } from './steps.ts'

const outcomes = {
  acknowledged,
  refused: { kind: 'refused', failure: failure('CENTER_REFUSED') },
  unknown: { kind: 'unknown', failure: failure('CENTER_SILENT') },
  neverSent: { kind: 'neverSent', failure: failure('CENTER_UNREACHABLE') },
} as const satisfies Record<string, Outcome<string>>

function openJournal(folder = newDataFolder(), clock = tickingClock()) {
  const store = openTestStore(folder)
  return { store, folder, journal: createJournal(store, { clock, newId: () => ulid() }) }
}

const nothing = () => undefined

describe('running an exchange', () => {
  it.each([
    ['acknowledged', { state: 'acknowledged', resolution: null, failureCode: null }],
    ['refused', { state: 'refused', resolution: null, failureCode: 'CENTER_REFUSED' }],
    ['unknown', { state: 'unknown', resolution: null, failureCode: 'CENTER_SILENT', endedAt: null }],
    ['neverSent', { state: 'resolved', resolution: 'neverSent', failureCode: 'CENTER_UNREACHABLE' }],
  ] as const)('writes an outcome that is %s and hands it on', async (kind, row) => {
    const { journal } = openJournal()
    const settled: unknown[] = []
    expect(
      await journal.run(
        planOf('key'),
        async () => outcomes[kind],
        (outcome) => void settled.push(outcome),
      ),
    ).toBe(outcomes[kind])
    expect(settled).toEqual([outcomes[kind]])
    expect(journal.find('7206', 'key')).toMatchObject([{ ...planOf('key'), ...row }])
    expect(journal.openQuestions().length).toBe(kind === 'unknown' ? 1 : 0)
  })

  it('sends once however often somebody clicks', async () => {
    const { journal } = openJournal()
    let sent = 0
    const click = () =>
      journal.run(
        planOf('key'),
        async () => {
          sent++
          return acknowledged
        },
        nothing,
      )
    const clicks = await Promise.allSettled([click(), click(), click()])
    expect(clicks.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(click()).rejects.toThrow('under way or acknowledged')
    expect(sent).toBe(1)
    expect(journal.find('7206', 'key').length).toBe(1)
  })

  it('keeps other keys and other interfaces apart', async () => {
    const { journal } = openJournal()
    await journal.run(planOf('key'), async () => acknowledged, nothing)
    await journal.run(planOf('other key'), async () => acknowledged, nothing)
    await journal.run({ ...planOf('key'), interfaceNumber: '7207' }, async () => acknowledged, nothing)
    expect(journal.find('7206', 'key').length).toBe(1)
  })

  it('makes an open question of an error in sending, and hands the error on', async () => {
    const { journal } = openJournal()
    const bug = new Error('bug')
    await expect(journal.run(planOf('key'), () => Promise.reject(bug), nothing)).rejects.toBe(bug)
    expect(journal.openQuestions()).toMatchObject([{ state: 'unknown', failureCode: 'INTERNAL_ERROR' }])
  })

  it('makes an open question of an error in settling, of which nothing is written', async () => {
    const { journal, store } = openJournal()
    const settle = () => {
      store.settings.set('settled', true)
      throw new Error('bug')
    }
    await expect(journal.run(planOf('key'), async () => acknowledged, settle)).rejects.toThrow('bug')
    expect(journal.openQuestions()).toMatchObject([{ state: 'unknown', failureCode: 'INTERNAL_ERROR' }])
    expect(store.settings.get('settled')).toBeNull()
  })

  it('inside a transaction is refused before anything is written or sent', async () => {
    const { journal, store } = openJournal()
    const run = store.transaction(() => ({
      promise: journal.run(planOf('key'), () => Promise.reject(new Error('sent')), nothing),
    }))
    await expect(run.promise).rejects.toThrow('inside a transaction')
    expect(journal.find('7206', 'key')).toEqual([])
  })

  it('answered under the same key resolves what was unknown before, and an unknown one does not', async () => {
    const { journal } = openJournal()
    const states = () => journal.find('7206', 'key').map(({ state }) => state)
    await journal.run(planOf('key'), async () => outcomes.unknown, nothing)
    await journal.run(planOf('key'), async () => outcomes.unknown, nothing)
    expect(states()).toEqual(['unknown', 'unknown'])
    await journal.run(planOf('key'), async () => outcomes.neverSent, nothing)
    expect(states()).toEqual(['unknown', 'unknown', 'resolved'])
    await journal.run(planOf('key'), async () => outcomes.refused, nothing)
    expect(states()).toEqual(['resolved', 'resolved', 'resolved', 'refused'])
    expect(journal.openQuestions()).toEqual([])
  })

  it('keeps the question open when another station has recovered the row meanwhile', async () => {
    const { journal, folder } = openJournal()
    const run = journal.run(
      planOf('key'),
      async () => {
        openJournal(folder).journal.recover()
        return acknowledged
      },
      nothing,
    )
    await expect(run).rejects.toThrow('not in the state')
    expect(journal.openQuestions().length).toBe(1)
  })
})

describe('an unknown exchange', () => {
  it.each(resolutions)('is closed as %s, once', async (resolution) => {
    const { journal } = openJournal()
    await journal.run(planOf('key'), async () => outcomes.unknown, nothing)
    const id = journal.openQuestions()[0]?.id ?? ''
    journal.resolve(id, resolution)
    expect(journal.find('7206', 'key')).toMatchObject([{ state: 'resolved', resolution, failureCode: 'CENTER_SILENT' }])
    expect(() => journal.resolve(id, resolution)).toThrow('not in the state')
  })

  it('is the only kind that can be closed', async () => {
    const { journal } = openJournal()
    await journal.run(planOf('key'), async () => acknowledged, nothing)
    const id = journal.find('7206', 'key')[0]?.id ?? ''
    expect(() => journal.resolve(id, 'abandoned')).toThrow('not in the state')
    expect(() => journal.resolve('nothing', 'abandoned')).toThrow('not in the state')
  })
})

type End = keyof typeof outcomes | 'bug in send' | 'bug in settle'

/** What can happen at a counter. `begin` sends and waits for an answer, which `answer` brings; `crash` loses every answer that is still awaited. */
type Happening =
  | { readonly what: 'begin'; readonly key: string }
  | { readonly what: 'answer'; readonly which: number; readonly end: End }
  | { readonly what: 'resolve'; readonly which: number; readonly resolution: (typeof resolutions)[number] }
  | { readonly what: 'crash' }

const keys = ['a', 'b'] as const
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('begin' as const), key: fc.constantFrom(...keys) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('answer' as const),
      which: fc.nat(),
      end: fc.constantFrom('acknowledged', 'refused', 'unknown', 'neverSent', 'bug in send', 'bug in settle'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('resolve' as const), which: fc.nat(), resolution: fc.constantFrom(...resolutions) }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'crash' as const }) },
)

type Row = Pick<Exchange, 'businessKey' | 'state' | 'resolution'>
interface Awaited {
  readonly row: number
  readonly answer: (end: End) => void
  readonly run: Promise<unknown>
}

it('whatever happens in whatever order: at most one exchange of a key is under way or acknowledged, no answer is lost or settled twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happenings, { maxLength: 30 }), async (sequence) => {
      const folder = newDataFolder()
      const clock = tickingClock()
      let { store, journal } = openJournal(folder, clock)
      let rows: readonly Row[] = []
      let awaited: readonly Awaited[] = []
      let settled = 0

      const become = (index: number, state: Row['state'], resolution: Row['resolution'] = null) => {
        rows = rows.map((row, at) => (at === index ? { ...row, state, resolution } : row))
      }
      const begin = async (businessKey: string) => {
        let answer: Awaited['answer'] = nothing
        const promise = new Promise<End>((resolve) => {
          answer = resolve
        })
        let isSent = false
        const run = journal.run(
          planOf(businessKey),
          async () => {
            isSent = true
            const end = await promise
            if (end === 'bug in send') throw new Error(end)
            return end === 'bug in settle' ? acknowledged : outcomes[end]
          },
          () => {
            store.settings.nextNumber('settled')
            if (bugInSettle) throw new Error('bug in settle')
          },
        )
        const isLive = rows.some((row) => row.businessKey === businessKey && ['sent', 'acknowledged'].includes(row.state))
        expect(isSent).toBe(!isLive)
        if (isLive) {
          await expect(run).rejects.toThrow('under way or acknowledged')
          return
        }
        awaited = [...awaited, { row: rows.length, answer, run }]
        rows = [...rows, { businessKey, state: 'sent', resolution: null }]
      }
      let bugInSettle = false
      const answer = async (which: number, end: End) => {
        const one = awaited[which % awaited.length]
        if (!one) return
        awaited = awaited.filter((other) => other !== one)
        bugInSettle = end === 'bug in settle'
        one.answer(end)
        if (end === 'bug in send' || end === 'bug in settle') {
          await expect(one.run).rejects.toThrow(end)
          become(one.row, 'unknown')
          return
        }
        await one.run
        settled++
        if (end === 'neverSent') become(one.row, 'resolved', 'neverSent')
        else become(one.row, end)
        if (end !== 'acknowledged' && end !== 'refused') return
        const { businessKey } = rows[one.row] ?? {}
        rows.forEach((row, index) => {
          if (row.businessKey === businessKey && row.state === 'unknown') become(index, 'resolved', 'repeated')
        })
      }
      const resolve = (which: number, resolution: (typeof resolutions)[number]) => {
        const questions = rows.flatMap((row, index) => (row.state === 'unknown' ? [index] : []))
        const index = questions[which % questions.length]
        if (index === undefined) return
        journal.resolve(journal.openQuestions()[questions.indexOf(index)]?.id ?? '', resolution)
        become(index, 'resolved', resolution)
      }
      const crash = () => {
        store.close()
        ;({ store, journal } = openJournal(folder, clock))
        const lost = awaited.map(({ row }) => row)
        awaited = []
        for (const row of lost) become(row, 'unknown')
        expect(journal.recover().length).toBe(lost.length)
        expect(journal.recover()).toEqual([])
      }

      for (const happening of sequence) {
        if (happening.what === 'begin') await begin(happening.key)
        else if (happening.what === 'answer') await answer(happening.which, happening.end)
        else if (happening.what === 'resolve') resolve(happening.which, happening.resolution)
        else crash()

        const found = keys.map((key) => journal.find('7206', key))
        const expected = keys.map((key) => rows.filter((row) => row.businessKey === key))
        expect(
          found.map((exchanges) => exchanges.map(({ businessKey, state, resolution }) => ({ businessKey, state, resolution }))),
        ).toEqual(expected)
        expect(journal.openQuestions().length).toBe(rows.filter(({ state }) => state === 'unknown').length)
        expect(store.settings.get('counter/settled') ?? 0).toBe(settled)
        for (const exchanges of found)
          expect(exchanges.filter(({ state }) => ['prepared', 'sent', 'acknowledged'].includes(state)).length).toBeLessThan(2)
      }
    }),
    { numRuns: 60 },
  )
})
