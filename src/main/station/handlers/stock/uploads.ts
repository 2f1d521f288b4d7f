import { uploadCommands as commands } from '../../../../shared/contract/commands/stock/uploads.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Uploads } from '../../workflows/stock/uploads/uploads.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** What people see and decide of the uploads of the stock. */
export function uploadHandlers({ uploads }: { readonly uploads: Uploads }): Pick<Handlers, keyof typeof commands> {
  return {
    'uploads.view': serve(commands['uploads.view'], ({ document }) => ok(uploads.view(document))),
    'uploads.again': serve(commands['uploads.again'], ({ batchSerial }, { person }) =>
      emptied(uploads.again(batchSerial, signedIn(person))),
    ),
    'uploads.drop': serve(commands['uploads.drop'], ({ batchSerial, reason }, { person }) =>
      emptied(uploads.drop(batchSerial, reason, signedIn(person))),
    ),
    'uploads.delete': serve(commands['uploads.delete'], async ({ batchSerial, reason }, { person }) =>
      emptied(await uploads.delete(batchSerial, reason, signedIn(person))),
    ),
    'uploads.setMode': serve(commands['uploads.setMode'], ({ mode }, { person }) =>
      emptied(uploads.setMode(mode, signedIn(person))),
    ),
  }
}
