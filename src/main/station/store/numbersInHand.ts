import type { Settings } from './settings.ts'

/**
 * Numbers of a counter, `count` of which are taken at a time, so that not each of them costs a commit. None is ever given twice; those in hand when the program
 * ends are skipped.
 */
export function numbersInHand(settings: Pick<Settings, 'takeNumbers'>, counter: string, count: number): () => number {
  let next = 0
  let end = 0
  return () => {
    if (next === end) {
      next = settings.takeNumbers(counter, count)
      end = next + count
    }
    return next++
  }
}
