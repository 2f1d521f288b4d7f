/** What needs care with a drug beside its prescription flag. These words are stored: never rename one. */
export const specialClasses = Object.freeze([
  /** 含麻黄碱类复方制剂: identity card, at most two packs */
  'ephedrine',
  /** 第二类精神药品 */
  'psychotropic2',
  /** 医疗用毒性药品 */
  'toxic',
  /** 冷藏冷冻药品 */
  'coldChain',
  /** 终止妊娠 or other drugs that no shop may sell without special leave */
  'restricted',
  /** never to be sent home (药品网络销售禁止清单) */
  'notDelivered',
  /** 需双人验收 */
  'twoPersonAcceptance',
] as const)
export type SpecialClass = (typeof specialClasses)[number]
