import { createRandom } from '../../../server-mock/random.ts'

/**
 * When dispenses begin in an open loop: seconds from the start, at `perSecond` on average, as people come who know nothing of each other (exponential
 * gaps), the same for the same seed. As many as come within `seconds`.
 */
export function arrivals(seed: string, perSecond: number, seconds: number): readonly number[] {
  const choices = createRandom(seed).for('arrivals')
  const times: number[] = []
  for (let at = 0; ; ) {
    const share = (1 + choices.integer(1_000_000)) / 1_000_001
    at -= Math.log(share) / perSecond
    if (at >= seconds) return times
    times.push(at)
  }
}
