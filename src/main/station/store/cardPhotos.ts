import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Bytes, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

/**
 * The photos of identity cards, raw as they lie there and sealed on disk. `holder`: the visit whose patient it is, or the purchaser. The end of the visit forgets them
 * (`Visits.close`), as it forgets the card.
 */
export interface CardPhotos {
  /** in the place of the one that the holder's card gave before */
  keep(photo: { readonly holder: string; readonly visitId: string; readonly block: Uint8Array }): void
  /** when the photo was read, epoch ms; null where there is none */
  readAt(holder: string): number | null
  /** the raw block, if it was shown in this visit */
  block(holder: string, visitId: string): Uint8Array | null
  forget(holder: string): void
}

/** Exported so that a test can ask which index each one uses. */
export const photoLookUps = Object.freeze({
  readAt: 'SELECT read_at AS readAt FROM card_photos WHERE holder = ?',
  block: 'SELECT block FROM card_photos WHERE holder = ? AND visit_id = ?',
})

const ReadAt = z.strictObject({ readAt: z.int() }).optional()
const Block = z.strictObject({ block: Bytes }).optional()

/** The photos in one database. */
export function createCardPhotos(db: Database.Database, sealer: Sealer, { clock }: { readonly clock: () => number }): CardPhotos {
  const cells = tableSealer(sealer, 'card_photos')
  const upsert =
    db.prepare(`INSERT INTO card_photos (holder, visit_id, read_at, block) VALUES (@holder, @visitId, @readAt, @block)
    ON CONFLICT (holder) DO UPDATE SET read_at = excluded.read_at, block = excluded.block`)
  const selectReadAt = db.prepare(photoLookUps.readAt)
  const selectBlock = db.prepare(photoLookUps.block)
  const remove = db.prepare('DELETE FROM card_photos WHERE holder = ?')

  return {
    keep({ holder, visitId, block }) {
      const sealed = cells.seal(holder, 'block', Buffer.from(block).toString('base64'))
      upsert.run({ holder, visitId, readAt: clock(), block: sealed })
    },
    readAt: (holder) => ReadAt.parse(selectReadAt.get(holder))?.readAt ?? null,
    block(holder, visitId) {
      const row = Block.parse(selectBlock.get(holder, visitId))
      return row === undefined ? null : Buffer.from(cells.open(holder, 'block', row.block), 'base64')
    },
    forget: (holder) => void remove.run(holder),
  }
}
