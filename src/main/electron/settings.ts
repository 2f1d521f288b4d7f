import { isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { Mode } from '../../shared/contract/host.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'

export interface Settings {
  readonly mode: Mode
  /** absolute; each mode has its own */
  readonly dataFolder: string
}

export interface Start {
  /** the command line after the executable and the application folder */
  readonly commandLine: readonly string[]
  readonly isPackaged: boolean
  /** the application's name: that of a package for tests ends with -testruntime */
  readonly name: string
  readonly electronVersion: string
  /** whether its page can be driven over a debugging port */
  readonly isDebuggable: boolean
  /** where the system keeps this application's data */
  readonly userData: string
}

/** The first Electron that gets security fixes at this time. An older one is a test's runtime and sees no real patient. */
const FIRST_ELECTRON_FOR_REAL_DATA = 40

/**
 * Decides mode and data folder from the command line: `--mode=training|real` (training when absent) and `--data-folder=…`.
 * REAL_MODE_REFUSED when a package that is only fit for training, or a packaged build whose page could be driven over a debugging
 * port, is asked for real mode; INPUT_INVALID when the mode is neither.
 */
export function readSettings(start: Start): Result<Settings, Failure> {
  const { values } = parseArgs({
    args: [...start.commandLine],
    options: { mode: { type: 'string' }, 'data-folder': { type: 'string' } },
    // Chromium's own switches stand on the same command line
    strict: false,
  })
  const mode = Mode.safeParse(values.mode ?? 'training')
  if (!mode.success) return err(failure('INPUT_INVALID', { field: 'mode' }))
  if (mode.data === 'real' && !mayHoldRealData(start)) return err(failure('REAL_MODE_REFUSED'))
  const named = values['data-folder']
  const dataFolder = typeof named === 'string' && named !== '' ? named : join(start.userData, mode.data)
  return ok({ mode: mode.data, dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(dataFolder) })
}

function mayHoldRealData({ isPackaged, name, electronVersion, isDebuggable }: Start): boolean {
  if (!isPackaged) return true
  const isTestRuntime = name.endsWith('-testruntime') || Number.parseInt(electronVersion, 10) < FIRST_ELECTRON_FOR_REAL_DATA
  return !isTestRuntime && !isDebuggable
}
