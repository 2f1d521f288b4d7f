// The station's own entry in a process of the benchmark, which speaks to it as Electron's utility process would; one window at most. It also tells, when asked,
// for how long at most its thread computed at a stretch since it was asked last: by the thread's own processor time, in which neither the disk nor other programs count.
import { EventEmitter } from 'node:events'
import type { ToStation } from './headlessCounter.ts'

const say = (message: object): void => void process.send?.(message)
const host = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => say({ from: 'host', message }) })
const window = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => say({ from: 'window', message }) })
Reflect.set(process, 'parentPort', host)

/** ms */
const processorTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let longest = 0
let last = processorTime()
setInterval(() => {
  const now = processorTime()
  longest = Math.max(longest, now - last)
  last = now
}, 1).unref()

process.on('message', ({ to, message }: ToStation) => {
  if (to === 'host') host.emit('message', { data: message, ports: message.kind === 'attach' ? [window] : [] })
  if (to === 'window') window.emit('message', { data: message, ports: [] })
  if (to === 'delays') {
    say({ from: 'delays', message: longest })
    longest = 0
  }
})

await import('../../src/main/station/entry.ts')
