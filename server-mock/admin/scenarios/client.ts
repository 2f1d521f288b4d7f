import type { AdminCall } from '../client.ts'
import { Done } from '../contract.ts'
import { type ResetRequest, type ScenarioView, ScenarioViews, ShopBooks, type SnapshotView, SnapshotViews } from './contract.ts'

/** What a running center is filled with. */
export interface ScenariosClient {
  scenarios(): Promise<readonly ScenarioView[]>
  /** what the shop's own books say of the days before the loaded scenario, by which it reconciles (3201, 3202) */
  shopBooks(): Promise<ShopBooks>
  /** everything as at the start of a scenario; the loaded one when none is named */
  reset(request?: ResetRequest): Promise<void>
  snapshots(): Promise<readonly SnapshotView[]>
  keep(name: string): Promise<void>
  restore(name: string): Promise<void>
}

export function createScenariosClient(call: AdminCall): ScenariosClient {
  return {
    scenarios: () => call('GET', '/scenarios', ScenarioViews),
    shopBooks: () => call('GET', '/scenarios/books', ShopBooks),
    reset: async (request = {}) => {
      await call('POST', '/reset', Done, request)
    },
    snapshots: () => call('GET', '/snapshots', SnapshotViews),
    keep: async (name) => {
      await call('POST', '/snapshots', Done, { name })
    },
    restore: async (name) => {
      await call('POST', '/snapshots/restore', Done, { name })
    },
  }
}
