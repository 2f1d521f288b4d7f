// The station's worker thread: one job after the other, each answered by its number.
import { parentPort } from 'node:worker_threads'
import { jobs } from './jobs.ts'
import { answerAll } from './thread.ts'

answerAll(parentPort, jobs)
