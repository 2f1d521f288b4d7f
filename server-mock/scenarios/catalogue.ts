/** Departments of an outpatient clinic with diagnoses that belong there (ICD-10) and the drugs they prescribe, by generic name. */
export const CLINICS = [
  {
    department: '心血管内科',
    diagnoses: [
      { code: 'I10.x02', name: '高血压病2级' },
      { code: 'I25.103', name: '冠状动脉粥样硬化性心脏病' },
      { code: 'E78.500', name: '高脂血症' },
    ],
    drugs: ['苯磺酸氨氯地平片', '缬沙坦胶囊', '阿托伐他汀钙片'],
  },
  {
    department: '内分泌科',
    diagnoses: [
      { code: 'E11.900', name: '2型糖尿病' },
      { code: 'E03.900', name: '甲状腺功能减退症' },
    ],
    drugs: ['盐酸二甲双胍缓释片'],
  },
  {
    department: '呼吸内科',
    diagnoses: [
      { code: 'J45.900', name: '支气管哮喘' },
      { code: 'J44.900', name: '慢性阻塞性肺疾病' },
      { code: 'J20.900', name: '急性支气管炎' },
    ],
    drugs: ['布地奈德福莫特罗吸入粉雾剂', '氨溴索口服溶液'],
  },
  {
    department: '消化内科',
    diagnoses: [
      { code: 'K29.500', name: '慢性胃炎' },
      { code: 'K21.900', name: '胃食管反流病' },
    ],
    drugs: ['奥美拉唑肠溶胶囊'],
  },
  {
    department: '神经内科',
    diagnoses: [
      { code: 'I69.300', name: '脑梗死后遗症' },
      { code: 'G43.900', name: '偏头痛' },
    ],
    drugs: ['阿托伐他汀钙片', '对乙酰氨基酚片'],
  },
  {
    department: '中医内科',
    diagnoses: [
      { code: 'G47.000', name: '失眠' },
      { code: 'R42.x00', name: '眩晕' },
    ],
    drugs: ['六味地黄丸'],
  },
  { department: '耳鼻咽喉科', diagnoses: [{ code: 'J30.400', name: '过敏性鼻炎' }], drugs: ['氨溴索口服溶液'] },
  { department: '肿瘤科', diagnoses: [{ code: 'C34.900', name: '肺恶性肿瘤' }], drugs: ['吉非替尼片'] },
] as const satisfies readonly {
  readonly department: string
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[]
  readonly drugs: readonly string[]
}[]

/** Chronic diseases of the outpatient list (门诊慢特病). */
export const OUTPATIENT_LIST = [
  { code: 'M00500', name: '恶性肿瘤门诊治疗' },
  { code: 'M01600', name: '糖尿病' },
  { code: 'M03900', name: '高血压' },
  { code: 'M04600', name: '冠心病' },
] as const

export const DOCTOR_NAMES = ['林志远', '何静怡', '罗卫东', '高雪梅', '谢承业'] as const
export const HOSPITAL_PHARMACISTS = ['唐雅琴', '宋明哲', '许曼丽'] as const

/** How the drugs are taken, in the codes of the hospital's lists [inferred]. */
const DIRECTIONS = {
  片剂: { dose: '1', doseUnit: '片', frequencyCode: 'QD', frequency: '每日一次', wayCode: '01', way: '口服' },
  缓释片: { dose: '1', doseUnit: '片', frequencyCode: 'BID', frequency: '每日两次', wayCode: '01', way: '口服' },
  胶囊剂: { dose: '1', doseUnit: '粒', frequencyCode: 'QD', frequency: '每日一次', wayCode: '01', way: '口服' },
  吸入粉雾剂: { dose: '1', doseUnit: '吸', frequencyCode: 'BID', frequency: '每日两次', wayCode: '05', way: '吸入' },
  口服溶液: { dose: '10', doseUnit: 'ml', frequencyCode: 'TID', frequency: '每日三次', wayCode: '01', way: '口服' },
  浓缩丸: { dose: '8', doseUnit: '丸', frequencyCode: 'TID', frequency: '每日三次', wayCode: '01', way: '口服' },
  饮片: { dose: '15', doseUnit: '克', frequencyCode: 'QD', frequency: '每日一剂', wayCode: '01', way: '水煎服' },
} as const

/** How a drug of this dosage form is usually taken. */
export function directionsOf(dosageForm: string): (typeof DIRECTIONS)[keyof typeof DIRECTIONS] {
  return Object.entries(DIRECTIONS).find(([form]) => form === dosageForm)?.[1] ?? DIRECTIONS.片剂
}
