// The station's worker thread: one job after the other, each answered by its number.
import { parentPort } from 'node:worker_threads'
import { type JobMessage, type JobReply, jobs } from './jobs.ts'

async function replyTo(message: JobMessage): Promise<JobReply> {
  const { id, name, input } = message
  // a message brings the input of the job that it names
  const job: (input: never) => unknown = jobs[name]
  try {
    return { id, output: await job(input as never) }
  } catch (error) {
    return { id, broke: error }
  }
}

if (parentPort === null) throw new Error('the worker of the station needs a station')
const station = parentPort
station.on('message', async (message: JobMessage) => station.postMessage(await replyTo(message)))
