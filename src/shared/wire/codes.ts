/** 用码业务类型 (V table C.1): the two levels written together, five digits. */
export const businessTypes = Object.freeze({
  '01101': '挂号',
  '01102': '住院建档',
  '01103': '入院登记',
  '01104': '缴纳预缴金',
  '01201': '问诊',
  '01202': '预约检查',
  '01203': '检查',
  '01204': '治疗',
  '01301': '结算',
  '01302': '取药',
  '01303': '取报告',
  '01304': '打印票据和清单',
  '01305': '病历材料复印',
  '02121': '药店购药',
  '02122': '下载外购处方',
  '03131': '医疗类 APP 线上身份认证',
  '03132': '医疗类 APP 线上结算',
})

/** 证件类型 (V table C.2). */
export const idTypes = Object.freeze({
  '01': '居民身份证（户口簿）',
  '02': '中国人民解放军军官证',
  '03': '中国人民武装警察警官证',
  '04': '香港特区护照/港澳居民来往内地通行证',
  '05': '澳门特区护照/港澳居民来往内地通行证',
  '06': '台湾居民来往大陆通行证',
  '07': '外国人永久居留证',
  '08': '外国人护照',
  '11': '外国人就业证',
  '12': '外国专家证',
  '13': '外国人常驻记者证',
  '14': '台港澳人员就业证',
  '15': '回国（来华）定居专家证',
  '16': '出生医学证明',
  '17': '港澳台居民居住证',
  '99': '其他身份证件',
})

/** 就诊凭证类型 (interfaces A and B): what `mdtrt_cert_no` carries. */
export const visitCredentialTypes = Object.freeze({
  '01': '医保电子凭证令牌',
  '02': '居民身份证号码',
  '03': '社会保障卡卡号',
})

/** 性别 (GB/T 2261.1). */
export const genders = Object.freeze({ '0': '未知的性别', '1': '男', '2': '女', '9': '未说明的性别' })

/** 经办人类别. */
export const operatorTypes = Object.freeze({ '1': '经办人', '2': '自助终端', '3': '移动终端' })

/** 是否: the flags of the insurance side (rx_circ_flag, acct_used_flag, trdn_flag …). */
export const yesNo = Object.freeze({ '0': '否', '1': '是' })

/** 医疗类别, as far as a pharmacy sells by it. */
export const medicalTypes = Object.freeze({
  '11': '普通门诊',
  '14': '门诊慢特病',
  '140104': '药店购慢特病药',
  '41': '定点药店购药',
})

/** 收费项目等级. */
export const chargeLevels = Object.freeze({ '01': '甲类', '02': '乙类', '03': '丙类' })

/** 处方药标志. */
export const prescriptionDrugFlags = Object.freeze({ '0': '非处方药', '1': '处方药', '2': '双跨' })

/** 就诊结算类型. */
export const settlementKinds = Object.freeze({ '1': '医保结算', '2': '自费结算' })

/** 费用结算类型. */
export const feeSettlementTypes = Object.freeze({ '0': '非医保', '1': '本地医保', '2': '异地医保' })

/** 处方状态. */
export const prescriptionStates = Object.freeze({ '1': '有效', '2': '已失效', '3': '已撤销' })

/** 处方审核状态. */
export const reviewStates = Object.freeze({ '0': '未审核', '1': '审核通过', '2': '审核不通过' })

/** 配送状态: the national values were not found, these are ours (N 8.9.4 names the steps). */
export const deliveryStates = Object.freeze({ '1': '已取药', '2': '配送中', '3': '已送达', '4': '已签收', '5': '已退回' })

/** 处方使用状态. */
export const usageStates = Object.freeze({ '1': '未使用', '2': '已使用' })

/** 清算类别 [inferred], as far as an institution settles by it. */
export const clearingTypes = Object.freeze({ '11': '门诊', '21': '住院', '41': '药店购药', '99': '其他' })

/** 库存变更类型. */
export const stockChangeTypes = Object.freeze({
  '101': '调拨入库',
  '102': '调拨出库',
  '103': '盘盈',
  '104': '盘损',
  '105': '销毁',
  '106': '其他入库',
  '107': '其他出库',
  '108': '商品采购入库',
  '109': '商品退货出库',
  '110': '赠药入库',
  '111': '赠药退回出库',
})

/** 目录类别. */
export const listTypes = Object.freeze({
  '101': '西药',
  '102': '中成药',
  '103': '中药饮片',
  '104': '自制剂',
  '105': '民族药',
  '201': '医疗服务项目',
  '301': '医用耗材',
})

/** 有效标志. */
export const validFlags = Object.freeze({ '0': '无效', '1': '有效' })
