import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { Article } from '../../../gateways/gateways.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Mapping } from '../../../store/stock/mappings.ts'
import type { Store } from '../../../store/store.ts'
import type { Messages, Sender, Sent } from '../../messages.ts'
import type { Ended, Progress } from './tasks.ts'

export interface MappingPorts {
  readonly store: Store
  readonly messages: Pick<Messages, 'send' | 'openKey'>
  readonly clock: () => number
  readonly isClosing: () => boolean
}

/** Drugs that are looked up at a time. */
const SLICE = 50

/**
 * Tells the province of every drug that it does not know as what it is (3301), one after the other; what it knew otherwise, or may know by an answer that was lost, is withdrawn
 * first (3302). A refusal stays with its drug and the next one follows; a center that is away ends the work, which goes on there the next time. Counts the drugs that it knows now.
 */
export function createMapping({ store, messages, clock, isClosing }: MappingPorts) {
  const { goods, insuranceTerms, mappings } = store

  /** Maps one drug; why the others need not be tried, or null. */
  async function map(drug: Drug, from: Sender): Promise<Failure | null> {
    const listType = insuranceTerms.drug(drug.nationalCode)?.listType ?? null
    const before = mappings.find(drug.id)
    const own = { drugId: drug.id, nationalCode: drug.nationalCode }
    if (listType === null) {
      // what the province may know still is not forgotten over it
      if (before === null || before.state === 'refused')
        mappings.put({ ...own, listType: '', state: 'refused', failure: failure('DRUG_NOT_IN_INSURANCE'), at: clock() })
      return null
    }
    if (before !== null && mayStand(before)) {
      const withdrawn = await withdraw(before, drug, from)
      if (withdrawn.kind !== 'done' && withdrawn.kind !== 'refused') return withdrawn.failure
    }
    const put = (state: Mapping['state'], reason: Failure | null): void =>
      mappings.put({ ...own, listType, state, failure: reason, at: clock() })
    const told = await messages.send<null>(from, null, {
      number: '3301',
      businessKey: messages.openKey('3301', `${drug.id}/${drug.nationalCode}`),
      call: {
        signed: (call) =>
          from.gateways.catalogue.map({
            ...call,
            article: articleOf(drug, drug.nationalCode),
            listType,
            from: shanghaiDate(clock()),
          }),
      },
      // whatever befalls this program now, the center may have it
      prepared: () => put('unknown', null),
      settled: (outcome) => {
        if (outcome.kind === 'done') put('done', null)
        else if (outcome.kind === 'refused') put('refused', outcome.failure)
        else if (outcome.kind === 'neverSent') put('withdrawn', outcome.failure)
        else put('unknown', outcome.failure)
      },
    })
    return told.kind === 'done' || told.kind === 'refused' ? null : told.failure
  }

  function withdraw(before: Mapping, drug: Drug, from: Sender): Promise<Sent<null>> {
    const { nationalCode, listType } = before
    return messages.send<null>(from, null, {
      number: '3302',
      businessKey: messages.openKey('3302', `${drug.id}/${nationalCode}`),
      call: {
        signed: (call) => from.gateways.catalogue.withdrawMapping({ ...call, article: articleOf(drug, nationalCode), listType }),
      },
      settled: (outcome) => {
        if (outcome.kind === 'done') mappings.put({ ...before, state: 'withdrawn', failure: null, at: clock() })
      },
    })
  }

  return async (from: Sender, progress: Progress): Promise<Ended> => {
    const of = mappings.countOpen()
    let tried = 0
    let after = ''
    for (;;) {
      const ids = mappings.open(after, SLICE)
      if (ids.length === 0) return { count: of - mappings.countOpen(), failure: null }
      for (const id of ids) {
        after = id
        const drug = goods.drug(id)
        const reason = isClosing() ? failure('INTERRUPTED') : drug && (await map(drug, from))
        if (reason) return { count: of - mappings.countOpen(), failure: reason }
        progress(++tried, of)
      }
    }
  }
}

/** Whether the center may have this mapping, or one that another program made: only then is there something to withdraw. */
function mayStand({ state, failure: reason }: Mapping): boolean {
  return state === 'done' || state === 'unknown' || reason?.code === 'UPLOAD_BUILT_UPON'
}

function articleOf({ id, name, prescriptionDrug }: Drug, drugCode: string): Article {
  return { drugCode, ownCode: id, name, prescriptionDrug }
}
