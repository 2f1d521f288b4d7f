import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { scannerModels } from './devices/manifests.ts'

const FILE = 'station.json'

const StationSettings = z.strictObject({
  scanner: z
    .strictObject({
      /** a serial port by name, or null: look for a known model */
      port: z.string().min(1).nullable().default(null),
      baudRate: z.number().int().positive().optional(),
      /** which kind of scanner a named port has; a plain one when left out */
      model: z.enum(scannerModels).optional(),
    })
    .default({ port: null }),
})
export type StationSettings = z.infer<typeof StationSettings>

/**
 * The shop's own settings of this computer, from `station.json` in the data folder; defaults when there is no such file. SETTINGS_UNREADABLE names the
 * first setting that cannot be understood: guessing at a scanner port would look like a broken scanner.
 */
export function readSettings(dataFolder: string): Result<StationSettings, Failure> {
  const file = join(dataFolder, FILE)
  if (!existsSync(file)) return ok(StationSettings.parse({}))
  const parsed = StationSettings.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (parsed.success) return ok(parsed.data)
  return err(failure('SETTINGS_UNREADABLE', { field: [FILE, ...(parsed.error.issues[0]?.path ?? [])].join('.') }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
