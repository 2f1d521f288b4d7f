import { readdirSync, readFileSync } from 'node:fs'

/**
 * Memory of a process and all its descendants in MB: the sum of their proportional set sizes, where a page that several processes share
 * counts once. What is shared with a program outside the tree counts in part only, so no other Electron should run meanwhile. Linux only.
 */
export function memoryOf(pid: number): number {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parents = new Map(pids.map((id) => [id, parentOf(id)]))
  const below = (id: number): number =>
    pids.filter((other) => parents.get(other) === id).reduce((sum, child) => sum + below(child), kilobytesOf(id))
  return below(pid) / 1000
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
}

/** Decimal kilobytes; 0 for a process that has ended meanwhile. */
function kilobytesOf(pid: number): number {
  return (Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024) / 1000
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // it ended between being listed and being read
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return ''
    throw error
  }
}
