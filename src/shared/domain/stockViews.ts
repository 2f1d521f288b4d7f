/** How many days the curve of the stock's value goes back. */
export const valueDays = Object.freeze([30, 90, 365] as const)
/** How near an expiry is looked at, in days. */
export const expiryDays = Object.freeze([30, 90, 180] as const)
/** The bands of an expiry: over already, or within so many days and not within the band before. */
export const expiryBands = Object.freeze(['expired', '30', '90', '180'] as const)
/** How an upload stands with its moment (`uploadDeadline.ts`), the worst first. */
export const deadlineLevels = Object.freeze(['late', 'soon', 'inTime', 'none'] as const)
/** How many rows a screen shows of a view at a time. */
export const VIEW_PAGE = 50
