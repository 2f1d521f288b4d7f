/** The parts of the stock, in the order of their keys from F1 on. */
export const stockSections = Object.freeze([
  'catalogue',
  'receiving',
  'changes',
  'stocktake',
  'comparison',
  'box',
  'uploads',
  'views',
] as const)
export type StockSection = (typeof stockSections)[number]
