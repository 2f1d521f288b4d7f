import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateTime, dig } from './pharmacy.ts'
import { letTokenDie, openStages, refusedWhen, type Stages, tokenRefusals } from './prescriptionStages.ts'

type Json = Record<string, unknown>

const MINUTE_MS = 60_000

let stages: Stages
const at = (): Stages => stages
beforeAll(async () => {
  stages = await openStages()
})
afterAll(() => stages.open.close())

/** Makes the review of the first prescription with parts replaced, to be sent later. */
async function reviewWith(change: Json) {
  const { desk, hiRxno, token, serial } = at()
  const info = await desk.reviewOf(hiRxno, token, serial, change)
  return () => desk.pharmacy.prescription('7206', { rxChkUpInfo: info })
}
const review = (change: Json) => () => reviewWith(change)
const rejection = { rxChkStasCodg: '2', rxChkOpnn: '剂量过大' }

/** A new scan after the first token ran out, and a new download under it: a new work. */
async function beginAnew() {
  const { desk, hiRxno } = at()
  letTokenDie(at())
  const token = (await desk.scan()).get(hiRxno) ?? ''
  return { token, downloaded: await desk.download(hiRxno, token) }
}

describe('7206 refuses', () => {
  refusedWhen(at, 'verified', [
    ...tokenRefusals(at, 'rxChkUpInfo.epcToken', (hiRxno, epcToken) => reviewWith({ hiRxno, epcToken })),
    ['another institution', 700006, ['rxChkUpInfo.fixmedinsCode'], review({ fixmedinsCode: 'P99010100009' })],
    ['another name of the institution', 700006, ['rxChkUpInfo.fixmedinsName'], review({ fixmedinsName: '大药房' })],
    ['a serial that never was', 700131, ['rxChkUpInfo.rxSignVerifySn', '7205'], review({ rxSignVerifySn: 'YQ1' })],
    [
      'the serial of another prescription',
      700131,
      ['rxChkUpInfo.rxSignVerifySn'],
      async () => {
        const { desk, second } = at()
        const epcToken = (await desk.scan()).get(second) ?? ''
        await desk.download(second, epcToken)
        return reviewWith({ hiRxno: second, epcToken })
      },
    ],
    [
      'the serial of a download before the last',
      700131,
      ['rxChkUpInfo.rxSignVerifySn', '本次下载'],
      async () => reviewWith({ epcToken: (await beginAnew()).token }),
    ],
    [
      'the serial of another pharmacy',
      700131,
      ['rxChkUpInfo.rxSignVerifySn', '本机构'],
      async () => {
        const { desk, other, hiRxno } = at()
        const token = (await other.scan()).get(hiRxno) ?? ''
        const verified = await other.verify(await other.download(hiRxno, token), token)
        const rxSignVerifySn = dig(verified, 'data', 'rxSignVerifySn')
        return reviewWith({ epcToken: (await desk.scan()).get(hiRxno), rxSignVerifySn })
      },
    ],
    ['a pharmacist who is not registered', 700132, ['rxChkUpInfo.pharCode', '未登记'], review({ pharCode: 'HY990101000000' })],
    [
      'a pharmacist of another pharmacy',
      700132,
      ['rxChkUpInfo.pharCode', '本机构执业', 'N 8.6.4'],
      async () => reviewWith({ pharCode: dig(await at().other.reviewOf('1', '1', '1'), 'pharCode') }),
    ],
    ['another document', 700132, ['rxChkUpInfo.pharCertno'], review({ pharCertno: '990101190001010015' })],
    ['another kind of document', 700132, ['rxChkUpInfo.pharCertType'], review({ pharCertType: '08' })],
    ['another name', 700132, ['rxChkUpInfo.pharName'], review({ pharName: '沈玉梅' })],
    [
      'the token of somebody else',
      700133,
      ['rxChkUpInfo.ecToken', 'N 8.6.4'],
      async () => reviewWith({ ecToken: await at().desk.pharmacy.tokenOf('李建国') }),
    ],
    [
      'the token of another pharmacist',
      700133,
      ['rxChkUpInfo.ecToken'],
      async () => reviewWith({ ecToken: await at().desk.pharmacistToken('沈玉梅') }),
    ],
    [
      'the token that the pharmacist gave to another pharmacy',
      700133,
      ['rxChkUpInfo.ecToken', '本机构'],
      async () => reviewWith({ ecToken: await at().other.pharmacistToken('陈国栋') }),
    ],
    [
      'a token of the pharmacist that ran out',
      700133,
      ['rxChkUpInfo.ecToken'],
      async () => {
        const ask = await reviewWith({})
        at().open.center.clock.advance(15 * MINUTE_MS)
        return ask
      },
    ],
    ['no token of the pharmacist', -2, ['rxChkUpInfo.ecToken', '必填'], review({ ecToken: '' })],
    [
      'a review of the future',
      -2,
      ['rxChkUpInfo.rxChkTime', '当前时间'],
      async () => reviewWith({ rxChkTime: dateTime(at().open.center.clock.now() + MINUTE_MS) }),
    ],
    [
      'a review before the download',
      -2,
      ['rxChkUpInfo.rxChkTime', '下载时间'],
      async () => reviewWith({ rxChkTime: dateTime(at().open.center.clock.now() - MINUTE_MS) }),
    ],
    ['a decision beyond the code table', -2, ['rxChkUpInfo.rxChkStasCodg', '代码表'], review({ rxChkStasCodg: '0' })],
  ])
  refusedWhen(at, 'reviewed', [
    ['another decision', 700134, ['rxChkUpInfo.rxChkStasCodg', '一次'], review(rejection)],
    ['the same decision with another opinion', 700134, ['rxChkUpInfo.rxChkStasCodg'], review({ rxChkOpnn: '另议' })],
    [
      'another decision in a work that a new scan carries on',
      700134,
      ['rxChkUpInfo.rxChkStasCodg'],
      async () => reviewWith({ ...rejection, epcToken: (await at().desk.scan()).get(at().hiRxno) }),
    ],
  ])
  refusedWhen(at, 'out', [
    [
      'a new decision while the goods are out',
      700134,
      ['rxChkUpInfo.rxChkStasCodg'],
      async () => {
        const { token, downloaded } = await beginAnew()
        const rxSignVerifySn = dig(await at().desk.verify(downloaded, token), 'data', 'rxSignVerifySn')
        return reviewWith({ ...rejection, epcToken: token, rxSignVerifySn })
      },
    ],
  ])
})

describe('7206', () => {
  const serialOf = (answer: unknown) => dig(answer, 'data', 'rxChkBizSn')

  it('answers the same decision with the same serial, even when the tokens have run out since', async () => {
    const { open, desk, hiRxno, token, serial } = at()
    await open.admin.restore('verified')
    const info = await desk.reviewOf(hiRxno, token, serial)
    const first = await desk.pharmacy.prescription('7206', { rxChkUpInfo: info })
    letTokenDie(at())
    const again = await desk.pharmacy.prescription('7206', { rxChkUpInfo: info })
    expect(serialOf(first)).toMatch(/.+/)
    expect(serialOf(again)).toBe(serialOf(first))
    expect(open.rows('SELECT * FROM review')).toHaveLength(1)
  })

  it('closes the authorization with a rejection, tells it again, and lets a new scan and download lead to another decision', async () => {
    const { open, desk, hiRxno, token, serial } = at()
    await open.admin.restore('verified')
    const info = await desk.reviewOf(hiRxno, token, serial, rejection)
    const first = await desk.pharmacy.prescription('7206', { rxChkUpInfo: info })
    expect(serialOf(await desk.pharmacy.prescription('7206', { rxChkUpInfo: info }))).toBe(serialOf(first))
    expect(await desk.download(hiRxno, token)).toMatchObject({ code: 700111 })

    const fresh = (await desk.scan()).get(hiRxno) ?? ''
    expect(await desk.review(hiRxno, fresh, serial)).toMatchObject({ code: 700134 })
    const verified = await desk.verify(await desk.download(hiRxno, fresh), fresh)
    expect(await desk.review(hiRxno, fresh, String(dig(verified, 'data', 'rxSignVerifySn')))).toMatchObject({ code: 0 })
    expect(await desk.outbound(hiRxno, fresh)).toMatchObject({ code: 0 })
  })

  it('decides anew after a new download, when the earlier authorization has run out', async () => {
    const { open, desk, hiRxno } = at()
    await open.admin.restore('reviewed')
    const { token, downloaded } = await beginAnew()
    const verified = await desk.verify(downloaded, token)
    const answer = await desk.review(hiRxno, token, String(dig(verified, 'data', 'rxSignVerifySn')), rejection)
    expect(answer).toMatchObject({ code: 0 })
    expect(await desk.outbound(hiRxno, token)).toMatchObject({ code: 700141 })
  })

  it('withdrawn in between, says so even to the same decision', async () => {
    const { open, desk, hiRxno, token, serial } = at()
    await open.admin.restore('verified')
    const info = await desk.reviewOf(hiRxno, token, serial)
    await desk.pharmacy.prescription('7206', { rxChkUpInfo: info })
    await open.admin.withdraw({ hiRxno, reason: '医师撤回' })
    expect(await desk.pharmacy.prescription('7206', { rxChkUpInfo: info })).toMatchObject({ code: 700123 })
  })
})
