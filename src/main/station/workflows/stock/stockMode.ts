import { StockMode } from '../../../../shared/contract/stock/uploads.ts'
import type { Profile } from '../../../../shared/profiles/index.ts'
import type { Settings } from '../../store/settings.ts'
import type { UploadNumber } from '../../store/stock/uploads.ts'

const SETTING = 'stockMode'

/** The mode that the shop chose, where its province allows it; else the province's rule. */
export function stockModeOf(settings: Settings, { stockModes }: Pick<Profile, 'stockModes'>): StockMode {
  const chosen = StockMode.nullable().parse(settings.get(SETTING))
  const [rule = 'fullMovements'] = stockModes.value
  return chosen !== null && stockModes.value.includes(chosen) ? chosen : rule
}

/** Keeps the mode that the shop chose. */
export function keepStockMode(settings: Settings, mode: StockMode): void {
  settings.set(SETTING, mode)
}

/** Whether the province is told by this interface: it serves it, and the shop's mode does not leave it out (F 2.4, 4.2.2). */
export function isTold(number: UploadNumber, mode: StockMode, { interfaces }: Pick<Profile, 'interfaces'>): boolean {
  const isOfMode = mode === 'fullMovements' || number === '3501' || number === '3505'
  return isOfMode && interfaces[number].value !== null
}
