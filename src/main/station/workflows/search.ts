import { setImmediate as immediately } from 'node:timers/promises'
import type { CaseSummary, Found } from '../../../shared/contract/case.ts'
import { normalName, normalNumber } from '../../../shared/domain/personNames.ts'
import { fromShanghai, shanghaiDate } from '../../../shared/domain/shanghaiTime.ts'
import type { Store } from '../store/store.ts'

const LONGEST = 20
/** cases that are opened at a stretch */
const SLICE = 50

/**
 * Finds what somebody looks for. Among the cases that are unclosed or were opened today any part of the patient's name, the last four of the number, the diagnosis
 * or the document number will do; a case of another day is found by the patient's whole name, whole identity number or last four, or its whole document number,
 * which is all that an index over sealed data can tell. A drug is found by its own or national code, its trace code or the prefix of those, or a part of its name. 20 of each at most.
 */
export function createSearch(store: Store, clock: () => number): (text: string) => Promise<Found> {
  /** what can be looked for in the cases at hand, by their ids; it never changes, and opening it takes long */
  let words: ReadonlyMap<string, string> = new Map()

  /** The ids of the cases at hand, newest first, with their words held open. */
  async function casesAtHand(): Promise<readonly string[]> {
    const ids = store.search.casesAtHand(fromShanghai(`${shanghaiDate(clock())} 00:00:00`) ?? 0)
    const held = new Map<string, string>()
    let opened = 0
    for (const id of ids) {
      const known = words.get(id)
      // the first search of a day opens many, and nobody shall wait for it
      if (known === undefined && ++opened % SLICE === 0) await immediately()
      held.set(id, known ?? wordsOf(store.search.case(id)))
    }
    words = held
    return ids
  }

  return async (text) => {
    const name = normalName(text)
    const number = normalNumber(text)
    const { search } = store
    const likely = (await casesAtHand()).filter((id) => words.get(id)?.includes(name)).slice(0, LONGEST)
    const ofDocument = search.caseOfDocument(number)
    return {
      cases: first([
        ...likely.map(search.case),
        ...(ofDocument ? [ofDocument] : []),
        ...search.casesOf('name', name),
        ...search.casesOf('idNumber', number),
        ...search.casesOf('lastFour', number),
      ]),
      drugs: first([...search.drugsOfCode(number), ...search.drugsNamed(text.normalize('NFKC'))]),
    }
  }
}

function wordsOf({ patientName, lastFour, diagnosis, document }: CaseSummary): string {
  return [patientName, lastFour, diagnosis, document].map(normalName).join('\n')
}

/** Each once, and no more than a person looks through. */
function first<T extends { readonly id: string }>(found: readonly T[]): readonly T[] {
  return [...new Map(found.map((each) => [each.id, each])).values()].slice(0, LONGEST)
}
