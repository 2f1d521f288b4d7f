// A worker thread of the center: one job after the other, each answered by its number.
import { parentPort } from 'node:worker_threads'
import { doJob, type JobMessage, type JobReply } from './jobs.ts'

async function replyTo({ id, name, input }: JobMessage): Promise<JobReply> {
  try {
    return { id, output: await doJob(name, input) }
  } catch (error) {
    return { id, broke: error }
  }
}

if (parentPort === null) throw new Error('a worker of the center needs a center')
const center = parentPort
center.on('message', async (message: JobMessage) => center.postMessage(await replyTo(message)))
