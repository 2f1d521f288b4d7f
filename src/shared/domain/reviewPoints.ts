/** What the pharmacist goes through before approving, in the order of the keys 1 to 5 (处方管理办法 第三十五条 [inferred: which of its points the counter asks for]). Stored: never rename one. */
export const reviewPoints = Object.freeze(['legality', 'diagnosis', 'dosage', 'interaction', 'allergy'] as const)
export type ReviewPoint = (typeof reviewPoints)[number]
