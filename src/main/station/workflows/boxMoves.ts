import type { Packs } from '../store/packs.ts'

/** A box, or pieces of one, as it goes out with a case or an ordinary sale. */
interface Outgoing {
  readonly code: string
  /** null: the whole box */
  readonly pieces: number | null
  readonly holder: string
  readonly accountId: string | null
}

/** A reserved box is sold. One that only pieces are taken out of goes back to the shelf with what is left. */
export function sellBox(packs: Packs, { code, pieces, holder, accountId }: Outgoing): void {
  const piecesLeft = pieces === null ? 0 : (packs.find(code)?.pieces ?? 0) - pieces
  if (piecesLeft === 0) packs.move(code, { from: 'reserved', to: 'sold', holder, accountId })
  else packs.move(code, { from: 'reserved', to: 'inStock', holder: null, piecesLeft, accountId })
}

/** What was sold comes back to be looked at. Pieces are never put into their box again, for nobody knows where they were. */
export function takeBoxBack(packs: Packs, { code, pieces, holder, accountId }: Outgoing): void {
  if (packs.find(code)?.holder === holder) packs.move(code, { from: 'sold', to: 'returned', holder, accountId })
  else if (pieces !== null) packs.partCameBack(code, { pieces, holder, accountId })
}
