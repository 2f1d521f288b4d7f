/** The places of the stock. */
export const stock = {
  title: '库存',
  section: { catalogue: '药品目录', stocktake: '盘点', comparison: '每日对账', box: '一盒一生', uploads: '上传', views: '报表' },
} as const

export const box = {
  code: '追溯码',
  scanOrType: '扫药盒上的追溯码或条码，或者输入',
  look: '查这盒药',
  empty: '扫任意一盒药，看它从到货到卖出的全部经过。',
  drug: '药品',
  drugUnknown: '认不出是什么药',
  lot: '批号',
  recalled: '已召回',
  expires: '有效期至',
  noExpiry: '没有登记',
  opened: '已拆零，剩 {{pieces}} {{unit}}',
  unknownWhy: '本店从来没有收进过这个追溯码。可能是收货时漏扫、与别家的药拿混，也可能是可疑药品：请把这盒药放到一边待查。',
  program: '系统',
  place: {
    expected: '待到货',
    quarantined: '待验收',
    inStock: '在库',
    reserved: '已占用',
    sold: '已售出',
    returned: '退回待查',
    destroyed: '已销毁',
    transferred: '已调出',
    missing: '去向不明',
    unknown: '本店没有这盒药',
  },
  column: { at: '时间', what: '经过', pieces: '数量', person: '经手人', document: '单据', reason: '原因' },
  reason: {
    openingStock: '期初库存',
    counted: '盘点',
    split: '拆零取出',
    splitCameBack: '拆零退回',
    splitDestroyed: '拆零退回销毁',
    received: '到货',
    accepted: '验收入库',
    refused: '拒收',
  },
} as const
