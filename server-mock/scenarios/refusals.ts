import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

const oneDrug = { department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] } as const

/** One scenario for each thing that a center refuses, or that happens behind the counter's back. */
export const refusals = [
  {
    name: 'expired',
    title: '处方已失效',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, daysAgo: 5, validDays: 3 }] }],
  },
  {
    name: 'expires-in-between',
    title: '下载后失效',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, later: { after: '7204', fate: 'expired' } }] }],
  },
  {
    name: 'withdrawn-after-authorization',
    title: '授权后撤销',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, later: { after: '7201', fate: 'withdrawn' } }] }],
  },
  {
    name: 'withdrawn-after-download',
    title: '下载后撤销',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, later: { after: '7204', fate: 'withdrawn' } }] }],
  },
  {
    name: 'withdrawn-after-review',
    title: '审方后撤销',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, later: { after: '7206', fate: 'withdrawn' } }] }],
  },
  {
    name: 'withdrawn-after-outbound',
    title: '出库后撤销',
    ...town,
    people: [
      {
        ...patient,
        prescriptions: [
          { ...oneDrug, later: { after: '7207', fate: 'withdrawn' } },
          { ...oneDrug, later: { after: '3505', fate: 'withdrawn' } },
        ],
      },
    ],
  },
  {
    name: 'used-elsewhere',
    title: '他店已取药',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, later: { after: '7201', fate: 'usedElsewhere' } }] }],
  },
  {
    name: 'not-the-owner',
    title: '非处方本人',
    ...town,
    people: [
      { ...patient, prescriptions: [oneDrug] },
      { name: '李建国', gender: 'male', born: '1950-11-02' },
    ],
  },
  {
    name: 'file-tampered',
    title: '处方原件被篡改',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, flaw: 'fileTampered' }] }],
  },
  {
    name: 'data-differs',
    title: '处方数据与原件不符',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, flaw: 'dataDiffers' }] }],
  },
  {
    name: 'certificate-expired',
    title: '签名证书已过期',
    ...town,
    people: [{ ...patient, prescriptions: [{ ...oneDrug, flaw: 'certificateExpired' }] }],
  },
  {
    name: 'not-covered',
    title: '药品不在医保目录',
    ...town,
    people: [{ ...patient, prescriptions: [{ department: '心血管内科', lines: [{ drug: '枸橼酸西地那非片' }] }] }],
  },
  {
    name: 'insurance-paused',
    title: '参保状态暂停',
    ...town,
    people: [{ ...patient, insured: [{ active: false }], prescriptions: [oneDrug] }],
  },
  {
    name: 'institution-suspended',
    title: '定点资格暂停',
    ...town,
    institutions: [
      { name: '明心大药房', kind: 'pharmacy', code: 'P99010100001', approved: false },
      ...town.institutions.slice(1),
    ],
    people: [{ ...patient, prescriptions: [oneDrug] }],
  },
  {
    name: 'pharmacist-elsewhere',
    title: '药师非本店执业',
    ...town,
    pharmacists: [{ name: '陈国栋', gender: 'male', born: '1981-03-09', pharmacy: '惠民药房' }],
    people: [{ ...patient, prescriptions: [oneDrug] }],
  },
  {
    name: 'code-sold',
    title: '追溯码已售',
    ...town,
    people: [{ ...patient, prescriptions: [oneDrug] }],
    soldPacks: [{ code: '81001010000000000001', pharmacy: '惠民药房' }],
  },
  {
    name: 'held-elsewhere',
    title: '他店授权未失效',
    ...town,
    people: [{ ...patient, prescriptions: [oneDrug] }],
    switches: { reauthorization: 'refuse' },
  },
] as const satisfies readonly Scenario[]
