import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DeviceSetting } from '../../shared/contract/devices.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { manifests } from './devices/manifests.ts'

const FILE = 'station.json'

const StationSettings = z.strictObject({
  /** what the shop set up; what the computer has and a model claims is served without */
  devices: z
    .array(
      DeviceSetting.unwrap()
        .extend({ model: z.enum(Object.keys(manifests)) })
        .readonly(),
    )
    .readonly()
    .default([]),
})
export type StationSettings = z.infer<typeof StationSettings>

/**
 * The shop's own settings of this computer, from `station.json` in the data folder; defaults when there is no such file. SETTINGS_UNREADABLE names the
 * first setting that cannot be understood: guessing at a port would look like a broken device.
 */
export function readSettings(dataFolder: string): Result<StationSettings, Failure> {
  const file = join(dataFolder, FILE)
  if (!existsSync(file)) return ok(StationSettings.parse({}))
  const parsed = StationSettings.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (parsed.success) return ok(parsed.data)
  return err(failure('SETTINGS_UNREADABLE', { field: [FILE, ...(parsed.error.issues[0]?.path ?? [])].join('.') }))
}

/** The settings as they are now. */
export interface SettingsFile {
  current(): StationSettings
  /** changes some of them, on disk first; what they are then */
  change(changes: Partial<StationSettings>): StationSettings
}

/** Keeps the settings of a data folder, beginning with those that were read. */
export function keepSettings(dataFolder: string, read: StationSettings): SettingsFile {
  let settings = read
  return {
    current: () => settings,
    change: (changes) => {
      const next = { ...settings, ...changes }
      writeWhole(join(dataFolder, FILE), `${JSON.stringify(next, null, 2)}\n`)
      settings = next
      return next
    },
  }
}

/** A power cut leaves the old file or the new one, never half of one. Throws when the disk does not take it. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.new`
  const opened = openSync(draft, 'w', 0o644)
  try {
    writeSync(opened, text)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
  renameSync(draft, file)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
