import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { BoxLife } from '../../../../shared/contract/stock/box.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { parseTraceCode } from '../../../../shared/domain/traceCode.ts'
import type { DeliveryLineRow } from '../../store/stock/receiving.ts'
import type { Store } from '../../store/store.ts'
import { documentOfHolder } from '../boxRules.ts'
import { drugOfCode } from './incomingBox.ts'

type Books = Pick<Store, 'packs' | 'goods' | 'accounts' | 'cases' | 'sales' | 'deliveries'>

/**
 * What the books know of a box by its code, as scanned or typed. A code that they do not know has no place and no life, only the drug that its first seven digits
 * name. Fails with TRACE_CODE_WRONG for a text that is no trace code.
 */
export function lifeOf(store: Books, text: string): Result<BoxLife, Failure> {
  const { packs, goods, accounts } = store
  const read = parseTraceCode(text)
  if (read === null) return err(failure('TRACE_CODE_WRONG'))
  const { code } = read
  const pack = packs.find(code)
  // a note names it, and it has not come yet
  const expected = pack === null ? expectedAs(store, code) : null
  const drug = pack ? goods.drug(pack.drugId) : drugOfCode(store, read)
  const lotId = pack?.lotId ?? expected?.lotId ?? null
  const lot = lotId === null ? null : goods.lot(lotId)
  return ok({
    code,
    place: pack?.place ?? (expected === null ? null : 'expected'),
    pieces: pack?.pieces ?? 0,
    drug: drug && {
      id: drug.id,
      name: drug.name,
      specification: drug.specification,
      manufacturer: drug.manufacturer,
      unit: drug.unit,
      pieceUnit: drug.pieceUnit,
      piecesPerPack: drug.piecesPerPack,
    },
    lot: lot && { number: lot.number, madeOn: lot.madeOn, expiresOn: lot.expiresOn, isRecalled: lot.isRecalled },
    events: packs.historyOf(code).map(({ at, from, to, pieces, holder, accountId, reason, document }) => ({
      at,
      from,
      to,
      pieces,
      person: accountId === null ? null : (accounts.find(accountId)?.name ?? null),
      document: document ?? (holder === null ? null : documentOfHolder(store, holder)),
      reason,
    })),
  })
}

/** The line of the open delivery note that names a code. */
function expectedAs({ deliveries }: Pick<Store, 'deliveries'>, code: string): DeliveryLineRow | null {
  const box = deliveries.ofCode(code).find(({ state }) => state === 'expected')
  return box === undefined ? null : (deliveries.lines(box.delivery).find(({ line }) => line === box.line) ?? null)
}
