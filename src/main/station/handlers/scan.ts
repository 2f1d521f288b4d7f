import { scanCommands as commands } from '../../../shared/contract/commands/scan.ts'
import { ok } from '../../../shared/domain/result.ts'
import type { KeyboardScanner } from '../devices/drivers/keyboard/driver.ts'
import { type Handlers, serve } from '../dispatch.ts'

/** What a scanner typed into a window. */
export function scanHandlers({ devices }: { readonly devices: KeyboardScanner }): Pick<Handlers, keyof typeof commands> {
  return {
    'scan.keyed': serve(commands['scan.keyed'], ({ strokes }) => {
      devices.keyed(strokes)
      return ok({})
    }),
  }
}
