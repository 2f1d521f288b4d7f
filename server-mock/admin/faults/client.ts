import type { AdminCall } from '../client.ts'
import { Done } from '../contract.ts'
import { FaultAdded, type FaultRequest, type StandingFault, StandingFaults } from './contract.ts'

/** The faults of a running center. */
export interface FaultsClient {
  list(): Promise<readonly StandingFault[]>
  /** gives the fault's number */
  add(fault: FaultRequest): Promise<number>
  remove(id: number): Promise<void>
  clear(): Promise<void>
}

export function createFaultsClient(call: AdminCall): FaultsClient {
  return {
    list: () => call('GET', '/faults', StandingFaults),
    add: async (fault) => (await call('POST', '/faults', FaultAdded, fault)).id,
    remove: async (id) => {
      await call('POST', '/faults/remove', Done, { id })
    },
    clear: async () => {
      await call('POST', '/faults/clear', Done)
    },
  }
}
