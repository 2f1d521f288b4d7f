import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStages, type Stages } from './prescriptionStages.ts'

let stages: Stages
beforeAll(async () => {
  stages = await openStages()
})
afterAll(() => stages.open.close())

const told = (): readonly unknown[] =>
  stages.open
    .rows('SELECT name, hi_rxno, kind, content, states, at FROM notice JOIN person ON identity_number = person ORDER BY id')
    .map((row) => ({ ...row, states: JSON.parse(String(row.states)) }))

describe('the owner of a prescription is told', () => {
  it('that the pharmacist approved it', async () => {
    const { open, desk, hiRxno, token, serial } = stages
    await open.admin.restore('verified')
    expect(told()).toEqual([])
    await desk.review(hiRxno, token, serial)
    expect(told()).toMatchObject([
      { name: '王秀兰', hi_rxno: hiRxno, kind: 'reviewed', content: expect.stringContaining('明心大药房药师审核通过') },
    ])
  })

  it('that the pharmacist rejected it, and why; the same decision again is no news', async () => {
    const { open, desk, hiRxno, token, serial } = stages
    await open.admin.restore('verified')
    const rejection = { rxChkStasCodg: '2', rxChkOpnn: '剂量过大', rxChkTime: '2026-01-01 00:00:00' }
    expect(await desk.review(hiRxno, token, serial, rejection)).toMatchObject({ code: -2 })
    expect(told()).toEqual([])
    const { rxChkTime: _past, ...now } = rejection
    const sent = await desk.reviewOf(hiRxno, token, serial, now)
    for (const _time of [1, 2]) expect(await desk.pharmacy.prescription('7206', { rxChkUpInfo: sent })).toMatchObject({ code: 0 })
    expect(told()).toMatchObject([{ kind: 'reviewed', content: expect.stringMatching(/审核未通过.*剂量过大/) }])
  })

  it('that the hospital withdrew it, why, and how it stands now; once', async () => {
    const { open, hiRxno } = stages
    await open.admin.restore('downloaded')
    for (const reason of ['剂量有误', '另有原因']) await open.admin.withdraw({ hiRxno, reason })
    expect(told()).toMatchObject([
      { kind: 'withdrawn', content: expect.stringContaining('剂量有误'), states: { rxStasCodg: '3', rxUsedStasCodg: '1' } },
    ])
  })
})
