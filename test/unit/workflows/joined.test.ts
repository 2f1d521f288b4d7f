import { expect, it } from 'vitest'
import { joined } from '../../../src/main/station/workflows/joined.ts'

/** Work that ends when it is told to. */
function bench() {
  const begun: string[] = []
  const ends: ((value: string) => void)[] = []
  const ask = joined((key) => {
    begun.push(key)
    return new Promise<string>((resolve) => ends.push(resolve))
  })
  const passed = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { ask, begun, ends, passed }
}

it('everybody who asks before the work begins shares it, and who asks while it is under way shares the next', async () => {
  const { ask, begun, ends, passed } = bench()
  const first = [ask('one'), ask('one')]
  await passed()
  const later = [ask('one'), ask('one'), ask('one')]
  await passed()
  expect(begun).toEqual(['one'])
  ends[0]?.('early')
  expect(await Promise.all(first)).toEqual(['early', 'early'])
  await passed()
  expect(begun).toEqual(['one', 'one'])
  ends[1]?.('late')
  expect(await Promise.all(later)).toEqual(['late', 'late', 'late'])
})

it('what is asked for another key waits for nobody, and a failure is only that of its own work', async () => {
  let isBroken = true
  const ask = joined((key) => (isBroken && key === 'one' ? Promise.reject(new Error('broken')) : Promise.resolve(key)))
  await expect(ask('one')).rejects.toThrow('broken')
  expect(await ask('two')).toBe('two')
  isBroken = false
  expect(await ask('one')).toBe('one')
})
