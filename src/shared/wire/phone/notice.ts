import type { InterfaceTable } from '../table.ts'
import { accessTokenField, hiRxnoField, inferred, pathSource, stateFields } from './nodes.ts'

/** 消息类型: the six things that a patient is told (N 8.1.1.4 p, 8.1.2.4 f, 8.6.4 j, 8.8.1.4 g, 8.8.2.4 f, 8.9.4 i); the codes are ours. */
export const noticeTypes = Object.freeze({
  '1': '处方上传',
  '2': '处方撤销',
  '3': '处方审核',
  '4': '处方结算',
  '5': '结算撤销',
  '6': '配送完成',
})

/** rx.notice 电子处方状态消息通知 (N 8.2.4 g, 9.3.2 item 6): what the token's owner is to be told, the oldest first, at most 100 at once. */
export const rxNotice = {
  number: 'rx.notice',
  name: '电子处方状态消息通知',
  channel: 'D',
  path: '/epc/api/channel/rxMsgQuery',
  pathSource,
  input: [
    accessTokenField,
    {
      name: 'lastMsgNo',
      label: '已收到的最后一条消息编号',
      type: 'n',
      length: 15,
      required: '-',
      source: { inferred: '由渠道应用轮询；空则从头' },
    },
  ],
  output: [
    {
      name: 'msgList',
      label: '消息列表',
      type: 'list',
      required: 'Y',
      source: { inferred: '没有消息时为空列表' },
      fields: [
        { name: 'msgNo', label: '消息编号', type: 'n', length: 15, required: 'Y', source: inferred },
        { name: 'msgType', label: '消息类型', type: 'c', length: 3, required: 'Y', codes: noticeTypes, source: inferred },
        { name: 'msgTypeName', label: '消息类型名称', type: 'c', length: 20, required: 'Y', source: inferred },
        hiRxnoField,
        ...stateFields,
        { name: 'msgContent', label: '消息内容', type: 'c', length: 2_500, required: 'Y', source: inferred },
        { name: 'msgTime', label: '消息时间', type: 'dt', required: 'Y', source: inferred },
      ],
    },
  ],
} as const satisfies InterfaceTable
