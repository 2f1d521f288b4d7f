// A worker thread of the center: one job after the other, each answered by its number.
import { parentPort } from 'node:worker_threads'
import { isObject } from '../json.ts'
import { doJob, type JobMessage, type JobReply } from './jobs.ts'

async function replyTo({ id, name, input }: JobMessage): Promise<JobReply> {
  try {
    return { id, output: await doJob(name, input) }
  } catch (error) {
    return { id, broke: error }
  }
}

/** An answer goes to the center without being copied: it may be a hundred thousand bytes. */
function movedWith(output: unknown): ArrayBuffer[] {
  if (!isObject(output) || !(output.body instanceof Uint8Array) || !(output.body.buffer instanceof ArrayBuffer)) return []
  return [output.body.buffer]
}

if (parentPort === null) throw new Error('a worker of the center needs a center')
const center = parentPort
center.on('message', async (message: JobMessage) => {
  const reply = await replyTo(message)
  center.postMessage(reply, 'output' in reply ? movedWith(reply.output) : [])
})
