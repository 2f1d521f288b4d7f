import { placeCommands as commands } from '../../../shared/contract/commands/place.ts'
import { ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { PlaceScans } from '../workflows/placeScans.ts'

/** Which place of a window wants the readings of goods. */
export function placeHandlers({ placeScans }: { readonly placeScans: PlaceScans }): Pick<Handlers, keyof typeof commands> {
  return {
    'place.claimScans': serve(commands['place.claimScans'], (claim, session) => {
      placeScans.claim(session, claim)
      return ok({})
    }),
    'place.releaseScans': serve(commands['place.releaseScans'], (claim, session) => {
      placeScans.release(session, claim)
      return ok({})
    }),
  }
}
