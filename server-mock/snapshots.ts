import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import type { Switches } from './provinces/switches.ts'
import { SCHEMA_VERSION } from './store/schema/index.ts'
import type { Snapshot } from './store/store.ts'

/** The center as it stood at one moment. */
export interface KeptSnapshot {
  readonly name: string
  /** center time, epoch ms */
  readonly now: number
  /** the scenario that was loaded */
  readonly scenario: string
  readonly switches: Switches
  readonly data: Snapshot
}

export interface Snapshots {
  /** by name */
  list(): readonly Omit<KeptSnapshot, 'data' | 'switches'>[]
  /** in the place of one of the same name, if there is one */
  keep(snapshot: KeptSnapshot): void
  find(name: string): KeptSnapshot | undefined
}

const ENDING = '.snapshot'
const Head = z.object({ version: z.number(), name: z.string(), now: z.number(), scenario: z.string() })

/** Named snapshots, as files in a folder so that they outlive the center; in memory without one. Those of another version of the center are passed over. */
export function createSnapshots(folder: string | null): Snapshots {
  const kept = new Map<string, KeptSnapshot>()
  // a name may hold what no file name may
  const fileOf = (name: string): string => `${createHash('sha256').update(name).digest('hex').slice(0, 32)}${ENDING}`

  for (const file of folder === null ? [] : filesIn(folder)) {
    const snapshot = read(file)
    if (snapshot !== null) kept.set(snapshot.name, snapshot)
  }
  return {
    list: () =>
      [...kept.values()]
        .map(({ name, now, scenario }) => ({ name, now, scenario }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    keep: (snapshot) => {
      kept.set(snapshot.name, snapshot)
      if (folder === null) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, fileOf(snapshot.name))
      // written beside and renamed: a center that dies here leaves the one before
      writeFileSync(`${file}.draft`, serialize({ ...snapshot, version: SCHEMA_VERSION }), { mode: 0o600 })
      renameSync(`${file}.draft`, file)
    },
    find: (name) => kept.get(name),
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ENDING))
      .map((file) => join(folder, file))
  } catch {
    return []
  }
}

function read(file: string): KeptSnapshot | null {
  try {
    const content: unknown = deserialize(readFileSync(file))
    const { version } = Head.parse(content)
    // what the same version of this program wrote is shaped as it says
    return version === SCHEMA_VERSION ? (content as KeptSnapshot) : null
  } catch {
    return null
  }
}
