// The station's own process: a utility process of the shell, or a worker thread of a plain Node program.
import { findHost } from './host.ts'
import { runStation } from './run.ts'

runStation(findHost())
