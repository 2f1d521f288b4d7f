import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composePaper, composeSalePaper } from '../../../src/main/station/papers/compose.ts'
import { renderEscpos } from '../../../src/main/station/papers/escpos.ts'
import type { CaseFacts, SalePaperFacts } from '../../../src/main/station/papers/facts.ts'
import { cellsOf, layOut, type Paper } from '../../../src/main/station/papers/paper.ts'
import { type CaseLine, PaperKind } from '../../../src/shared/contract/case.ts'
import type { Price } from '../../../src/shared/domain/money.ts'
import { maskName } from '../../../src/shared/domain/personNames.ts'
import type { PrescriptionLine } from '../../../src/shared/domain/prescription.ts'
import { AT, CODES, downloaded, facts, readEscpos, roll58, roll80, squeezed, testPage, view } from './parts.ts'

/** A paper line by line, without blanks. */
const linesOf = (paper: Paper): readonly string[] =>
  readEscpos(renderEscpos(paper, { shape: roll80, opensDrawer: false }))
    .text.split('\n')
    .map(squeezed)
const print = (kind: PaperKind, changes: Partial<CaseFacts> = {}) => linesOf(composePaper(kind, { ...facts, ...changes }))

describe('a receipt', () => {
  it('says who sold what to whom, who paid what, and when', () => {
    const lines = print('receipt')
    for (const line of [
      '惠民大药房',
      '单据号LS20261122-0007',
      '处方编号990101202611190900000123456789',
      '参保人王*兰（尾号002X）',
      '苯磺酸氨氯地平片2盒56.80',
      '5mg×28片惠泽制药有限公司单价28.40',
      '酸枣仁105克21.00',
      '合计81.00',
      '医保基金支付50.00',
      '其中统筹基金40.00',
      '其中公务员医疗补助10.00',
      '个人负担31.00',
      '个人账户支付20.00',
      '家庭共济账户支付1.00',
      '现金应付10.00',
      '实收20.00',
      '找零10.00',
      '个人账户余额123.45',
      '结算号JS0000000099',
      '结算时间2026-11-2210:29:59',
      '审方药师陈国栋',
      '收款林晓燕',
      '测试市测试路1号',
      '电话000-12345678',
      '打印时间2026-11-2210:30:00',
    ])
      expect(lines).toContain(line)
  })

  it('has every trace code in full, and what was taken out of an opened box', () => {
    const lines = print('receipt')
    expect(lines).toContain(CODES[0])
    expect(lines).toContain(CODES[1])
    expect(lines).toContain(`${CODES[2]}拆零6粒`)
    expect(lines.filter((line) => line.startsWith('追溯码'))).toEqual(['追溯码（2）', '追溯码（1）'])
  })

  it('has the unit price of a line that goes out in parts', () => {
    const prices = new Map([
      ['1.1', 28_400_000 as Price],
      ['1.2', 28_400_000 as Price],
    ])
    expect(print('receipt', { prices })).toContain('5mg×28片惠泽制药有限公司单价28.40')
  })

  it('leaves out shares that there are none of', () => {
    const { money } = view
    const lines = print('receipt', {
      view: { ...view, money: money && { ...money, familyAccount: 0, parts: [] }, payment: null },
    })
    expect(lines.filter((line) => /家庭共济|其中|实收|找零/.test(line))).toEqual([])
  })
})

describe('a sale that was taken back', () => {
  const returned = (state: 'revoked' | 'returned' | 'handedOver') => ({ view: { ...view, state } })

  it.each(['receipt', 'goodsList'] as const)('says so on its %s, and no other does', (kind) => {
    for (const state of ['revoked', 'returned'] as const) expect(print(kind, returned(state))).toContain('已撤销结算本单已退')
    expect(print(kind, returned('handedOver')).join('')).not.toContain('已退')
  })

  it('does not say so on its refund, which says nothing else', () => {
    expect(print('refund', returned('returned')).join('')).not.toContain('本单已退')
  })
})

describe('a paper that is only shown', () => {
  it.each(['receipt', 'refund'] as const)('is no original if it is a %s', (kind) => {
    expect(print(kind, { isOnScreen: true })).toContain('屏幕副本')
    expect(print(kind).join('')).not.toContain('屏幕副本')
  })

  it.each(['goodsList', 'notGenuine'] as const)('may be anything if it is a %s', (kind) => {
    expect(print(kind, { isOnScreen: true }).join('')).not.toContain('屏幕副本')
  })
})

describe('a list of goods', () => {
  it('has what the patient checks: drugs, quantities, how to take them, lots and the tails of the codes', () => {
    const lines = print('goodsList', {
      view: { ...view, state: 'presettled', settlementId: null, settledAt: null, payment: null },
    })
    for (const line of [
      '参保人王*兰（尾号002X）',
      '苯磺酸氨氯地平片2盒56.80',
      '用法：口服，每日一次，每次1片，共28天',
      '批号B2610有效期至2028-05-31尾号000001',
      '批号B2610有效期至2028-05-31尾号000002',
      '批号B2610有效期至2028-05-31',
      '合计81.00',
      '参保人（代购人）签字：',
    ])
      expect(lines).toContain(line)
    expect(lines.join('')).not.toContain(CODES[0])
    expect(lines.join('')).toContain('拆零6粒')
  })
})

describe('a refund receipt', () => {
  it('is in red: what came back, what is given back, and the settlement that was revoked', () => {
    const lines = print('refund', { view: { ...view, state: 'returned' } })
    for (const line of [
      '退货小票（红字）',
      '苯磺酸氨氯地平片2盒-56.80',
      '退回追溯码（2）',
      CODES[0],
      '合计-81.00',
      '医保基金支付-50.00',
      '个人账户支付-20.00',
      '退还现金10.00',
      '已撤销的结算号JS0000000099',
      '撤销时间2026-11-2210:29:59',
      '经办陈国栋',
    ])
      expect(lines).toContain(line)
  })

  it('has no minus before nothing', () => {
    const { money } = view
    expect(print('refund', { view: { ...view, money: money && { ...money, fund: 0, parts: [] } } })).toContain('医保基金支付0.00')
  })
})

describe('the account of a file that is not genuine', () => {
  const verdict = { center: 'notGenuine', words: '签名值与原文不符', own: 'altered', signer: '九江路第一人民医院' } as const

  it('tells the office which prescription, whose, what the center and our own check said, and who did it', () => {
    const lines = print('notGenuine', { view: { ...view, state: 'notGenuine', verdict } })
    for (const line of [
      '医保电子处方编号990101202611190900000123456789',
      '开方医疗机构九江路第一人民医院',
      '医师赵文',
      '处方中心验真未通过',
      '处方中心的答复签名值与原文不符',
      '本店对文件签名的核对文件在签名之后被改动过',
      '签名机构九江路第一人民医院',
      '验真时间2026-11-2210:21:40',
      '经办人林晓燕',
      '医保部门测试市医疗保障局',
      '电话000-87654321',
      '定点医药机构惠民大药房',
      '机构代码P99010100001',
    ])
      expect(lines).toContain(line)
  })

  it('says so where the center vouches and our own check does not', () => {
    const lines = print('notGenuine', { view: { ...view, verdict: { ...verdict, center: 'genuine', words: '' } } })
    expect(lines).toContain('处方中心验真通过')
    expect(lines).toContain('本店对文件签名的核对文件在签名之后被改动过')
  })

  it('is on A5', () => {
    expect(composePaper('notGenuine', facts).sort).toBe('a5')
  })
})

describe('a prescription for the signature', () => {
  it('has whose it is, who prescribed what and how it is taken, what the review said, and who signs', () => {
    const lines = print('prescription', { view: { ...view, state: 'approved', longTerm: true, allergies: '青霉素过敏' } })
    for (const line of [
      '处方编号：990101202611190900000123456789',
      '姓名：王秀兰性别年龄：女68岁',
      '证件尾号：002X门诊号：MZ202611210045',
      '开方日期：2026-11-21',
      '诊断：高血压过敏史：青霉素过敏',
      '用法用量：口服，每日一次，每次1片，共28天',
      '捣碎，先煎',
      '医师：赵文',
      '审方药师：陈国栋',
      '审方意见：同意调配',
    ])
      expect(lines.join('\n')).toContain(line)
    for (const signed of ['审核', '调配', '核对', '发药']) expect(lines.join('')).toContain(`${signed}签字：____`)
    expect(lines.join('')).not.toContain(downloaded.owner.idNumber)
  })

  it('says that the review refused it', () => {
    const review = { isApproved: false, opinion: '剂量超过说明书', at: AT }
    const lines = print('prescription', { view: { ...view, state: 'rejected', review } }).join('')
    expect(lines).toContain('本店审方：不通过')
    expect(lines).toContain('剂量超过说明书')
  })

  it('gives the age of a child to the tenth of a year', () => {
    const owner = { ...downloaded.owner, ageTenths: 35 }
    expect(print('prescription', { prescription: { ...downloaded, owner } }).join('')).toContain('女3.5岁')
  })
})

describe('the labels of the bags', () => {
  const papers = linesOf(composePaper('bagLabel', facts)).join('\n').split('惠民大药房').slice(1)

  it('are one a drug, with who takes it and how, how much, of which lot, and the shop', () => {
    expect(papers).toHaveLength(3)
    const [first = '', second = ''] = papers
    for (const part of [
      '姓名王秀兰1/3',
      '苯磺酸氨氯地平片',
      '5mg×28片2盒',
      '批号B2610有效期至2028-05-31',
      '日期2026-11-22',
      '000-12345678',
    ])
      expect(first).toContain(part)
    expect(first.match(/批号/g)).toHaveLength(1)
    expect(second).toContain('0.25g×24粒拆零6粒')
  })

  it('have the directions in double size, and no clause of them is torn in two', () => {
    const large = layOut(composePaper('bagLabel', facts).blocks, 48).flatMap((line) =>
      line.kind === 'parts' && line.scale === 2 ? line.parts.map(({ text }) => text) : [],
    )
    expect(large.slice(0, 2)).toEqual(['口服，每日一次，每次1片', '共28天'])
  })

  it('are cut from each other', () => {
    expect(
      readEscpos(renderEscpos(composePaper('bagLabel', facts), { shape: roll80, opensDrawer: false })).commands.filter(
        (each) => each === '1d564200',
      ),
    ).toHaveLength(3)
  })
})

describe('any paper', () => {
  it.each([roll80, roll58])(
    'can be composed of whatever a prescription holds, and keeps to the $width cells of the roll',
    (shape) => {
      const words = fc.string({ unit: 'binary', maxLength: 80 })
      const line = fc.record({
        ...Object.fromEntries(['number', 'genericName', 'specification', 'directions', 'prescribed'].map((key) => [key, words])),
        manufacturer: fc.option(words),
      })
      const odd = fc.record({
        mode: fc.constantFrom('training' as const, 'real' as const),
        printedBefore: fc.nat(3),
        isOnScreen: fc.boolean(),
        prescription: fc.option(
          fc.record({
            owner: fc.record({
              gender: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
              ageTenths: fc.nat(1500),
              visitNumber: words,
            }),
            visitNumber: words,
            lines: fc.array(fc.record({ footnote: fc.option(words) }), { maxLength: 3 }),
          }),
        ),
        view: fc.record({
          patient: fc.record({ name: words, lastFour: fc.string({ maxLength: 4 }) }),
          lines: fc.array(line, { maxLength: 6 }),
          hospital: words,
          department: words,
          diagnosis: words,
          doctor: fc.option(words),
          allergies: fc.option(words),
          settlementId: fc.option(words),
          document: words,
        }),
      })
      fc.assert(
        fc.property(odd, fc.constantFrom(...PaperKind.options), (changes, kind) => {
          const given: CaseFacts = {
            ...facts,
            ...changes,
            prescription: changes.prescription && {
              ...downloaded,
              ...changes.prescription,
              owner: { ...downloaded.owner, ...changes.prescription.owner },
              lines: changes.prescription.lines.map((each) => ({ ...downloaded.lines[0], ...each }) as PrescriptionLine),
            },
            view: {
              ...view,
              ...changes.view,
              lines: changes.view.lines.map((each) => ({ ...view.lines[1], ...each }) as CaseLine),
            },
          }
          const { text } = readEscpos(renderEscpos(composePaper(kind, given), { shape, opensDrawer: false }))
          expect(Math.max(...text.split('\n').map(cellsOf))).toBeLessThanOrEqual(shape.width)
        }),
        { numRuns: 200 },
      )
    },
  )

  it.each(['goodsList', 'receipt', 'refund', 'notGenuine'] as const)(
    'of the kind %s never has the whole name of the patient',
    (kind) => {
      expect(print(kind, { view: { ...view, patient: { name: '欧阳秀兰', lastFour: '002X' } } }).join('')).not.toContain(
        '欧阳秀兰',
      )
      expect(print(kind).join('')).toContain('王*兰')
    },
  )

  it.each(PaperKind.options)('of the kind %s says 培训 at its top and its bottom in training, and nowhere else', (kind) => {
    const lines = print(kind, { mode: 'training' }).filter((line) => line !== '')
    expect(lines.slice(0, 2)).toEqual(['培训', '不作结算凭证'])
    expect(lines.slice(-2)).toEqual(['培训', '不作结算凭证'])
    expect(print(kind).join('')).not.toMatch(/培训|不作结算凭证/)
  })

  it.each(PaperKind.options)('of the kind %s says from its second printing on the how manyth it is', (kind) => {
    expect(print(kind).join('')).not.toContain('重打')
    expect(print(kind, { printedBefore: 1 })).toContain('重打（第2次）')
    expect(print(kind, { printedBefore: 4 })).toContain('重打（第5次）')
  })

  it('stays readable on a roll of 58 mm: no number, name of a drug or clause is torn in two', () => {
    const lines = PaperKind.options.flatMap((kind) =>
      readEscpos(renderEscpos(composePaper(kind, facts), { shape: roll58, opensDrawer: false }))
        .text.split('\n')
        .map((line) => line.trim()),
    )
    for (const whole of [
      ...[view.hiRxno, ...CODES.slice(0, 2), '苯磺酸氨氯地平片', '阿莫西林胶囊', '口服，每日一次', '每次1片，共28天'],
      ...[
        'B2610  有效期至 2028-05-31',
        '现金应付   10.00',
        '2 盒       56.80',
        '其中 公务员医疗补助      10.00',
        '审核签字：________________',
      ],
    ])
      expect(lines).toContain(whole)
    const numbers = (paper: readonly string[]) =>
      paper
        .join('\n')
        .match(/\d[\d.:-]{4,}\d/g)
        ?.sort()
    const wide = PaperKind.options
      .flatMap((kind) => layOut(composePaper(kind, facts).blocks, 200))
      .flatMap((line) => (line.kind === 'parts' ? line.parts.map(({ text }) => text) : []))
    expect(numbers(lines)).toEqual(numbers(wide))
  })

  it('ends with a cut', () => {
    for (const kind of PaperKind.options) expect(layOut(composePaper(kind, facts).blocks, 48).at(-1)).toEqual({ kind: 'cut' })
  })

  it('is framed in training when it is a test page too', () => {
    expect(linesOf(testPage).slice(0, 3)).toEqual(['培训', '不作结算凭证', '惠民大药房'])
  })
})

describe('a masked name', () => {
  it.each([
    ['王秀兰', '王*兰'],
    ['李强', '李*'],
    ['欧阳秀兰', '欧**兰'],
    ['𠮷田兰', '𠮷*兰'],
    ['买买提·艾力', '买****力'],
    ['王', '王'],
    ['', ''],
  ])('of %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

const saleFacts: SalePaperFacts = {
  mode: 'real',
  shop: facts.shop,
  view: {
    id: '01SALE',
    document: 'LS20261122-0008',
    state: 'paid',
    lines: [
      {
        line: 1,
        name: '对乙酰氨基酚片',
        specification: '0.5g×12片',
        manufacturer: '清溪药业股份有限公司',
        lot: '260109A',
        expiresOn: '2028-12-31',
        code: CODES[0],
        quantity: '1 盒',
        pieces: null,
        price: '6.50',
        amount: 650,
        earlier: null,
        state: 'taken',
      },
      {
        line: 2,
        name: '酸枣仁',
        specification: '统',
        manufacturer: '青石桥饮片厂',
        lot: '260108A',
        expiresOn: null,
        code: null,
        quantity: '12.5 克',
        pieces: null,
        price: '0.98',
        amount: 1_225,
        earlier: null,
        state: 'taken',
      },
    ],
    total: 1_875,
    due: 1_875,
    refund: 0,
    account: null,
    unanswered: null,
    comingBack: 0,
    returned: 0,
    payment: { given: 2_000, change: 125 },
    paidAt: AT - 1_000,
    cashier: '林晓燕',
    needsBuyer: true,
    buyer: { name: '王秀兰', lastFour: '002X' },
    papers: ['receipt'],
  },
  refund: null,
  printedBefore: 0,
  isOnScreen: false,
  at: AT,
}

const printSale = (kind: 'receipt' | 'refund', changes: Partial<SalePaperFacts> = {}) =>
  linesOf(composeSalePaper(kind, { ...saleFacts, ...changes }))

describe('the receipt of an ordinary sale', () => {
  it('says what was sold of which lot under which trace code, what was paid, when, and to whom', () => {
    const lines = printSale('receipt')
    for (const line of [
      '惠民大药房',
      '销售小票',
      '单据号LS20261122-0008',
      '购买人王*兰（尾号002X）',
      '对乙酰氨基酚片1盒6.50',
      '0.5g×12片清溪药业股份有限公司单价6.50',
      '批号260109A有效期至2028-12-31',
      `追溯码${CODES[0]}`,
      '酸枣仁12.5克12.25',
      '批号260108A',
      '合计18.75',
      '实收现金20.00',
      '找零1.25',
      '销售时间2026-11-2210:29:59',
      '收款林晓燕',
    ])
      expect(lines).toContain(line)
    expect(lines.join('')).not.toMatch(/重打|屏幕副本|已退|部分退货|王秀兰/)
  })

  it('says how often it was printed, that it is a copy on a screen, that it is of training, and what came back', () => {
    expect(printSale('receipt', { printedBefore: 2 })).toContain('重打（第3次）')
    expect(printSale('receipt', { isOnScreen: true })).toContain('屏幕副本')
    const training = printSale('receipt', { mode: 'training' })
    expect([training[0], training.includes('不作结算凭证')]).toEqual(['培训', true])
    const { view } = saleFacts
    expect(printSale('receipt', { view: { ...view, returned: 650 } })).toContain('本单已部分退货')
    expect(printSale('receipt', { view: { ...view, state: 'returned', returned: 1_875 } })).toContain('本单已退')
  })
})

it('a sale that a personal account paid a part of says whose, how much, and by which settlement; its slip gives back the cash alone', () => {
  const account = {
    name: '王秀兰',
    lastFour: '002X',
    fund: 0,
    account: 1_500,
    familyAccount: 100,
    balance: 3_210,
    settlementId: 'JS7',
    wantsPassword: false,
  }
  const view = { ...saleFacts.view, account, due: 275, refund: 275, payment: { given: 300, change: 25 } }
  const lines = printSale('receipt', { view })
  const parts = [
    '参保人王*兰（尾号002X）',
    '合计18.75',
    '个人账户支付15.00',
    '家庭共济账户支付1.00',
    '现金应付2.75',
    '实收现金3.00',
    '个人账户余额32.10',
    '结算号JS7',
  ]
  for (const part of parts) expect(lines).toContain(part)
  expect(lines.join('')).not.toContain('医保基金支付')
  const slip = printSale('refund', { view, refund: { at: AT, by: '陈国栋', lines: view.lines } })
  for (const part of ['个人账户支付-15.00', '退还现金2.75', '已撤销的结算号JS7']) expect(slip).toContain(part)
})

it('the slip for goods that came back has these alone, in red figures, with what was given back and by whom', () => {
  const back = saleFacts.view.lines.slice(0, 1)
  const lines = printSale('refund', { refund: { at: AT - 500, by: '陈国栋', lines: back } })
  for (const line of [
    '退货小票（红字）',
    '单据号LS20261122-0008',
    '对乙酰氨基酚片1盒-6.50',
    `退回追溯码${CODES[0]}`,
    '退还现金6.50',
    '退货时间2026-11-2210:29:59',
    '经办陈国栋',
  ])
    expect(lines).toContain(line)
  expect(lines.join('')).not.toContain('酸枣仁')
})

it('the receipt of goods that somebody else collected names that person, masked as the patient is', () => {
  const purchaser = {
    name: '孙小代',
    lastFour: '5678',
    relation: 'child',
    reason: '行动不便',
    isByHand: false,
    photo: null,
  } as const
  const lines = print('receipt', { view: { ...view, purchaser } })
  expect(lines).toContain('代购人孙*代（尾号5678）')
  expect(print('receipt').join('')).not.toContain('代购人孙')
})
