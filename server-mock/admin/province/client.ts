import type { AdminCall } from '../client.ts'
import { Done } from '../contract.ts'
import { queryText } from '../queryText.ts'
import { CataloguePage, type CatalogueQuery, InstitutionViews, SettlementsPage, type SettlementsQuery } from './contract.ts'

/** The province's side of a running center. */
export interface ProvinceClient {
  institutions(): Promise<InstitutionViews>
  /** lets an institution in, or no more, from its next message on */
  setOpen(institution: string, isOpen: boolean): Promise<void>
  catalogue(query?: CatalogueQuery): Promise<CataloguePage>
  /** the latest first */
  settlements(query?: SettlementsQuery): Promise<SettlementsPage>
}

/** Every function rejects when the center refuses or is away. */
export function createProvinceClient(call: AdminCall): ProvinceClient {
  return {
    institutions: () => call('GET', '/institutions', InstitutionViews),
    setOpen: async (institution, isOpen) => {
      await call('POST', '/institutions', Done, { institution, isOpen })
    },
    catalogue: (query = {}) => call('GET', `/catalogue?${queryText(query)}`, CataloguePage),
    settlements: (query = {}) => call('GET', `/settlements?${queryText(query)}`, SettlementsPage),
  }
}
