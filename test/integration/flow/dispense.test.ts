import { describe, expect, it } from 'vitest'
import { apart, runHeadless } from '../../../scripts/counter/headless.ts'
import { nationalNumbers, profiles } from '../../../src/shared/profiles/index.ts'

describe.each(Object.keys(profiles))('a dispense and its return, under %s', (profile) => {
  it.each(['single-drug', 'five-drugs', 'long-term', 'dual-channel', 'herbs', 'two-places', 'account-empty', 'ceiling-reached'])(
    'agrees to the fen with every signature right: %s',
    async (scenario) => {
      const report = await runHeadless(profile, { scenario, seed: 'flow' })
      expect(report).toMatchObject({ totalsAgree: true, signatures: { wrong: [] }, fileSignature: true })
      expect(report.signatures.checked).toBeGreaterThan(10)
    },
  )

  it.each([
    ['single-drug', { revocationAmounts: 'positive' }],
    ['not-covered', { uncoveredDrug: 'ownPaid' }],
  ] as const)('agrees to the fen where the center does it the other way: %s, %j', async (scenario, switches) => {
    expect(await runHeadless(profile, { scenario, seed: 'flow', switches })).toMatchObject({ totalsAgree: true })
  })

  it('uses every interface of the flow that the profile serves', async () => {
    const { steps } = await runHeadless(profile, { scenario: 'single-drug', seed: 'flow' })
    const known = Object.values(profiles).find(({ name }) => name === profile)
    const wanted = nationalNumbers.filter((number) => !apart.includes(number) && known?.interfaces[number].value !== null)
    expect([...new Set(steps.map(({ interfaceNumber }) => interfaceNumber))].sort()).toEqual([...wanted].sort())
  })
})
