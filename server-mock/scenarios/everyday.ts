import type { Scenario } from './scenario.ts'

/** An ordinary morning: patients with and without prescriptions, and each reason for which a voucher is refused. */
export const everyday = {
  name: 'everyday',
  title: '平常的一天',
  institutions: [
    { name: '明心大药房', kind: 'pharmacy', code: 'P99010100001' },
    { name: '惠民药房', kind: 'pharmacy', code: 'P99010100002' },
    { name: '康宁堂药店', kind: 'pharmacy', code: 'P99010100003', approved: false },
    { name: '九江路第一人民医院', kind: 'hospital', code: 'H99010100001' },
    { name: '青石桥中医医院', kind: 'hospital', code: 'H99010100002' },
  ],
  pharmacists: [{ name: '陈国栋' }],
  people: [
    {
      name: '王秀兰',
      gender: 'female',
      born: '1953-04-16',
      entitlements: [{ type: '902', memo: '门诊慢特病: 高血压' }],
      prescriptions: [
        { department: '心血管内科', diagnosis: '高血压病2级', daysAgo: 2 },
        { department: '内分泌科', diagnosis: '2型糖尿病', daysAgo: 1 },
        { hospital: '青石桥中医医院', department: '中医内科', diagnosis: '失眠', daysAgo: 0 },
      ],
    },
    { name: '李建国', gender: 'male', born: '1968-11-02' },
    { name: '赵小梅', gender: 'female', born: '1990-06-21', voucher: 'notActivated', prescriptions: [{}] },
    { name: '孙立军', gender: 'male', born: '1975-01-30', voucher: 'channelNotAuthorized', prescriptions: [{}] },
    {
      name: '周海燕',
      gender: 'female',
      born: '1982-09-09',
      insured: [
        { area: '990101', type: '310' },
        { area: '990201', type: '390' },
      ],
      prescriptions: [{ department: '呼吸内科', diagnosis: '支气管哮喘' }],
    },
    {
      name: '吴桂芳',
      gender: 'female',
      born: '1960-12-05',
      prescriptions: [
        { diagnosis: '高脂血症', department: '心血管内科', daysAgo: 1 },
        { diagnosis: '急性支气管炎', department: '呼吸内科', daysAgo: 9, validDays: 3 },
        { diagnosis: '慢性胃炎', department: '消化内科', daysAgo: 2, state: 'used' },
        { diagnosis: '过敏性鼻炎', department: '耳鼻咽喉科', daysAgo: 1, state: 'revoked' },
      ],
    },
    { name: '郑文博', gender: 'male', born: '2001-03-18', insured: [] },
  ],
} as const satisfies Scenario
