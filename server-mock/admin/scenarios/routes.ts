import type { FastifyInstance } from 'fastify'
import { readJsonObject } from '../../json.ts'
import { scenarios } from '../../scenarios/index.ts'
import { fail, refuseQuery } from '../replies.ts'
import { ResetRequest, type ScenarioView, SnapshotRequest, type SnapshotView } from './contract.ts'

/** What the center does with everything that it holds. */
export interface Filling {
  /** name of the loaded scenario */
  readonly scenario: () => string
  /** everything as at the start; of another scenario, if one is named. Null, or why it cannot be */
  readonly reset: (scenario?: string) => string | null
  readonly snapshots: () => readonly SnapshotView[]
  readonly keep: (name: string) => void
  /** false when there is none of this name */
  readonly restore: (name: string) => boolean
}

/** `GET scenarios`, `POST reset`, `GET snapshots`, `POST snapshots`, `POST snapshots/restore`. */
export function serveScenarios(app: FastifyInstance, filling: Filling): void {
  const bodyOf = (body: unknown): unknown => (body instanceof Uint8Array && body.length > 0 ? readJsonObject(body)?.value : {})

  app.get('/scenarios', () =>
    scenarios.map(
      ({ name, title, institutions, people }) =>
        ({
          name,
          title,
          institutions: institutions.map((each) => each.name),
          people: people.map((each) => each.name),
          prescriptions: people.reduce((sum, { prescriptions = [] }) => sum + prescriptions.length, 0),
          isLoaded: name === filling.scenario(),
        }) satisfies ScenarioView,
    ),
  )

  app.post('/reset', (request, reply) => {
    const wanted = ResetRequest.safeParse(bodyOf(request.body))
    if (!wanted.success) return refuseQuery(reply, wanted.error)
    const refused = filling.reset(wanted.data.scenario)
    return refused === null ? reply.send({}) : fail(reply, 404, refused)
  })

  app.get('/snapshots', () => filling.snapshots())

  app.post('/snapshots', (request, reply) => {
    const wanted = SnapshotRequest.safeParse(bodyOf(request.body))
    if (!wanted.success) return refuseQuery(reply, wanted.error)
    filling.keep(wanted.data.name)
    return reply.send({})
  })

  app.post('/snapshots/restore', (request, reply) => {
    const wanted = SnapshotRequest.safeParse(bodyOf(request.body))
    if (!wanted.success) return refuseQuery(reply, wanted.error)
    return filling.restore(wanted.data.name) ? reply.send({}) : fail(reply, 404, 'there is no snapshot of that name')
  })
}
