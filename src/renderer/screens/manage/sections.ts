/** The parts of the manager's place, in the order of their keys F1 to F5. */
export const manageSections = Object.freeze(['accounts', 'shop', 'pharmacists', 'connection', 'devices'] as const)
export type ManageSection = (typeof manageSections)[number]
