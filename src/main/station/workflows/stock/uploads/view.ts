import type { Failure } from '../../../../../shared/contract/failures.ts'
import type { UploadsView, UploadView } from '../../../../../shared/contract/stock/uploads.ts'
import type { Profile } from '../../../../../shared/profiles/index.ts'
import type { StockUploadRow } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { stockModeOf } from '../stockMode.ts'

/** How many lines are shown at most; the counts say how many there are. */
const SHOWN = 200

/** What is to be shown of the uploads: what is not done with, or with a paper's number everything of that paper. */
export function viewUploads({
  store,
  profile,
  document,
  underWay,
  ...state
}: {
  readonly store: Store
  readonly profile: Profile
  readonly document: string | null
  readonly underWay: readonly StockUploadRow[]
  readonly isSending: boolean
  readonly stopped: Failure | null
  readonly now: number
}): UploadsView {
  const { stockUploads, goods, accounts, settings } = store
  const rows = document === null ? stockUploads.open(SHOWN) : stockUploads.ofDocument(document)
  const atCenter = new Set(underWay.map(({ batchSerial }) => batchSerial))

  function view(row: StockUploadRow): UploadView {
    const { batchSerial, number, quantity, codes, failure, createdAt, dueAt, endedAt, accountId } = row
    const drug = goods.drug(row.drugId)
    return {
      batchSerial,
      number,
      document: row.document,
      drug: drug === null ? row.drugId : `${drug.name} ${drug.specification}`,
      lot: goods.lot(row.lotId)?.number ?? row.lotId,
      quantity,
      unit: drug?.unit ?? '',
      codes: codes.length,
      state: row.state,
      isUnderWay: row.state === 'unknown' && failure === null && atCenter.has(batchSerial),
      failure,
      createdAt,
      dueAt,
      endedAt,
      person: accountId === null ? null : (accounts.find(accountId)?.name ?? null),
    }
  }

  return {
    mode: stockModeOf(settings, profile),
    modes: profile.stockModes.value,
    counts: stockUploads.counts(state.now),
    ...state,
    rows: rows.slice(0, SHOWN).map(view),
  }
}
