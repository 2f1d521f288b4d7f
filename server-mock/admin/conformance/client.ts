import { z } from 'zod'
import type { AdminCall } from '../client.ts'
import { ClientDays, ConformanceReport, type ReportQuery } from './contract.ts'

/** The conformance reports of a running center. */
export interface ConformanceClient {
  /** everybody who sent something, and on which days */
  clients(): Promise<ClientDays>
  report(query: ReportQuery): Promise<ConformanceReport>
  /** the report as one HTML file */
  page(query: ReportQuery): Promise<string>
}

export function createConformanceClient(call: AdminCall): ConformanceClient {
  const query = ({ client, day }: ReportQuery): string => new URLSearchParams({ client, day }).toString()
  return {
    clients: () => call('GET', '/conformance', ClientDays),
    report: (of) => call('GET', `/conformance/report?${query(of)}`, ConformanceReport),
    page: (of) => call('GET', `/conformance/report.html?${query(of)}`, z.string()),
  }
}
