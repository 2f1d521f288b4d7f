import type { FastifyInstance } from 'fastify'
import { scenarios } from '../../scenarios/index.ts'
import { adminServing } from '../serve.ts'
import { ResetRequest, type ScenarioView, type ShopBooks, SnapshotRequest, type SnapshotView } from './contract.ts'

/** What the center does with everything that it holds. */
export interface Filling {
  /** name of the loaded scenario */
  readonly scenario: () => string
  /** what the shop's own books say of the days before the loaded scenario */
  readonly shopBooks: () => ShopBooks
  /** everything as at the start; of another scenario, if one is named. Null, or why it cannot be */
  readonly reset: (scenario?: string) => string | null
  readonly snapshots: () => readonly SnapshotView[]
  readonly keep: (name: string) => void
  /** false when there is none of this name */
  readonly restore: (name: string) => boolean
}

/** `GET scenarios`, `GET scenarios/books`, `POST reset`, `GET snapshots`, `POST snapshots`, `POST snapshots/restore`. */
export function serveScenarios(app: FastifyInstance, filling: Filling): void {
  const { post } = adminServing(app)

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

  app.get('/scenarios/books', () => filling.shopBooks())

  post('/reset', ResetRequest, ({ scenario }) => filling.reset(scenario) ?? {})

  app.get('/snapshots', () => filling.snapshots())

  post('/snapshots', SnapshotRequest, ({ name }) => {
    filling.keep(name)
    return {}
  })

  post('/snapshots/restore', SnapshotRequest, ({ name }) => (filling.restore(name) ? {} : 'there is no snapshot of that name'))
}
