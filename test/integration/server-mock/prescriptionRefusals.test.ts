import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { openStages, refusedWhen, type Stages, tokenRefusals } from './prescriptionStages.ts'

let stages: Stages
const at = (): Stages => stages
beforeAll(async () => {
  stages = await openStages()
})
afterAll(() => stages.open.close())

describe('7201 refuses', () => {
  refusedWhen(at, 'authorized', [
    [
      'a patient whose every prescription another pharmacy holds, where the center does not let it change hands',
      700113,
      ['mdtrtCertNo', '流转授权', 'N 8.4.4'],
      async () => {
        const { open, desk, other } = at()
        await other.scan()
        open.center.change({ reauthorization: 'refuse' })
        const patient = await desk.pharmacy.tokenOf('王秀兰')
        return () => desk.pharmacy.authorize(patient)
      },
    ],
  ])
})

describe('7204 refuses', () => {
  refusedWhen(at, 'authorized', [
    ...tokenRefusals(at, 'epcToken', (hiRxno, token) => () => at().desk.download(hiRxno, token)),
    [
      'a token that another download of the same scan ended',
      700111,
      ['epcToken', '即时失效', '注 1'],
      async () => {
        const { desk, hiRxno, token, second, secondToken } = at()
        await desk.download(hiRxno, token)
        return () => desk.download(second, secondToken)
      },
    ],
    ['a prescription that is not', 700111, ['epcToken'], () => () => at().desk.download('1', at().token)],
    [
      'a place where the owner is not insured',
      700102,
      ['insuPlcNo', '参保'],
      () => () => at().desk.download(at().hiRxno, at().token, { insuPlcNo: '990201' }),
    ],
    ['a field beyond the table', -2, ['more', '接口表'], () => () => at().desk.download(at().hiRxno, at().token, { more: 'x' })],
  ])
})

describe('7205 refuses', () => {
  refusedWhen(at, 'downloaded', [
    ...tokenRefusals(at, 'epcToken', (hiRxno, token) => () => at().desk.verify(at().downloaded, token, { hiRxno })),
    [
      'another institution than that of the application',
      700006,
      ['fixmedinsCode', 'appId'],
      () => () => at().desk.verify(at().downloaded, at().token, { fixmedinsCode: 'P99010100009' }),
    ],
    [
      'a prescription that the institution did not download',
      -2,
      ['hiRxno', '下载', 'N 8.6.3'],
      async () => {
        const { desk, downloaded, second } = at()
        const token = (await desk.scan()).get(second) ?? ''
        return () => desk.verify(downloaded, token, { hiRxno: second })
      },
    ],
  ])
})

describe('7205 does not pass', () => {
  it('a changed file, signature or certificate: it says why, gives no serial and keeps nothing', async () => {
    const { open, desk, downloaded, token } = at()
    await open.admin.restore('downloaded')
    const bytes = Buffer.from(String(dig(downloaded, 'data', 'rxFile')), 'base64')
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    for (const change of [{ rxFile: bytes.toString('base64') }, { signDigest: 'AAAA' }, { signCertSn: '1' }]) {
      const answer = await desk.verify(downloaded, token, change)
      expect(answer).toMatchObject({ code: 0, data: { verifyFlag: '0', verifyDscr: expect.stringMatching(/.+/) } })
      expect(answer.data).not.toHaveProperty('rxSignVerifySn')
    }
    expect(open.rows('SELECT * FROM verification')).toEqual([])
  })
})
