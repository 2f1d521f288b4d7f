import { describe, expect, it } from 'vitest'
import { DispenseStopped } from '../../../scripts/counter/dispense.ts'
import { runHeadless } from '../../../scripts/counter/headless.ts'
import { scenarios } from '../../../server-mock/scenarios/index.ts'
import { refusals } from '../../../server-mock/scenarios/refusals.ts'
import { profiles } from '../../../src/shared/profiles/index.ts'

/** Where a sale stops in each scenario, and why; the goods go out by another interface in each province. */
const stops = {
  expired: ['7201', 'nothing waits'],
  'expires-in-between': ['7205', 'PRESCRIPTION_EXPIRED'],
  'withdrawn-after-authorization': ['7204', 'PRESCRIPTION_WITHDRAWN'],
  'withdrawn-after-download': ['7205', 'PRESCRIPTION_WITHDRAWN'],
  'withdrawn-after-review': ['2101A', 'PRESCRIPTION_WITHDRAWN'],
  'used-elsewhere': ['7204', 'PRESCRIPTION_USED'],
  'file-tampered': ['7205', expect.stringContaining('原件')],
  'data-differs': ['7205', expect.stringContaining('数据')],
  'certificate-expired': ['7205', expect.stringContaining('有效期')],
  'not-covered': ['2101A', 'DRUG_NOT_COVERED'],
  'insurance-paused': ['2101A', 'INSURANCE_SUSPENDED'],
  'institution-suspended': ['9001', 'INSTITUTION_UNKNOWN'],
  'pharmacist-elsewhere': ['7206', 'PHARMACIST_NOT_REGISTERED'],
  'code-sold': ['2101A', 'TRACE_CODE_SOLD'],
} as const

type Choices = Omit<Parameters<typeof runHeadless>[1], 'scenario' | 'seed'>

async function stopOf(profile: string, scenario: string, choices: Choices = {}): Promise<readonly unknown[]> {
  try {
    await runHeadless(profile, { scenario, seed: 'refusals', ...choices })
  } catch (stopped) {
    if (stopped instanceof DispenseStopped) return [stopped.interfaceNumber, stopped.reason]
    throw stopped
  }
  return ['sold']
}

describe.each(Object.keys(profiles))('a sale under %s', (profile) => {
  it.each(Object.entries(stops))('stops in the scenario %s', async (scenario, [interfaceNumber, reason]) => {
    expect(await stopOf(profile, scenario)).toEqual([interfaceNumber, reason])
  })

  it('stops where the voucher shown at the settlement is that of another', async () => {
    expect(await stopOf(profile, 'not-the-owner', { payerName: '李建国' })).toEqual(['2101A', 'PERSON_MISMATCH'])
  })

  it('stops at the settlement where the prescription is withdrawn after the goods were reported, by the upload that the province has', async () => {
    const ends = [
      await stopOf(profile, 'withdrawn-after-outbound', { which: 0 }),
      await stopOf(profile, 'withdrawn-after-outbound', { which: 1 }),
    ]
    expect(ends).toContainEqual(['2102A', 'PRESCRIPTION_WITHDRAWN'])
    expect(ends).toContainEqual(['sold'])
  })
})

it('every scenario of a refusal is tried: here, or by two pharmacies where only they can show it', () => {
  const tried = [...Object.keys(stops), 'not-the-owner', 'withdrawn-after-outbound', 'held-elsewhere']
  expect(refusals.map(({ name }) => name).sort()).toEqual(tried.sort())
  expect(scenarios.length).toBeGreaterThan(refusals.length)
})
