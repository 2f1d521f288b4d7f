import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Store } from '../../../store/store.ts'
import { isImporting } from './importing.ts'

/**
 * Learns, when goods are received, that the trace codes of a drug begin with these seven digits; `known`: it was so already. DRUG_UNKNOWN; PREFIX_TAKEN when another drug has them,
 * because one article has one of these numbers (interfaces.md 7.1); CATALOGUE_BUSY while a file is being imported, which was compared with the prefixes as they are.
 */
export function learnPrefix(store: Store, drugId: string, prefix: string): Result<'learned' | 'known', Failure> {
  return store.transaction(() => {
    const { goods, catalogue } = store
    if (goods.drug(drugId) === null) return err(failure('DRUG_UNKNOWN'))
    const owner = goods.drugOfPrefix(prefix)
    if (owner !== null) return owner.id === drugId ? ok('known') : err(failure('PREFIX_TAKEN'))
    if (isImporting(store)) return err(failure('CATALOGUE_BUSY'))
    catalogue.addPrefix(drugId, prefix)
    return ok('learned')
  })
}
