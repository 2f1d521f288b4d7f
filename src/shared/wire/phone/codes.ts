/** Codes of channel D, and those of channel B that only the online flow and the delivery know; all inferred. */
export const flowCodes = Object.freeze({
  '700161': '处方二维码无效或已失效',
  '700162': '线上流转授权信息无效或已失效',
  '700171': '没有可配送的销售出库',
  '700172': '配送已签收',
  '700173': '配送信息与此前不符',
  '700201': '医保电子凭证线上身份授权信息无效或已失效',
  '700202': '处方访问令牌无效或已失效',
  '700203': '参保人未授权该渠道应用',
  '700204': '该机构不能接受流转授权',
  '700205': '处方不存在或不属于本人',
})
export type FlowCode = keyof typeof flowCodes
