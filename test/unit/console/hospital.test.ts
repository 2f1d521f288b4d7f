import { describe, expect, it } from 'vitest'
import type { HospitalView } from '../../../server-mock/admin/hospital/contract.ts'
import { firstOrder, requestOf, withDrugs } from '../../../server-mock/console/pages/hospital/order.ts'
import { resultRows } from '../../../server-mock/console/pages/hospital/results.ts'
import { standingOf } from '../../../server-mock/console/pages/hospital/standing.ts'

const directions = { dose: '0.5', doseUnit: 'g', frequencyCode: '13', frequency: '一日三次', wayCode: '1', way: '口服' }
const drug = (code: string, circulates: boolean): HospitalView['drugs'][number] => ({
  ...{ code, name: code, spec: '', unit: '盒', itemType: '11', dualChannel: false, circulates, directions },
})
const patient = (
  identityNumber: string,
  voucher: 'active' | 'notActivated',
  active = true,
): HospitalView['patients'][number] => ({
  ...{ identityNumber, name: identityNumber, born: '1980-01-01', voucher },
  insured: [{ area: '990101', type: '310', active }],
})
const view: HospitalView = {
  hospital: { code: 'H1', name: '人民医院' },
  hospitals: [{ code: 'H1', name: '人民医院' }],
  doctors: [{ code: 'D1', name: '张医师', department: '内科' }],
  pharmacists: [{ code: 'P1', name: '李药师' }],
  diseases: [
    { code: 'M1', name: '慢性病', list: 'outpatient' },
    { code: 'J1', name: '上呼吸道感染', list: 'icd' },
  ],
  drugs: [drug('never', false), drug('usual', true), drug('other', true)],
  patients: [patient('card', 'notActivated'), patient('paused', 'active', false), patient('phone', 'active')],
  attributes: ['01', '02'],
  validity: { usual: 3, longTerm: 30 },
  callback: null,
}

describe('a prescription that is being written', () => {
  it('begins with everything that can be guessed, so that one button is enough', () => {
    const order = firstOrder(view)
    expect(order).toEqual({
      ...{ patient: 'phone', doctor: 'D1', diagnosis: 'J1', longTerm: false },
      lines: [{ drug: 'usual', quantity: 1, days: 7 }],
    })
    expect(requestOf(order, view)).toEqual({
      ...{ hospital: 'H1', patient: 'phone', doctor: 'D1', diagnosis: 'J1', longTerm: false },
      ...{ lines: order.lines, credential: 'voucher', attribute: '02', reason: '' },
    })
  })

  it('is brought by the card where there is no voucher, and gives a reason for more than a week', () => {
    const order = { ...firstOrder(view), patient: 'card', lines: [{ drug: 'usual', quantity: 2, days: 14 }] }
    expect(requestOf(order, view)).toMatchObject({ credential: 'card', reason: expect.stringMatching(/./) })
  })

  it.each([
    ['患者', { patient: null }],
    ['医师', { doctor: null }],
    ['诊断', { diagnosis: null }],
    ['药品', { lines: [] }],
  ])('says what is missing: %s', (word, missing) => {
    expect(requestOf({ ...firstOrder(view), ...missing }, view)).toContain(word)
  })

  it('keeps what was said about a drug when another one is added or taken out', () => {
    const lines = [{ drug: 'usual', quantity: 3, days: 5 }]
    const both = withDrugs(lines, ['other', 'usual'], view.drugs)
    expect(both).toEqual([...lines, { drug: 'other', quantity: 1, days: 7 }])
    expect(withDrugs(both, ['other'], view.drugs)).toEqual([{ drug: 'other', quantity: 1, days: 7 }])
  })
})

describe('what has become of a prescription', () => {
  it.each([
    [{ used: true, state: 'expired' }, '已取药'],
    [{ used: false, state: 'withdrawn' }, '已撤销'],
    [{ used: false, state: 'expired' }, '已失效'],
    [{ used: false, state: 'valid' }, '待取药'],
  ] as const)('%j', (prescription, word) => {
    expect(standingOf(prescription)).toMatchObject({ word })
  })

  it('is told by what the three answers say, and not by what they leave out', () => {
    expect(
      resultRows({
        prescription: { rxStasName: '有效', rxUsedStasName: '已使用' },
        review: null,
        dispensing: {
          setlTime: '2026-11-29 10:00:00',
          seltdelts: [
            { drugGenname: '阿莫西林', cnt: 2 },
            { drugGenname: '布洛芬', cnt: '1' },
          ],
        },
      }),
    ).toEqual([
      { name: '处方状态', text: '有效' },
      { name: '使用状态', text: '已使用' },
      { name: '医保结算', text: '2026-11-29 10:00:00' },
      { name: '实发药品', text: '阿莫西林 × 2、布洛芬 × 1' },
    ])
  })
})
