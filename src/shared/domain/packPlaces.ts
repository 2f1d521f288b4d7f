/** Where a box is (追溯码台账). These words are stored: never rename one. */
export const packPlaces = Object.freeze([
  /** a delivery note names it, nobody has scanned it yet */
  'expected',
  /** it came, and waits for the second person's acceptance */
  'quarantined',
  'inStock',
  /** in a basket */
  'reserved',
  'sold',
  /** it came back and waits for somebody to look at it */
  'returned',
  'destroyed',
  /** to another shop, or back to its supplier */
  'transferred',
  /** a count did not find it, or a note named it and it never came */
  'missing',
] as const)
export type PackPlace = (typeof packPlaces)[number]

/** Where a box may go from each place: what was sold is never sold again before it came back and stood on the shelf. */
export const packWays: Readonly<Record<PackPlace, readonly PackPlace[]>> = Object.freeze({
  expected: ['quarantined', 'inStock', 'missing'],
  quarantined: ['inStock', 'transferred', 'destroyed'],
  inStock: ['reserved', 'quarantined', 'destroyed', 'transferred', 'missing'],
  reserved: ['inStock', 'sold'],
  sold: ['returned'],
  returned: ['inStock', 'destroyed', 'transferred'],
  // back only where the document that said so was wrong
  destroyed: ['inStock'],
  transferred: ['quarantined', 'inStock'],
  missing: ['quarantined', 'inStock'],
})
