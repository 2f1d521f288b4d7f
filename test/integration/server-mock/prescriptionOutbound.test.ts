import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provinces } from '../../../server-mock/provinces/index.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dateTime, dig } from './pharmacy.ts'
import {
  AMLODIPINE,
  createDesk,
  type Desk,
  firstLines,
  type OpenCenter,
  openCenter,
  PACKS,
  soldLine,
  VALSARTAN,
} from './prescriptionDesk.ts'
import { fates, letTokenDie, openStages, refusedWhen, type Stages } from './prescriptionStages.ts'

type Json = Record<string, unknown>

const OMEPRAZOLE = 'XA02BCA005A001010100005'
const [FIRST, SECOND, OF_VALSARTAN] = PACKS

let stages: Stages
const at = (): Stages => stages
beforeAll(async () => {
  stages = await openStages()
})
afterAll(() => stages.open.close())

const upload = (change: Json = {}, lines: readonly Json[] = firstLines()) =>
  at().desk.outbound(at().hiRxno, at().token, change, lines)
const outbound =
  (...parts: Parameters<typeof upload>) =>
  () =>
  () =>
    upload(...parts)
const outboundAfter =
  (change: (stages: Stages) => unknown, ...parts: Parameters<typeof upload>) =>
  async () => {
    await change(at())
    return () => upload(...parts)
  }
/** Half a pack of ten yuan. */
const HALF = { selRetnCnt: '0.5', trdnFlag: '1', sumamt: '5.00' }
/** The lines of the first prescription, with that of the first drug replaced. */
const amlodipine = (codes: readonly string[], change: Json = {}): readonly Json[] => [
  soldLine(AMLODIPINE, codes, change),
  soldLine(VALSARTAN, [OF_VALSARTAN]),
]

describe('7207 refuses', () => {
  refusedWhen(at, 'reviewed', [
    ['a token that never was', 700111, ['data.downloadIdeCode'], outbound({ downloadIdeCode: 'X' })],
    [
      'a token of another prescription',
      700111,
      ['data.downloadIdeCode', '不属于'],
      () => () => upload({ downloadIdeCode: at().secondToken }),
    ],
    [
      'a token of another pharmacy',
      700112,
      ['data.downloadIdeCode', '本机构'],
      async () => {
        const downloadIdeCode = (await at().other.scan()).get(at().hiRxno)
        return () => upload({ downloadIdeCode })
      },
    ],
    ['a withdrawn prescription', 700123, ['data.hiRxno', '撤销'], outboundAfter(fates.withdrawn)],
    ['a used prescription', 700121, ['data.hiRxno', '已使用'], outboundAfter(fates.used)],
    ['a prescription past its validity', 700122, ['data.hiRxno', '有效截止时间'], outboundAfter(fates.expired)],
    [
      'a prescription that another pharmacy holds now',
      700112,
      ['data.hiRxno', '其他机构', 'N 8.4.4'],
      outboundAfter(({ other }) => other.scan()),
    ],
    ['a settlement that cannot be yet', -2, ['data.setlId', '不得填写'], outbound({ setlId: 'S1' })],
    ['a settlement time that cannot be yet', -2, ['data.setlTime', '不得填写'], outbound({ setlTime: '2026-01-01 00:00:00' })],
    ['no dispenser', -2, ['data.dspeerName', '必填'], outbound({ dspeerName: '' })],
    ['no pharmacist', -2, ['data.pharPracCertNo', '必填'], outbound({ pharPracCertNo: '' })],
    ['no lines', 700142, ['selinfo', '明细'], outbound({}, [])],
    [
      'a drug that was not prescribed',
      700142,
      ['selinfo[1].medListCodg', '没有'],
      outbound({}, [soldLine(AMLODIPINE, [FIRST, SECOND]), soldLine(OMEPRAZOLE, ['81001050000000000001'])]),
    ],
    [
      'more of a drug than was prescribed, over all its lines',
      700142,
      ['selinfo[1].selRetnCnt', '处方数量'],
      outbound({}, [soldLine(AMLODIPINE, [FIRST, SECOND]), soldLine(AMLODIPINE, ['81001010000000000003'])]),
    ],
    ['nothing of a drug', 700142, ['selinfo[0].selRetnCnt', '零'], outbound({}, amlodipine([], { selRetnCnt: '0' }))],
    [
      'more than a number holds',
      700142,
      ['selinfo[0].selRetnCnt'],
      outbound({}, amlodipine([FIRST, SECOND], { selRetnCnt: '999999999999.0000' })),
    ],
    [
      'another unit than the prescribed one',
      700142,
      ['selinfo[0].drugCntUnit', '单位'],
      outbound({}, amlodipine([FIRST, SECOND], { drugCntUnit: '片' })),
    ],
    ['amounts that are not those of the lines', -2, ['data.fundPaySumamt', '之和'], outbound({ fundPaySumamt: '19.99' })],
    ["a person's part that is not account and cash", -2, ['data.psnPartAmt', '之和'], outbound({ acctPay: '6.01' })],
    ['a negative amount', -2, ['data.psnCashPay', '负数'], outbound({ acctPay: '11.00', psnCashPay: '-1.00' })],
    [
      'a commodity code',
      700151,
      ['selinfo[0].drugtracinfo[1].drugTracCodg', '69'],
      outbound({}, amlodipine([FIRST, '6901234567892'])),
    ],
    [
      'a code of another length',
      700151,
      ['selinfo[0].drugtracinfo[1].drugTracCodg', '20 位'],
      outbound({}, amlodipine([FIRST, '8100101'])),
    ],
    [
      'a code of another drug',
      700151,
      ['selinfo[0].drugtracinfo[0].drugTracCodg', '不是本行药品'],
      outbound({}, amlodipine([OF_VALSARTAN, SECOND])),
    ],
    ['a code twice', 700151, ['selinfo[0].drugtracinfo', '重复'], outbound({}, amlodipine([FIRST, FIRST]))],
    [
      'a pack without a code',
      700151,
      ['selinfo[0].drugtracinfo', '包装数'],
      outbound({}, amlodipine([FIRST], { selRetnCnt: '2', sumamt: '20.00' })),
    ],
    [
      'an opened pack without a code',
      700151,
      ['selinfo[0].drugtracinfo', '缺少'],
      outbound({ fundPaySumamt: '5.00' }, amlodipine([], HALF)),
    ],
    [
      'more than one opened pack under one code',
      700151,
      ['selinfo[0].drugtracinfo', '包装数'],
      outbound({}, amlodipine([FIRST], { trdnFlag: '1', selRetnCnt: '2', sumamt: '20.00' })),
    ],
    [
      'more of an opened pack than other sales have left of it',
      700152,
      ['selinfo[0].drugtracinfo[0].drugTracCodg', '一个包装'],
      outboundAfter(
        ({ open }) =>
          open.meddle(
            `INSERT INTO trace_claim VALUES ('${FIRST}', '3505', 'document/1', 'P99010100002', '${AMLODIPINE}', 1, 1, 5001)`,
          ),
        { fundPaySumamt: '5.00' },
        amlodipine([FIRST], HALF),
      ),
    ],
    [
      'a line whose total is not price × quantity',
      -2,
      ['selinfo[1].sumamt', '单价'],
      outbound({ fundPaySumamt: '20.01' }, [
        soldLine(AMLODIPINE, [FIRST, SECOND]),
        soldLine(VALSARTAN, [OF_VALSARTAN], { sumamt: '10.01' }),
      ]),
    ],
    [
      'goods that have run out',
      -2,
      ['selinfo[0].expyEnd', '过期'],
      outbound({}, amlodipine([FIRST, SECOND], { expyEnd: '2026-01-01' })),
    ],
    [
      'goods that leave in the future',
      -2,
      ['data.selRetnTime', '当前时间'],
      () => () => upload({ selRetnTime: dateTime(at().open.center.clock.now() + 3_600_000) }),
    ],
    [
      'a pharmacist whom nobody registered',
      700132,
      ['data.pharPracCertNo', '本机构'],
      outbound({ pharPracCertNo: '990000000001' }),
    ],
    [
      'a pharmacist of another pharmacy',
      700132,
      ['data.pharPracCertNo', '本机构'],
      () => () =>
        upload({
          pharPracCertNo: at().open.center.pharmacists.find(({ institution }) => institution !== at().desk.code)?.practiceNumber,
        }),
    ],
    [
      'an approval that another pharmacy’s authorization made void, though it ran out',
      700141,
      ['data.hiRxno', 'N 8.7.3'],
      outboundAfter(async (stages) => {
        await stages.other.scan()
        letTokenDie(stages)
      }),
    ],
    [
      'a pack that was sold before',
      700152,
      ['selinfo[0].drugtracinfo[0].drugTracCodg', '一码'],
      outboundAfter(({ open }) =>
        open.meddle(
          `INSERT INTO trace_claim VALUES ('${FIRST}', '3505', 'document/1', 'P99010100002', '${AMLODIPINE}', 0, 1, 10000)`,
        ),
      ),
    ],
  ])
  refusedWhen(at, 'verified', [
    ['a prescription without a review', 700141, ['data.hiRxno', 'N 8.7.3'], outbound()],
    [
      'a rejected prescription',
      700141,
      ['data.hiRxno'],
      outboundAfter(({ desk, hiRxno, token, serial }) =>
        desk.review(hiRxno, token, serial, { rxChkStasCodg: '2', rxChkOpnn: '剂量过大' }),
      ),
    ],
  ])
  refusedWhen(at, 'out', [['another upload while one stands', 700143, ['data.hiRxno', '7208'], outbound({ memo: '再来一次' })]])
})

describe('7208 refuses', () => {
  refusedWhen(at, 'reviewed', [
    ['when there is nothing to take back', 700144, ['hiRxno'], () => () => at().desk.undo(at().hiRxno)],
  ])
  refusedWhen(at, 'out', [
    ['what another pharmacy uploaded', 700144, ['hiRxno', '本机构'], () => () => at().other.undo(at().hiRxno)],
    [
      'another institution',
      700006,
      ['fixmedinsCode'],
      () => () => at().desk.undo(at().hiRxno, { fixmedinsCode: 'P99010100009' }),
    ],
    [
      'a prescription whose settlement stands',
      700145,
      ['hiRxno', '2103'],
      () => {
        fates.used(at())
        return () => at().desk.undo(at().hiRxno)
      },
    ],
  ])
})

describe('the outbound upload and its undoing', () => {
  const claims = () => at().open.rows('SELECT code, source, sale FROM trace_claim ORDER BY code')

  it('book the packs, and free them again', async () => {
    const { open, desk, hiRxno } = at()
    await open.admin.restore('reviewed')
    const uploaded = await upload()
    expect(uploaded).toMatchObject({ code: 0, data: { hiRxno, rxStasCodg: '1', rxUsedStasCodg: '1' } })
    expect(validateNode(interfaceTables['7207'].output, uploaded.data)).toEqual([])
    expect(claims()).toEqual(PACKS.map((code) => ({ code, source: '7207', sale: hiRxno })))
    const undone = await desk.undo(hiRxno)
    expect(undone).toMatchObject({ code: 0, data: { hiRxno } })
    expect(validateNode(interfaceTables['7208'].output, undone.data)).toEqual([])
    expect(claims()).toEqual([])
    expect(await upload()).toMatchObject({ code: 0 })
  })

  it('answer the same upload again with the same words, and book nothing twice', async () => {
    const { open } = at()
    await open.admin.restore('reviewed')
    // a fixed time: the message must be the same to the byte
    const again = { selRetnTime: '2026-01-01 08:00:00' }
    const first = await upload(again)
    const before = claims()
    expect((await upload(again)).data).toEqual(first.data)
    expect(claims()).toEqual(before)
    expect(open.rows('SELECT * FROM outbound')).toHaveLength(1)
  })

  it('still work when the token has run out since the review', async () => {
    await at().open.admin.restore('reviewed')
    letTokenDie(at())
    expect(await upload()).toMatchObject({ code: 0 })
    expect(await at().desk.undo(at().hiRxno)).toMatchObject({ code: 0 })
  })

  it('take an opened pack, and decoction pieces without a code', async () => {
    const { open, desk, second } = at()
    await open.admin.restore('reviewed')
    const paid = { fundPaySumamt: '5.00' }
    expect(await upload(paid, amlodipine([FIRST], HALF))).toMatchObject({ code: 0 })
    const token = (await desk.scan()).get(second) ?? ''
    const verified = await desk.verify(await desk.download(second, token), token)
    await desk.review(second, token, String(dig(verified, 'data', 'rxSignVerifySn')))
    const pieces = soldLine('T000800123', [], { selRetnCnt: '90', drugCntUnit: '克', finlTrnsPric: '0.333333', sumamt: '30.00' })
    expect(await desk.outbound(second, token, {}, [pieces])).toMatchObject({ code: 0 })
  })

  it('let the packs of a withdrawn prescription come back', async () => {
    const { open, desk, hiRxno } = at()
    await open.admin.restore('out')
    await open.admin.withdraw({ hiRxno, reason: '医师撤回' })
    expect(await upload()).toMatchObject({ code: 700123 })
    expect(await desk.undo(hiRxno)).toMatchObject({ code: 0, data: { rxStasCodg: '3', rxStasName: '已撤销' } })
    expect(claims()).toEqual([])
  })

  it('let a pack change hands where the center overwrites', async () => {
    const { open, hiRxno } = at()
    await open.admin.restore('reviewed')
    open.center.change({ repeatedTraceCode: 'overwrite' })
    open.meddle(`INSERT INTO trace_claim VALUES ('${FIRST}', '3505', 'document/1', 'P99010100002', '${AMLODIPINE}', 0, 1, 10000)`)
    expect(await upload()).toMatchObject({ code: 0 })
    expect(claims()).toEqual(PACKS.map((code) => ({ code, source: '7207', sale: hiRxno })))
  })
})

describe('where the outbound upload comes after the settlement', () => {
  let open: OpenCenter
  let desk: Desk
  let hiRxno = ''
  let token = ''
  const settled = { setlId: 'S1', setlTime: '2026-01-01 00:00:00' }
  beforeAll(async () => {
    const none = { value: [], since: '', source: '' } as const
    const late = { value: ['7207'], since: '', source: '' } as const
    open = await openCenter({ province: { ...provinces.national, name: 'after', outboundBefore: none, outboundAfter: late } })
    desk = createDesk(open, 'P99010100001', '陈国栋')
    ;[[hiRxno, token] = ['', '']] = [...(await desk.scan())]
    const verified = await desk.verify(await desk.download(hiRxno, token), token)
    await desk.review(hiRxno, token, String(dig(verified, 'data', 'rxSignVerifySn')))
  })
  afterAll(() => open.close())

  it('it needs the settlement that used the prescription, and can be taken back once that is revoked', async () => {
    const refused = async (answer: Promise<Json>, code: number, words: RegExp) => {
      const before = open.state()
      expect(await answer).toMatchObject({ code, message: expect.stringMatching(words) })
      expect(open.state()).toBe(before)
    }
    await refused(desk.outbound(hiRxno, token), -2, /setlId.*必填/)
    await refused(desk.outbound(hiRxno, token, settled), -2, /setlId.*使用该处方的结算/)
    open.meddle("UPDATE prescription SET used_by = 'S1'")
    await refused(desk.outbound(hiRxno, token, { ...settled, setlId: 'S2' }), -2, /setlId.*使用该处方的结算/)
    expect(await desk.outbound(hiRxno, token, settled)).toMatchObject({ code: 0, data: { rxUsedStasCodg: '2' } })
    await refused(desk.undo(hiRxno, { setlId: 'S1' }), 700145, /hiRxno/)
    open.meddle('UPDATE prescription SET used_by = NULL')
    await refused(desk.undo(hiRxno, { setlId: 'S2' }), 700146, /setlId.*7207/)
    expect(await desk.undo(hiRxno, { setlId: 'S1' })).toMatchObject({ code: 0, data: { rxUsedStasCodg: '1' } })
  })
})
