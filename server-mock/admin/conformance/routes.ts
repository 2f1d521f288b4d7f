import type { FastifyInstance } from 'fastify'
import { conformancePage } from '../../conformance/page.ts'
import { clientDays, conformanceReport } from '../../conformance/report.ts'
import type { CenterContext } from '../../context.ts'
import { refuseQuery, sendFile } from '../replies.ts'
import { type ClientDays, type ConformanceReport, ReportQuery } from './contract.ts'

/** `GET conformance`: who can be judged; `conformance/report`: how a client kept the rules on a day; `conformance/report.html`: the same as one file. */
export function serveConformance(app: FastifyInstance, context: CenterContext): void {
  app.get('/conformance', () => clientDays(context) satisfies Readonly<ClientDays>)

  app.get('/conformance/report', (request, reply) => {
    const query = ReportQuery.safeParse(request.query)
    if (!query.success) return refuseQuery(reply, query.error)
    return reply.send(conformanceReport(context, query.data.client, query.data.day) satisfies ConformanceReport)
  })

  app.get('/conformance/report.html', (request, reply) => {
    const query = ReportQuery.safeParse(request.query)
    if (!query.success) return refuseQuery(reply, query.error)
    const { client, day } = query.data
    return sendFile(reply, `conformance-${client}-${day}.html`, conformancePage(conformanceReport(context, client, day)))
  })
}
