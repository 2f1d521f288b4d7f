import { beforeAll, describe, expect, it } from 'vitest'
import type { Exchange } from '../../../server-mock/conformance/exchange.ts'
import { judge, type RuleVerdict } from '../../../server-mock/conformance/report.ts'
import type { ClientLog } from '../../../server-mock/conformance/rule.ts'
import { rules } from '../../../server-mock/conformance/rules/index.ts'
import { provinces } from '../../../server-mock/provinces/index.ts'
import {
  again,
  at,
  changed,
  deletionOf,
  followedBy,
  type Log,
  lost,
  recordedLog,
  refused,
  reversalOf,
  saying,
  upTo,
  without,
  withValue,
} from './conformanceLogs.ts'

const DAY_MS = 86_400_000
let national: Log
let fujian: Log

beforeAll(async () => {
  national = await recordedLog('national')
  fujian = await recordedLog('fujian')
})

/** The verdict of one rule over a log, at a moment after its day. */
function verdict(id: string, log: Log, of: Partial<ClientLog> = {}): RuleVerdict {
  const [first] = log
  const said = judge(
    {
      exchanges: log,
      everybody: log,
      province:
        rules.find((rule) => rule.id === id)?.holdsIn?.(provinces.national) === false ? provinces.fujian : provinces.national,
      now: (log.at(-1)?.at ?? 0) + DAY_MS,
      isTraced: () => true,
      ...of,
    },
    first?.day ?? '',
  ).find((each) => each.id === id)
  if (said === undefined) throw new Error(`there is no rule ${id}`)
  return said
}

const signedOff = (each: Exchange): Exchange => ({ ...each, delivered: 'yes' })
const DEAD_TOKEN = 'T'.repeat(64)

/** A log that breaks each rule, and one that keeps it where the plain sale and its return is no occasion for it. */
const cases: Readonly<Record<string, { readonly breaks: () => Log; readonly keeps?: () => Log }>> = {
  'QD-1': {
    breaks: () => changed(national, '1101', (each) => refused(each, '1004')),
    keeps: () => {
      const signOff = at(national, '9002')
      return followedBy(upTo(national, '9002'), lost(signOff), refused(again(signOff), '1004'))
    },
  },
  'QD-2': { breaks: () => without(national, '9002') },
  'BW-1': { breaks: () => changed(national, '2101A', (each) => refused(each, '1003')) },
  'BW-2': { breaks: () => changed(national, '7206', (each) => refused(each, '700002')) },
  'BW-3': {
    breaks: () =>
      changed(national, '2102A', (each) => ({
        ...each,
        envelope: { ...each.envelope, msgid: 'P99010100001202001010000000001' },
      })),
  },
  'BW-4': { breaks: () => changed(national, '2102A', (each) => ({ ...each, envelope: at(national, '2101A').envelope })) },
  'BW-5': { breaks: () => changed(national, '7205', (each) => ({ ...each, envelope: at(national, '7204').envelope })) },
  'BW-6': { breaks: () => changed(national, '7204', (each) => ({ ...each, at: each.at + 3_600_000 })) },
  'BW-7': { breaks: () => changed(national, '2102A', saying(['druginfo', 'medfee_sumamt'], 36.7)) },
  'BW-8': { breaks: () => changed(national, '2102A', saying(['druginfo', 'medfee_sumamt'], '1.00')) },
  'BW-9': { breaks: () => changed(national, '1101', (each) => ({ ...refused(each, '1008'), interface: 'unknown' })) },
  'LC-1': { breaks: () => changed(national, '7201', saying(['mdtrtCertNo'], DEAD_TOKEN)) },
  'LC-2': { breaks: () => without(national, '7204') },
  'LC-3': {
    breaks: () => changed(national, '7205', (each) => ({ ...each, output: { ...each.output, verifyFlag: '0' } })),
  },
  'LC-4': { breaks: () => changed(national, '7206', saying(['rxChkUpInfo', 'ecToken'], DEAD_TOKEN)) },
  'LC-5': { breaks: () => changed(national, '7206', saying(['rxChkUpInfo', 'rxChkStasCodg'], '2')) },
  'LC-6': { breaks: () => changed(national, '7206', lost) },
  'LC-7': { breaks: () => changed(national, '7207', lost) },
  'LC-8': {
    breaks: () => without(upTo(national, '2103'), '3505'),
    keeps: () => upTo(national, '2103'),
  },
  'LC-9': { breaks: () => without(national, '2101A') },
  'LC-10': {
    breaks: () => changed(national, '7205', (each) => refused(each, '700123')),
    keeps: () => changed(upTo(national, '7206'), '7205', (each) => refused(each, '700123')),
  },
  'LC-11': { breaks: () => changed(national, 'ec.query', saying(['data', 'businessType'], '02121')) },
  'CS-1': {
    breaks: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, again(at(national, '2102A')))
    },
    keeps: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, reversalOf(settled), again(at(national, '2102A')))
    },
  },
  'CS-2': {
    breaks: () => followedBy(upTo(national, '2102A'), lost(at(national, '2102A')), at(national, '9002')),
    keeps: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, reversalOf(settled))
    },
  },
  'CS-3': {
    breaks: () => followedBy(upTo(national, '3505'), reversalOf(at(national, '2102A'))),
    keeps: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, reversalOf(settled))
    },
  },
  'CS-4': {
    breaks: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, lost(reversalOf(settled)), at(national, '9002'))
    },
    keeps: () => {
      const settled = lost(at(national, '2102A'))
      return followedBy(upTo(national, '2102A'), settled, lost(reversalOf(settled)), signedOff(reversalOf(settled)))
    },
  },
  'CS-5': {
    breaks: () => {
      const review = at(national, '7206')
      const other = again(review, { content: withValue(review.content, ['rxChkUpInfo', 'rxChkOpnn'], '另一意见') })
      return followedBy(upTo(national, '7206'), lost(review), other)
    },
    keeps: () => {
      const review = at(national, '7206')
      const later = again(review, { content: withValue(review.content, ['rxChkUpInfo', 'ecToken'], DEAD_TOKEN) })
      return followedBy(upTo(national, '7206'), lost(review), later)
    },
  },
  'CS-6': {
    breaks: () => {
      const sale = at(national, '3505')
      return followedBy(
        upTo(national, '2103'),
        again(sale, { content: withValue(sale.content, ['selinfo', 'fixmedins_bchno'], 'OTHER') }),
      )
    },
  },
  'CS-7': {
    breaks: () => {
      const sale = at(national, '3505')
      return followedBy(
        upTo(national, '3505'),
        lost(sale),
        again(sale, { content: withValue(sale.content, ['selinfo', 'fixmedins_bchno'], 'OTHER') }),
      )
    },
    keeps: () => {
      const sale = at(national, '3505')
      const other = again(sale, { content: withValue(sale.content, ['selinfo', 'fixmedins_bchno'], 'OTHER') })
      return followedBy(upTo(national, '3505'), lost(sale), deletionOf(sale), other)
    },
  },
  'CS-8': { breaks: () => without(national, '7208') },
  'CS-9': { breaks: () => changed(national, '7208', (each) => refused(each, '700145')) },
  'LP-1': {
    breaks: () => changed(national, '7205', (each) => ({ ...each, at: each.at + 3 * 3_600_000 })),
  },
  'LP-2': {
    breaks: () => {
      const authorized = changed(national, '7201', (each) => {
        const [first] = Array.isArray(each.output.rxList) ? each.output.rxList : []
        return { ...each, output: { rxList: [first, { ...first, hiRxno: 'OTHER', epcToken: DEAD_TOKEN }] } }
      })
      const other = again(at(national, '7204'), { content: { hiRxno: 'OTHER', epcToken: DEAD_TOKEN }, hiRxno: 'OTHER' })
      return followedBy(authorized, other)
    },
  },
  'LP-3': {
    breaks: () => {
      const review = at(national, '7206')
      return followedBy(upTo(national, '7206'), refused(review, '700133'), again(review))
    },
    keeps: () => {
      const review = at(national, '7206')
      const fresh = again(review, { content: withValue(review.content, ['rxChkUpInfo', 'ecToken'], DEAD_TOKEN) })
      return followedBy(upTo(national, '7206'), refused(review, '700133'), { ...fresh, channel: 'B' })
    },
  },
  'LP-4': { breaks: () => followedBy(national, again(at(national, 'ec.query'))) },
  'YD-1': {
    breaks: () => changed(national, '7205', (each) => ({ ...each, delivered: 'no', fault: 'wrongSignature' })),
    keeps: () => {
      const verified = at(national, '7205')
      const untrusted: Exchange = { ...verified, delivered: 'no', fault: 'wrongSignature' }
      const serial = { ...verified.output, rxSignVerifySn: 'YQ-ANOTHER-SERIAL' }
      const review = at(national, '7206')
      const said = { ...review, content: withValue(review.content, ['rxChkUpInfo', 'rxSignVerifySn'], serial.rxSignVerifySn) }
      return followedBy(upTo(national, '7205'), untrusted, again(verified, { output: serial }), said)
    },
  },
  'YD-2': {
    breaks: () => {
      const decoded = at(national, 'ec.query')
      const stale: Exchange = { ...again(decoded), delivered: 'no', fault: 'staleAnswer', output: { ecToken: DEAD_TOKEN } }
      return followedBy(upTo(national, '7204'), stale, again(at(national, '7201')))
    },
    keeps: () => {
      const decoded = at(national, 'ec.query')
      const stale: Exchange = { ...again(decoded), delivered: 'no', fault: 'staleAnswer', output: { ecToken: DEAD_TOKEN } }
      return followedBy(upTo(national, '7204'), stale, again(decoded), again(at(national, '7201')))
    },
  },
  'YP-1': { breaks: () => changed(national, '2102A', saying(['drug_trac_info'], [])) },
  'YP-2': {
    breaks: () => changed(national, '7207', saying(['selinfo', 'drugtracinfo', 'drugTracCodg'], '81001010000000009999')),
  },
  'YP-3': { breaks: () => changed(national, '7207', saying(['data', 'psnCashPay'], '0.01')) },
  'YP-4': {
    breaks: () => fujian,
    keeps: () => followedBy(fujian, again(at(fujian, '1101'), { interface: '35081' })),
  },
  'YS-1': { breaks: () => changed(national, '3505', saying(['selinfo', 'rtal_docno'], '990101195304160020')) },
  'YS-2': { breaks: () => changed(national, '7206', saying(['rxChkUpInfo', 'rxChkOpnn'], '王秀兰可以用')) },
  'JZ-1': {
    breaks: () => {
      const review = at(national, '7206')
      return followedBy(upTo(national, '7206'), refused(review, '-6'), again(review, { realAt: review.realAt + 10 }))
    },
    keeps: () => {
      const review = at(national, '7206')
      return followedBy(upTo(national, '7206'), refused(review, '-6'), again(review, { realAt: review.realAt + 5_000 }))
    },
  },
  'JZ-2': {
    breaks: () => {
      const review = at(national, '7206')
      const soon = [50, 100, 150, 200, 250].map((ms) => lost(again(review, { realAt: review.realAt + ms })))
      return followedBy(upTo(national, '7206'), lost(review), ...soon)
    },
    keeps: () => {
      const review = at(national, '7206')
      return followedBy(upTo(national, '7206'), lost(review), again(review, { realAt: review.realAt + 500 }))
    },
  },
}

describe('each rule', () => {
  it('has a log that breaks it', () => {
    expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort())
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  it.each(rules.map(({ id, title }) => [id, title]))('%s %s', (id) => {
    const { breaks, keeps = () => national } = cases[id] ?? { breaks: () => [] }
    const right = verdict(id, keeps())
    expect(right, 'kept').toMatchObject({ verdict: 'kept', broken: [] })
    expect(right.kept).toBeGreaterThan(0)
    const wrong = verdict(id, breaks())
    expect(wrong.verdict, 'broken').toBe('broken')
    for (const { what, messages } of wrong.broken) {
      expect(what).not.toBe('')
      expect(messages.length).toBeGreaterThan(0)
    }
    expect(verdict(id, []).verdict, 'nothing to judge').toBe('noOccasion')
  })
})

describe('a day', () => {
  it('is judged in the light of the days before, and counts its own occasions alone', () => {
    const morning = upTo(national, '7206').map((each) => ({ ...each, day: '2026-01-01', at: each.at - DAY_MS }))
    const log = [...morning, ...national.slice(morning.length)]
    const [review] = national.slice(morning.length)
    const said = judge(
      { exchanges: log, everybody: log, province: provinces.national, now: Date.now(), isTraced: () => true },
      review?.day ?? '',
    )
    expect(said.find(({ id }) => id === 'LC-3')).toMatchObject({ verdict: 'kept', kept: 1 })
    expect(said.find(({ id }) => id === 'LC-2')).toMatchObject({ verdict: 'noOccasion' })
  })

  it('that is not over breaks nothing that may still be done', () => {
    const open = without(upTo(national, '2103'), '3505')
    for (const id of ['QD-2', 'LC-8']) {
      expect(verdict(id, open, { now: open.at(-1)?.at ?? 0 }).verdict).toBe('noOccasion')
    }
  })
})
