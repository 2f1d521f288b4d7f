import type { CalledInterface } from '../gateways/policies.ts'
import type { Journal } from './journal.ts'

/** The first of the keys `base/1`, `base/2` … under which nothing of this interface is done; a lost one may be sent again under its own. */
export function openKey(journal: Journal, number: CalledInterface, base: string): string {
  for (let attempt = 1; ; attempt++) {
    const key = `${base}/${attempt}`
    if (!journal.find(number, key).some(({ state }) => state === 'acknowledged')) return key
  }
}

/** The first of the keys `base/1`, `base/2` … under which nothing is done or open, for what is never sent again. */
export function freeKey(
  journal: Journal,
  number: CalledInterface,
  base: string,
): { readonly key: string; readonly attempt: number } {
  for (let attempt = 1; ; attempt++) {
    const key = `${base}/${attempt}`
    const isFree = journal.find(number, key).every(({ state, resolution }) => state === 'refused' || resolution === 'neverSent')
    if (isFree) return { key, attempt }
  }
}
