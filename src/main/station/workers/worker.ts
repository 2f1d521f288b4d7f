// The station's worker thread: one job after the other, each answered by its number.
import { parentPort } from 'node:worker_threads'
import { type JobMessage, type JobReply, jobs } from './jobs.ts'

async function replyTo(message: JobMessage): Promise<JobReply> {
  const { id } = message
  try {
    return { id, output: message.name === 'paper' ? await jobs.paper(message.input) : jobs.checkFile(message.input) }
  } catch (error) {
    return { id, broke: error }
  }
}

if (parentPort === null) throw new Error('the worker of the station needs a station')
const station = parentPort
station.on('message', async (message: JobMessage) => station.postMessage(await replyTo(message)))
