import { describe, expect, it } from 'vitest'
import type { AdminCall } from '../../../server-mock/admin/client.ts'
import type { PhonePrescription } from '../../../server-mock/admin/phone/contract.ts'
import { sentenceOf } from '../../../server-mock/console/api/center.tsx'
import { msOf, phoneOf, standingOf } from '../../../server-mock/console/pages/phone/phone.ts'

/** An administration that gives one answer and keeps what it was asked. */
function administration(answer: object) {
  const asked: unknown[] = []
  const call: AdminCall = async (method, path, schema, body) => {
    asked.push([method, path, body])
    return schema.parse(answer)
  }
  return { asked, call }
}

describe('a phone', () => {
  it('shows the code of a prescription until the minute that the province says', async () => {
    const { asked, call } = administration({ ok: true, content: { epcQrcd: 'CF1', validEndTime: '2026-11-29 14:05:09' } })
    expect(await phoneOf(call, '11').qr('RX')).toEqual({ qr: 'CF1', until: Date.UTC(2026, 10, 29, 6, 5, 9) })
    expect(asked).toEqual([['POST', '/phone/qr', { person: '11', hiRxno: 'RX' }]])
  })

  it('reads messages from the newest on', async () => {
    const message = (msgNo: string) => ({
      ...{ msgNo, msgType: '1', msgTypeName: '上传', hiRxno: 'RX', msgContent: '', msgTime: '2026-11-29 14:05:09' },
      ...{ rxStasCodg: '1', rxStasName: '有效', rxUsedStasCodg: '1', rxUsedStasName: '未使用' },
    })
    const { call } = administration({ ok: true, content: { msgList: [message('1'), message('2')] } })
    expect((await phoneOf(call, '11').messages()).map(({ msgNo }) => msgNo)).toEqual(['2', '1'])
  })

  it('says what the province refused, in its words', async () => {
    const { call } = administration({ ok: false, code: '700121', message: '处方已使用' })
    const failure = await phoneOf(call, '11').authorize('RX', 'P1').catch(sentenceOf)
    expect(failure).toBe('省平台没有接受：处方已使用（700121）')
  })

  it('takes the time of the wire as that of China', () => {
    expect(new Date(msOf('2026-01-01 00:00:00')).toISOString()).toBe('2025-12-31T16:00:00.000Z')
  })

  it.each([
    ['1', '有效', '1', '未使用', { isOpen: true, word: '待取药' }],
    ['1', '有效', '2', '已使用', { isOpen: false, word: '已使用' }],
    ['3', '已撤销', '1', '未使用', { isOpen: false, word: '已撤销' }],
    ['2', '已失效', '1', '未使用', { isOpen: false, word: '已失效' }],
    ['2', '已失效', '2', '已使用', { isOpen: false, word: '已使用' }],
  ])('knows whether a prescription waits: %s %s %s %s', (rxStasCodg, rxStasName, rxUsedStasCodg, rxUsedStasName, standing) => {
    const states = { rxStasCodg, rxStasName, rxUsedStasCodg, rxUsedStasName }
    expect(standingOf(states as PhonePrescription)).toEqual(standing)
  })
})
