/** Departments of an outpatient clinic with diagnoses that belong there. */
export const CLINICS = [
  { department: '心血管内科', diagnoses: ['高血压病2级', '冠状动脉粥样硬化性心脏病', '高脂血症'] },
  { department: '内分泌科', diagnoses: ['2型糖尿病', '甲状腺功能减退症'] },
  { department: '呼吸内科', diagnoses: ['支气管哮喘', '慢性阻塞性肺疾病', '急性支气管炎'] },
  { department: '消化内科', diagnoses: ['慢性胃炎', '胃食管反流病'] },
  { department: '神经内科', diagnoses: ['脑梗死后遗症', '偏头痛'] },
  { department: '中医内科', diagnoses: ['失眠', '眩晕'] },
] as const satisfies readonly { readonly department: string; readonly diagnoses: readonly string[] }[]

export const DOCTOR_NAMES = ['林志远', '何静怡', '罗卫东', '高雪梅', '谢承业'] as const
