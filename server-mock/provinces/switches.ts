/** One thing that nobody knows of the real center: a title for people, and what each way means. The first way is the usual one. */
interface SwitchTable {
  readonly title: string
  readonly ways: Readonly<Record<string, string>>
}

/**
 * What a center does where nobody knows what the real one does: every way is here, switched while it runs. The administration, the fault desk and
 * docs/mock-center.md are written from this table.
 */
export const switchTable = Object.freeze({
  passwordLock: {
    title: '电子凭证密码连续输错',
    ways: { lock: '锁定一段时间', never: '不锁定' },
  },
  repeatedTraceCode: {
    title: '已售追溯码再次销售',
    ways: { refuse: '拒绝', overwrite: '改记为后一次销售' },
  },
  foreignPack: {
    title: '销售其他机构库存中的追溯码 (2102A, 3505, 7207)',
    ways: { take: '照收', refuse: '拒绝' },
  },
  reauthorization: {
    title: '处方由他店持有时的再次授权',
    ways: { replace: '后授权者取代前者', refuse: '前授权失效前拒绝' },
  },
  unknownReversal: {
    title: '冲正一笔中心没有收到的交易 (2601)',
    ways: { refuse: '答复没有该交易', accept: '答复成功' },
  },
  revocationAmounts: {
    title: '撤销结算金额的正负 (2103, 3201, 3202)',
    ways: { negative: '负数', positive: '正数' },
  },
  uncoveredDrug: {
    title: '外购处方中有目录外药品的结算',
    ways: { refuse: '整笔拒绝', ownPaid: '该药品全自费' },
  },
  batchUpload: {
    title: '批量上传中有一条不合规 (3501A 至 3504A)',
    ways: { byLine: '其余各条照收', whole: '整批拒绝' },
  },
} as const satisfies Readonly<Record<string, SwitchTable>>)

type SwitchName = keyof typeof switchTable

/** How each switch stands. */
export type Switches = { readonly [N in SwitchName]: keyof (typeof switchTable)[N]['ways'] }

/** Every switch at its usual way. */
export const usualSwitches: Switches = {
  passwordLock: 'lock',
  repeatedTraceCode: 'refuse',
  foreignPack: 'take',
  reauthorization: 'replace',
  unknownReversal: 'refuse',
  revocationAmounts: 'negative',
  uncoveredDrug: 'refuse',
  batchUpload: 'byLine',
}
