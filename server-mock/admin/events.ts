import type { FastifyInstance } from 'fastify'
import { type Area, areas, type Changes } from '../changes.ts'
import { ADMIN_PREFIX, type ChangedAreas } from './contract.ts'

/** Changes within this many real milliseconds are told together: one message of a till touches many tables. */
const GATHERING_MS = 80
/** An empty line this often, in real milliseconds, says that the center still answers. */
const HEARTBEAT_MS = 5_000
/** The paths below which memory is changed. */
const IN_MEMORY: ReadonlySet<string> = new Set(['faults', 'clock', 'switches', 'snapshots', 'reset', 'scenarios', 'policies'])

/**
 * `GET events`: a stream of lines that ends with the center, each `{changed: [area, …]}` as JSON. The first one names every area: whoever was away asks again for all of
 * them. Empty lines are a sign of life.
 */
export function serveEvents(app: FastifyInstance, changes: Changes): void {
  const streams = new Set<() => void>()

  app.get('/events', (request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' })
    const gathered = new Set<Area>(areas)
    let timer: NodeJS.Timeout | undefined
    const tell = (): void => {
      timer = undefined
      const changed = areas.filter((area) => gathered.has(area))
      gathered.clear()
      raw.write(`${JSON.stringify({ changed } satisfies ChangedAreas)}\n`)
    }
    tell()

    const unsubscribe = changes.subscribe((changed) => {
      for (const area of changed) gathered.add(area)
      if (gathered.size > 0) timer ??= setTimeout(tell, GATHERING_MS)
    })
    const heartbeat = setInterval(() => raw.write('\n'), HEARTBEAT_MS)
    const end = (): void => {
      unsubscribe()
      clearInterval(heartbeat)
      clearTimeout(timer)
      streams.delete(end)
      raw.end()
    }
    streams.add(end)
    request.raw.socket.once('close', end)
  })

  // what is kept in memory belongs to these two, and nothing but these of the administration's paths changes it
  app.addHook('onResponse', async ({ method, routeOptions, body }) => {
    const [, first = ''] = (routeOptions.url ?? '').slice(ADMIN_PREFIX.length).split('/')
    // a change of nothing only asks for the time: whoever asks when it is told of would ask for ever
    const isQuestion = first === 'clock' && body instanceof Uint8Array && Buffer.from(body).toString().trim() === '{}'
    if (method === 'POST' && IN_MEMORY.has(first) && !isQuestion) changes.tell(['faults', 'clock'])
  })
  app.addHook('preClose', async () => {
    for (const end of streams) end()
  })
}
