/**
 * What somebody who collects medicine is to the patient: 配偶, 子女, 父母, 兄弟姐妹, 其他亲属, 照护人员 (养老机构、家政), 其他. The words are stored: never rename one. No interface has a field for it,
 * so that the list is ours [inferred].
 */
export const relations = Object.freeze(['spouse', 'child', 'parent', 'sibling', 'relative', 'carer', 'other'] as const)
export type Relation = (typeof relations)[number]
