import type { DatedValue, Drug } from '../store/drugs.ts'

const YUAN = 1_000_000
const PERCENT = 100

/** since when everything of it holds [invented] */
const LISTED_ON = '2024-01-01'

type Sketch = Pick<Drug, 'code' | 'genericName' | 'dosageForm' | 'spec' | 'unit' | 'maker' | 'tracePrefix'> & Partial<Drug>

/** A drug with nothing left open: western, 甲, no limit, on prescription. Makers and approval numbers are invented. */
function drug(sketch: Sketch, index: number): Drug {
  return {
    productName: sketch.genericName,
    approval: `国药准字H99${String(index + 1).padStart(6, '0')}`,
    itemType: '11',
    level: '01',
    prescriptionFlag: '1',
    dualChannel: 0,
    covered: 1,
    listedOn: LISTED_ON,
    specialClass: null,
    ...sketch,
  }
}

/** The catalogue of the training province. */
export const DRUGS: readonly Drug[] = [
  {
    code: 'XC08CAA001A001010100001',
    genericName: '苯磺酸氨氯地平片',
    dosageForm: '片剂',
    spec: '5mg×28片',
    unit: '盒',
    maker: '远山制药有限公司',
    tracePrefix: '8100101',
  },
  {
    code: 'XA10BAE002A001010100002',
    genericName: '盐酸二甲双胍缓释片',
    dosageForm: '缓释片',
    spec: '0.5g×60片',
    unit: '瓶',
    maker: '清溪药业股份有限公司',
    tracePrefix: '8100102',
  },
  {
    code: 'XC10AAA003A001010100003',
    genericName: '阿托伐他汀钙片',
    dosageForm: '片剂',
    spec: '20mg×7片',
    unit: '盒',
    maker: '远山制药有限公司',
    level: '02' as const,
    tracePrefix: '8100103',
  },
  {
    code: 'XR03AKB004A001010100004',
    genericName: '布地奈德福莫特罗吸入粉雾剂',
    dosageForm: '吸入粉雾剂',
    spec: '160μg/4.5μg×60吸',
    unit: '支',
    maker: '海望生物制药有限公司',
    level: '02' as const,
    tracePrefix: '8100104',
  },
  {
    code: 'XA02BCA005A001010100005',
    genericName: '奥美拉唑肠溶胶囊',
    dosageForm: '胶囊剂',
    spec: '20mg×14粒',
    unit: '盒',
    maker: '清溪药业股份有限公司',
    tracePrefix: '8100105',
  },
  {
    code: 'XL01EBA006A001010100006',
    genericName: '吉非替尼片',
    dosageForm: '片剂',
    spec: '0.25g×10片',
    unit: '盒',
    maker: '海望生物制药有限公司',
    level: '02' as const,
    dualChannel: 1,
    tracePrefix: '8100106',
  },
  {
    code: 'ZA05BAA007010200007',
    genericName: '六味地黄丸',
    dosageForm: '浓缩丸',
    spec: '每8丸相当于原生药3g×200丸',
    unit: '瓶',
    maker: '同安堂药业有限公司',
    itemType: '12' as const,
    prescriptionFlag: '0' as const,
    tracePrefix: '8100107',
  },
  {
    code: 'T000800123',
    genericName: '酸枣仁',
    dosageForm: '饮片',
    spec: '统',
    unit: '克',
    maker: '青石桥饮片厂',
    itemType: '13' as const,
    prescriptionFlag: '0' as const,
    tracePrefix: null,
  },
  {
    code: 'XN02BEB009A001010100009',
    genericName: '对乙酰氨基酚片',
    dosageForm: '片剂',
    spec: '0.5g×12片',
    unit: '盒',
    maker: '清溪药业股份有限公司',
    prescriptionFlag: '2' as const,
    tracePrefix: '8100109',
  },
  {
    code: 'XG04BEX010A001010100010',
    genericName: '枸橼酸西地那非片',
    dosageForm: '片剂',
    spec: '50mg×2片',
    unit: '盒',
    maker: '海望生物制药有限公司',
    level: '03' as const,
    covered: 0,
    tracePrefix: '8100110',
  },
  {
    code: 'XR05CBA011A001010100011',
    genericName: '氨溴索口服溶液',
    dosageForm: '口服溶液',
    spec: '100ml:0.6g',
    unit: '瓶',
    maker: '清溪药业股份有限公司',
    tracePrefix: '8100111',
  },
  {
    code: 'XC09CAA012A001010100012',
    genericName: '缬沙坦胶囊',
    dosageForm: '胶囊剂',
    spec: '80mg×28粒',
    unit: '盒',
    maker: '远山制药有限公司',
    tracePrefix: '8100112',
  },
  {
    code: 'XN02AAM013A001010100013',
    genericName: '盐酸吗啡缓释片',
    dosageForm: '缓释片',
    spec: '10mg×10片',
    unit: '盒',
    maker: '海望生物制药有限公司',
    tracePrefix: '8100113',
    specialClass: 'narcotic' as const,
  },
  {
    code: 'XN05CDA014A001010100014',
    genericName: '艾司唑仑片',
    dosageForm: '片剂',
    spec: '1mg×20片',
    unit: '盒',
    maker: '清溪药业股份有限公司',
    tracePrefix: '8100114',
    specialClass: 'psychotropic' as const,
  },
].map(drug)

/** The drug of the catalogue with that generic name; throws where there is none. */
export function drugNamed(name: string): Drug {
  const found = DRUGS.find(({ genericName }) => genericName === name)
  if (found === undefined) throw new Error(`the catalogue has no ${name}`)
  return found
}

const sinceListed = (code: string, value: number): DatedValue => ({
  code,
  value,
  since: LISTED_ON,
  until: null,
  updatedAt: Date.parse(`${LISTED_ON}T00:00:00+08:00`),
})

/** First self-pay shares; a drug that is not here has none. */
export const SELF_PAY_SHARES: readonly DatedValue[] = [
  sinceListed('XC10AAA003A001010100003', 10 * PERCENT),
  sinceListed('XR03AKB004A001010100004', 10 * PERCENT),
  sinceListed('XL01EBA006A001010100006', 20 * PERCENT),
]

/** Limits of the price per unit; a drug that is not here has none. */
export const PRICE_LIMITS: readonly DatedValue[] = [sinceListed('XR03AKB004A001010100004', 180 * YUAN)]
