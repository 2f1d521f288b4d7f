import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

const amlodipine = { department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] } as const

/** Prescriptions with which nothing is wrong. */
export const ordinary = [
  {
    name: 'single-drug',
    title: '单药处方',
    ...town,
    people: [{ ...patient, prescriptions: [amlodipine] }],
  },
  {
    name: 'five-drugs',
    title: '五药处方',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [
          {
            department: '心血管内科',
            lines: [
              { drug: '苯磺酸氨氯地平片' },
              // 35 of 28 in a box: one is opened
              { drug: '缬沙坦胶囊', quantity: 1.25, days: 35 },
              { drug: '阿托伐他汀钙片', quantity: 2 },
              { drug: '盐酸二甲双胍缓释片' },
              { drug: '奥美拉唑肠溶胶囊', quantity: 3 },
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'hospital-writes',
    title: '医院开方',
    institutions: [...town.institutions, { name: '青石桥中医医院', kind: 'hospital', code: 'H99010100002' }],
    pharmacists: town.pharmacists,
    people: [
      { ...patient, entitlements: [{ type: '902', memo: '门诊慢特病: 高血压' }] },
      { name: '赵小梅', gender: 'female', born: '1990-06-21', voucher: 'notActivated' },
    ],
  },
  {
    name: 'long-term',
    title: '长期处方',
    ...town,
    people: [
      {
        ...patient,
        entitlements: [{ type: '902', memo: '门诊慢特病: 高血压' }],
        prescriptions: [
          {
            department: '心血管内科',
            diagnosis: '高血压病2级',
            longTerm: true,
            validDays: 30,
            chronicDisease: 'M03900',
            lines: [{ drug: '苯磺酸氨氯地平片', quantity: 3, days: 84 }],
          },
        ],
      },
    ],
  },
  {
    name: 'dual-channel',
    title: '双通道药品',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [{ department: '肿瘤科', attribute: '01', lines: [{ drug: '吉非替尼片', quantity: 3, days: 30 }] }],
      },
    ],
  },
  {
    name: 'herbs',
    title: '中药饮片',
    ...town,
    people: [{ ...patient, prescriptions: [{ department: '中医内科', lines: [{ drug: '酸枣仁', quantity: 105, days: 7 }] }] }],
  },
  {
    name: 'two-places',
    title: '两地参保',
    ...town,
    people: [
      {
        name: '周海燕',
        gender: 'female',
        born: '1982-09-09',
        voucher: 'withoutPlace',
        insured: [
          { area: '990101', type: '310' },
          { area: '990201', type: '390' },
        ],
        prescriptions: [{ department: '呼吸内科', diagnosis: '支气管哮喘', area: '990101' }],
      },
    ],
  },
  {
    name: 'two-patients',
    title: '两位参保人',
    ...town,
    people: [
      { ...patient, prescriptions: [amlodipine, amlodipine] },
      { name: '李建国', gender: 'male', born: '1950-11-02', prescriptions: [amlodipine] },
    ],
  },
  {
    name: 'account-empty',
    title: '个人账户无余额',
    ...town,
    people: [{ ...patient, insured: [{ balance: 0 }], prescriptions: [{ department: '内分泌科' }] }],
  },
  {
    name: 'ceiling-reached',
    title: '统筹额度用完',
    ...town,
    people: [
      {
        ...patient,
        insured: [{ spent: [{ plan: 'outpatientPooling', deductible: 30_000, fund: 399_000 }] }],
        prescriptions: [{ department: '内分泌科', lines: [{ drug: '盐酸二甲双胍缓释片', quantity: 2 }] }],
      },
    ],
  },
] as const satisfies readonly Scenario[]
