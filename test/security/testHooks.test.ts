import { describe, expect, it } from 'vitest'
import { readTestHooks } from '../../src/main/electron/testHooks.ts'

const environment = { RXCOUNTER_TEST_NOW: '1800000000000', RXCOUNTER_TEST_SEED: 'seed', RXCOUNTER_TEST_CENTER: '/center.json' }
const none = { now: null, seed: null, centerFile: null }

describe('test hooks', () => {
  it('set clock, seed and center of a development build', () => {
    expect(readTestHooks(false, environment)).toEqual({ now: 1_800_000_000_000, seed: 'seed', centerFile: '/center.json' })
  })
  it('are ignored by a packaged build, nonsense included', () => {
    expect(readTestHooks(true, environment)).toEqual(none)
    expect(readTestHooks(true, { RXCOUNTER_TEST_NOW: 'tomorrow' })).toEqual(none)
  })
  it('are absent unless they are set', () => {
    expect(readTestHooks(false, { PATH: '/bin' })).toEqual(none)
  })
  it.each(['tomorrow', '1e12', '-1', ''])('refuse %j as a time', (now) => {
    expect(() => readTestHooks(false, { RXCOUNTER_TEST_NOW: now })).toThrow()
  })
})
