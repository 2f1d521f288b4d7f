import { afterEach, describe, expect, it } from 'vitest'
import { type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { type Counter, fsi, isSignedByUs, now, openCounter, patient } from './counter.ts'
import { amounts, domainAmounts, funds, MSGID, request, setldetail, settledOutput, shares } from './settled.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly string[], profile?: Profile): Promise<Counter> {
  const opened = await openCounter(answers, {}, profile)
  endings.push(opened.close)
  return opened
}

describe('the undoing of a settlement', () => {
  const key = { settlementId: 'ST1', visitId: 'M1' }
  const revoked = {
    setlinfo: {
      mdtrt_id: 'M1',
      setl_id: 'ST2',
      setl_time: '2026-11-21 09:02:04',
      ...amounts,
      psn_pay: shares.psn_part_amt,
      cash_payamt: shares.psn_cash_pay,
      medins_setl_id: MSGID,
    },
    setldetail,
  }

  it('2103 names the settlement, and its reversal has a number of its own and the amounts under their own names', async () => {
    const { gateways, center, sent } = await counter([fsi({ output: revoked })])
    expect(await gateways.insurance.revoke({ ...request, msgid: MSGID, ...key })).toEqual({
      kind: 'acknowledged',
      value: { settlementId: 'ST2', visitId: 'M1', revokedAt: now + 1_000, amounts: domainAmounts, funds },
    })
    expect(sent()[0]).toMatchObject({
      infno: '2103',
      insuplc_admdvs: '990101',
      input: { data: { psn_no: patient.personNumber, setl_id: 'ST1', mdtrt_id: 'M1' } },
    })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
  })

  it.each([
    ['{"infcode":1042,"err_msg":"结算信息不存在"}', 'refused', 'SETTLEMENT_UNKNOWN'],
    ['{"infcode":1043}', 'refused', 'SETTLEMENT_REVOKED'],
    ['{"infcode":1011}', 'unknown', 'CENTER_ERROR'],
    ['{"infcode":0,"inf_refmsgid":"1"}', 'unknown', 'CENTER_ANSWER_UNREADABLE'],
  ])('2103 answered with %s is %s: %s', async (answer, kind, code) => {
    const { gateways } = await counter([answer])
    expect(await gateways.insurance.revoke({ ...request, msgid: MSGID, ...key })).toMatchObject({ kind, failure: { code } })
  })

  it.each([
    ['another visit', { mdtrt_id: 'M2' }, 'output.setlinfo.mdtrt_id'],
    ['another message', { medins_setl_id: 'P99010100001202611210902030000' }, 'output.setlinfo.medins_setl_id'],
  ])('2103 is unknown when the answer is about %s', async (_, change, field) => {
    const { gateways } = await counter([fsi({ output: { ...revoked, setlinfo: { ...revoked.setlinfo, ...change } } })])
    expect(await gateways.insurance.revoke({ ...request, msgid: MSGID, ...key })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })

  it('2601 names the lost message by the number that it went out under, and signs what it sends', async () => {
    const renumbered: Profile = {
      ...profiles.national,
      interfaces: {
        ...profiles.national.interfaces,
        '2102A': { value: { number: '2192', path: '/elsewhere' }, since: '2022-06-01', source: 'test' },
      },
    }
    const { gateways, center, sent } = await counter([fsi({})], renumbered)
    const lost = { lostMsgid: 'P99010100001202611210902030001', lostNumber: '2102A' } as const
    expect((await gateways.insurance.reverse({ ...request, msgid: MSGID, ...lost })).kind).toBe('acknowledged')
    expect(sent()[0]).toMatchObject({ infno: '2601', input: { data: { omsgid: lost.lostMsgid, oinfno: '2192' } } })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
  })

  it.each([[{}], [{ output: {} }], [{ output: null }], [{ output: '' }]])(
    '2601 names the lost message and needs no output: %j',
    async (answer) => {
      const { gateways, sent } = await counter([fsi(answer)])
      const lost = { lostMsgid: 'P99010100001202611210902030001', lostNumber: '2102A' } as const
      expect(await gateways.insurance.reverse({ ...request, msgid: MSGID, ...lost })).toEqual({
        kind: 'acknowledged',
        value: null,
      })
      expect(sent()[0]).toMatchObject({
        infno: '2601',
        msgid: MSGID,
        input: { data: { psn_no: patient.personNumber, omsgid: lost.lostMsgid, oinfno: '2102A' } },
      })
    },
  )

  it('2601 may be refused', async () => {
    const { gateways } = await counter(['{"infcode":1044,"err_msg":"原交易不可冲正"}'])
    const lost = { lostMsgid: 'P99010100001202611210902030001', lostNumber: '2103' } as const
    expect(await gateways.insurance.reverse({ ...request, msgid: MSGID, ...lost })).toMatchObject({
      kind: 'refused',
      failure: { code: 'NOT_REVERSIBLE' },
    })
  })

  it.each([
    ['settlement', { setl_id: 'ST9' }, 'output.setlinfo.setl_id'],
    ['visit', { mdtrt_id: 'M9' }, 'output.setlinfo.mdtrt_id'],
    ['person', { psn_no: '2' }, 'output.setlinfo.psn_no'],
  ])('5203 is unknown when the answer is about another %s', async (_, change, field) => {
    const { detlcutinfo: _lines, ...output } = settledOutput(MSGID, change)
    const { gateways } = await counter([fsi({ output })])
    expect(await gateways.insurance.settlement({ ...request, msgid: MSGID, ...key })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })

  it('5203 tells a settlement and which message made it', async () => {
    const { detlcutinfo: _lines, ...output } = settledOutput('P99010100001202611210902030001')
    const { gateways, sent } = await counter([fsi({ output })])
    expect(await gateways.insurance.settlement({ ...request, msgid: MSGID, ...key })).toEqual({
      kind: 'acknowledged',
      value: {
        ...key,
        messageId: 'P99010100001202611210902030001',
        settledAt: now + 1_000,
        amounts: domainAmounts,
        funds,
      },
    })
    expect(sent()[0]).toMatchObject({ infno: '5203', input: { data: { setl_id: 'ST1', mdtrt_id: 'M1' } } })
  })
})
