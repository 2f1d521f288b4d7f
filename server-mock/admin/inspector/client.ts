import { z } from 'zod'
import type { AdminCall } from '../client.ts'
import { queryText } from '../queryText.ts'
import { type ExportQuery, Facets, Inspection, Inspections, type InspectorQuery, MessagePage } from './contract.ts'

/** The inspector of a running center. */
export interface InspectorClient {
  /** newest first */
  messages(query?: InspectorQuery): Promise<MessagePage>
  message(id: number): Promise<Inspection>
  facets(): Promise<Facets>
  exported(query: ExportQuery): Promise<readonly Inspection[]>
  /** a selection as one HTML file */
  page(query: ExportQuery): Promise<string>
}

export function createInspectorClient(call: AdminCall): InspectorClient {
  return {
    messages: (query = {}) => call('GET', `/inspector/messages?${queryText(query)}`, MessagePage),
    message: (id) => call('GET', `/inspector/messages/${id}`, Inspection),
    facets: () => call('GET', '/inspector/facets', Facets),
    exported: (query) => call('GET', `/inspector/export.json?${queryText(query)}`, Inspections),
    page: (query) => call('GET', `/inspector/export.html?${queryText(query)}`, z.string()),
  }
}
