import { afterEach, describe, expect, it } from 'vitest'
import type { Fen } from '../../../src/shared/domain/money.ts'
import { checkSettlement } from '../../../src/shared/domain/settlement.ts'
import { type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { type Counter, fsi, type Given, isSignedByUs, now, openCounter, operator, patient, signed, voucher } from './counter.ts'
import { domainAmounts, funds, MSGID, presettled, request, settledOutput } from './settled.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly Given[], profile?: Profile): Promise<Counter> {
  const opened = await openCounter(answers, {}, profile)
  endings.push(opened.close)
  return opened
}

describe('the pre-settlement', () => {
  it('sends the lines, their sum and their trace codes, signed, with the area of the person in the envelope', async () => {
    const { gateways, center, sent } = await counter([presettled()])
    const outcome = await gateways.insurance.presettle({ ...request, msgid: MSGID })
    expect(outcome.kind).toBe('acknowledged')
    expect(sent()[0]).toMatchObject({ infno: '2101A', msgid: MSGID, sign_no: 'S1', insuplc_admdvs: '990101' })
    expect(isSignedByUs(center.requests[0]?.text ?? '')).toBe(true)
    expect(sent()[0]?.input).toEqual({
      druginfo: {
        psn_no: patient.personNumber,
        mdtrt_cert_type: '01',
        mdtrt_cert_no: voucher.token,
        begntime: '2026-11-21 09:02:03',
        medfee_sumamt: '24.94',
        insutype: '310',
        acct_used_flag: '1',
        med_type: '41',
      },
      drugdetail: [
        {
          feedetl_sn: '1',
          rxno: 'RX1',
          rx_circ_flag: '1',
          fee_ocur_time: '2026-11-21 09:02:03',
          med_list_codg: 'XC07ABA001A001010100001',
          medins_list_codg: 'A-1',
          det_item_fee_sumamt: '24.69',
          cnt: '2',
          pric: '12.3456',
          sin_dos_dscr: '1片',
          used_frqu_dscr: '每日一次',
        },
        {
          feedetl_sn: '2',
          rx_circ_flag: '0',
          fee_ocur_time: '2026-11-21 09:02:03',
          med_list_codg: 'ZA01',
          medins_list_codg: 'A-2',
          det_item_fee_sumamt: '0.25',
          cnt: '0.5',
          pric: '0.50',
          medc_way_dscr: '口服',
        },
      ],
      drug_trac_info: [
        { feedetl_sn: '1', drug_trac_codg: '81000000000000000001', trdn_flag: '0', min_prcunt_type: '2' },
        { feedetl_sn: '1', drug_trac_codg: '81000000000000000002', trdn_flag: '1', min_prcunt_type: '1' },
      ],
    })
  })

  it('comes back in fen, price and quantity, exact, and fits what was asked', async () => {
    const { gateways } = await counter([presettled({ act_pay_dedc: '5.00', acct_mulaid_pay: '0.00' })])
    const outcome = await gateways.insurance.presettle({ ...request, msgid: MSGID })
    expect(outcome).toEqual({
      kind: 'acknowledged',
      value: {
        visitId: 'M1',
        amounts: { ...domainAmounts, deductible: 500, familyAccount: 0 },
        funds,
        lines: [
          {
            number: '1',
            price: 12_345_600,
            quantity: 20_000,
            amount: 2_469,
            ownPaid: 0,
            overLimit: 0,
            selfPaidFirst: 246,
            inScope: 2_223,
            level: 'B',
            priceLimit: null,
          },
          {
            number: '2',
            price: 500_000,
            quantity: 5_000,
            amount: 25,
            ownPaid: 25,
            overLimit: 0,
            selfPaidFirst: 0,
            inScope: 0,
            level: 'C',
            priceLimit: 450_000,
          },
        ],
      },
    })
    if (outcome.kind === 'acknowledged') expect(checkSettlement(request.lines, outcome.value)).toEqual([])
  })

  it('goes without trace codes where the province has the older set, and names a chronic disease', async () => {
    const older: Profile = {
      ...profiles.national,
      settlementSet: { value: { presettle: '2101', settle: '2102' }, since: '2022-06-01', source: 'test' },
    }
    const { gateways, sent } = await counter([presettled()], older)
    const chronicDisease = { code: 'M03900', name: '高血压' }
    await gateways.insurance.presettle({ ...request, msgid: MSGID, medicalType: '140104', chronicDisease })
    expect(sent()[0]).toMatchObject({ infno: '2101', input: { druginfo: { dise_codg: 'M03900', dise_name: '高血压' } } })
    expect(sent()[0]?.input).not.toHaveProperty('drug_trac_info')
  })

  it.each([
    ['a chronic medical type without its disease', { medicalType: '140104' }, 'input.druginfo.dise_codg'],
    ['a sum that no table holds', { lines: request.lines.map((line) => ({ ...line, amount: 9e15 as Fen })) }, 'medfee_sumamt'],
  ])('%s never leaves', async (_, change, field) => {
    const { gateways, center } = await counter([])
    expect(await gateways.insurance.presettle({ ...request, msgid: MSGID, ...change })).toMatchObject({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: expect.stringContaining(field) },
    })
    expect(center.requests).toEqual([])
  })

  it('is not sent to a province that does not serve it', async () => {
    const { gateways, center } = await counter([], {
      ...profiles.fujian,
      settlementSet: { value: { presettle: '2101', settle: '2102' }, since: '2024-03-01', source: 'test' },
    })
    expect(await gateways.insurance.presettle({ ...request, msgid: MSGID })).toEqual({
      kind: 'neverSent',
      failure: { code: 'INTERFACE_NOT_SERVED' },
    })
    expect(center.requests).toEqual([])
  })

  it('is sent under the number that the province gave it', async () => {
    const renumbered: Profile = {
      ...profiles.national,
      interfaces: {
        ...profiles.national.interfaces,
        '2101A': { value: { number: '2191', path: '/elsewhere' }, since: '2022-06-01', source: 'test' },
      },
    }
    const { gateways, center, sent } = await counter([presettled()], renumbered)
    await gateways.insurance.presettle({ ...request, msgid: MSGID })
    expect([center.requests[0]?.path, sent()[0]?.infno]).toEqual(['/elsewhere', '2191'])
  })
})

describe('the settlement', () => {
  it('gives its numbers and its time', async () => {
    const { gateways, sent } = await counter([fsi({ output: settledOutput(MSGID) })])
    expect(await gateways.insurance.settle({ ...request, msgid: MSGID })).toMatchObject({
      kind: 'acknowledged',
      value: { settlementId: 'ST1', visitId: 'M1', settledAt: now + 1_000, amounts: domainAmounts, funds },
    })
    expect(sent()[0]).toMatchObject({ infno: '2102A', insuplc_admdvs: '990101' })
  })

  it.each([
    ['another person’s', MSGID, { psn_no: '2' }, 'output.setlinfo.psn_no'],
    ['the answer to another message', 'P99010100001202611210902030000', {}, 'output.setlinfo.medins_setl_id'],
    ['without its number', MSGID, { setl_id: '' }, 'output.setlinfo.setl_id'],
    ['with an amount that is a word', MSGID, { hifp_pay: '免费' }, 'output.setlinfo.hifp_pay'],
    ['with an amount in thirds of a fen', MSGID, { psn_cash_pay: '0.333' }, 'output.setlinfo.psn_cash_pay'],
    ['with an amount beyond what is exact', MSGID, { balc: '99999999999999.99' }, 'output.setlinfo.balc'],
    ['with an amount in powers of ten', MSGID, { acct_pay: '1e3' }, 'output.setlinfo.acct_pay'],
    ['with an amount that is missing', MSGID, { fund_pay_sumamt: null }, 'output.setlinfo.fund_pay_sumamt'],
    ['at a time that does not exist', MSGID, { setl_time: '2026-02-30 00:00:00' }, 'output.setlinfo.setl_time'],
  ])('is unknown when what comes is %s', async (_, msgid, change, field) => {
    const { gateways } = await counter([fsi({ output: settledOutput(msgid, change) })])
    expect(await gateways.insurance.settle({ ...request, msgid: MSGID })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })

  it.each([
    ['in the success of another channel', { infcode: '0000' }, 'code'],
    ['without the number of the answer', { inf_refmsgid: '' }, 'inf_refmsgid'],
  ])('is unknown when what comes is %s', async (_, change, field) => {
    const { gateways } = await counter([fsi({ output: settledOutput(MSGID), ...change })])
    expect(await gateways.insurance.settle({ ...request, msgid: MSGID })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })

  it('is not taken twice from one answer', async () => {
    const answer = fsi({ output: settledOutput(MSGID) })
    const { gateways } = await counter([answer, answer])
    const settle = () => gateways.insurance.settle({ ...request, msgid: MSGID })
    expect([(await settle()).kind, (await settle()).kind]).toEqual(['acknowledged', 'unknown'])
  })

  it.each([
    ['1012', 'INSURANCE_SUSPENDED'],
    ['1021', 'PRESCRIPTION_UNKNOWN'],
    ['1022', 'PRESCRIPTION_USED'],
    ['1025', 'PRESCRIPTION_NOT_OWNED'],
    ['1026', 'REVIEW_MISSING'],
    ['1029', 'OUTBOUND_MISSING'],
    ['1033', 'TRACE_CODE_SOLD'],
    ['1034', 'PRESCRIPTION_HELD_ELSEWHERE'],
    ['1041', 'AMOUNTS_DIFFER'],
  ])('is refused with %s: %s', async (infcode, code) => {
    const telling = `不行：${patient.name} ${patient.idNumber} ${patient.personNumber} ${voucher.token}`
    const { gateways } = await counter([fsi({ infcode, err_msg: telling })])
    const outcome = await gateways.insurance.settle({ ...request, msgid: MSGID })
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code, center: { code: infcode } } })
    for (const secret of [patient.name, patient.idNumber, patient.personNumber, voucher.token])
      expect(JSON.stringify(outcome)).not.toContain(secret)
  })

  it('is alone: while a call of its case is under way no other one leaves, and other cases are not held up', async () => {
    const held: (() => void)[] = []
    const hold: Given = (response) => {
      held.push(() => response.end('{"infcode":-1}'))
    }
    const { gateways, center } = await counter([hold, hold])
    const { insurance } = gateways
    const first = insurance.settle({ ...request, msgid: MSGID })
    const inFlight = { kind: 'neverSent', failure: { code: 'SETTLEMENT_IN_FLIGHT' } }
    const key = { settlementId: 'ST1', visitId: 'M1' }
    expect(await insurance.settle({ ...request, msgid: MSGID })).toEqual(inFlight)
    expect(await insurance.presettle({ ...request, msgid: MSGID })).toEqual(inFlight)
    expect(await insurance.revoke({ ...request, msgid: MSGID, ...key })).toEqual(inFlight)
    expect(await insurance.reverse({ ...request, msgid: MSGID, lostMsgid: MSGID, lostNumber: '2102A' })).toEqual(inFlight)
    const other = insurance.settle({ ...request, caseKey: 'case-2', msgid: MSGID })
    await expect.poll(() => held.length).toBe(2)
    for (const release of held) release()
    expect([(await first).kind, (await other).kind]).toEqual(['refused', 'refused'])
    expect(center.requests).toHaveLength(2)
    expect((await insurance.settle({ ...request, msgid: MSGID })).kind).toBe('unknown')
  })
})

describe('signing out', () => {
  it('names the sign-in and the operator', async () => {
    const { gateways, sent } = await counter([fsi({ output: { signoutoutb: { sign_time: '2026-11-21 20:00:00' } } })])
    expect(await gateways.insurance.signOut({ ...signed, msgid: MSGID })).toEqual({ kind: 'acknowledged', value: null })
    expect(sent()[0]).toMatchObject({
      infno: '9002',
      sign_no: 'S1',
      input: { signOut: { sign_no: 'S1', opter_no: operator.id } },
    })
  })

  it('is unknown when the answer has no time', async () => {
    const { gateways } = await counter([fsi({ output: { signoutoutb: {} } })])
    expect(await gateways.insurance.signOut({ ...signed, msgid: MSGID })).toMatchObject({ kind: 'unknown' })
  })
})
