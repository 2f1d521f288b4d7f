/**
 * What tells open visits apart on the screen: each patient has a colour of his or her own, and its word beside it. As many visits as there are colours may be
 * open at a time. Stored: never rename one.
 */
export const visitColours = Object.freeze(['blue', 'teal', 'orange', 'pink', 'brown', 'grey'] as const)
export type VisitColour = (typeof visitColours)[number]
