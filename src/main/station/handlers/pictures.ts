import { pictureCommands as commands } from '../../../shared/contract/commands/pictures.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { Pictures } from '../workflows/pictures.ts'
import { emptied } from './signedIn.ts'

/** Codes in pictures. */
export function pictureHandlers({ pictures }: { readonly pictures: Pictures }): Pick<Handlers, keyof typeof commands> {
  return {
    'scan.picture': serve(commands['scan.picture'], (given, session) => pictures.look(session, given)),
    'scan.choose': serve(commands['scan.choose'], ({ picture, index }, session) =>
      emptied(pictures.choose(session, picture, index)),
    ),
  }
}
