import type { InterfaceTable } from '../table.ts'
import { answerWith, identityFields, signedInput } from './nodes.ts'

const pathSource = { inferred: '占位路径，V A.1.3 待下发' } as const
const GIVE = '电子凭证渠道授权'
const UNDO = '电子凭证渠道授权解除'
const SHOW = '电子凭证二维码展示'

/** ec.channelAuth 电子凭证渠道授权 (V 4.6, 6.1.4): the owner of an activated voucher lets a third-party channel use it; the official one needs none. */
export const ecChannelAuth = {
  number: 'ec.channelAuth',
  name: GIVE,
  channel: 'C',
  path: '/cfc/api/hsecfc/channelAuth',
  pathSource,
  input: signedInput('ec.channelAuth', GIVE, identityFields),
  output: answerWith([
    {
      name: 'authCode',
      label: '个人渠道授权码',
      type: 'c',
      length: 64,
      required: 'Y',
      source: { found: 'V', inferred: '名称、长度' },
    },
    { name: 'authTime', label: '授权时间', type: 'dt', required: 'Y', source: { inferred: '比照激活' } },
  ]),
} as const satisfies InterfaceTable

/** ec.channelUndo 电子凭证渠道授权解除 (V 4.7): in the official channel the owner takes back what a third-party channel was allowed. */
export const ecChannelUndo = {
  number: 'ec.channelUndo',
  name: UNDO,
  channel: 'C',
  path: '/cfc/api/hsecfc/channelAuthUndo',
  pathSource,
  input: signedInput('ec.channelUndo', UNDO, [
    ...identityFields,
    {
      name: 'channelId',
      label: '被解除的渠道编号',
      type: 'c',
      length: 40,
      required: 'Y',
      source: { found: 'V', inferred: '附录 D 的渠道编号；名称、长度' },
    },
  ]),
  output: answerWith([{ name: 'undoTime', label: '解除时间', type: 'dt', required: 'Y', source: { inferred: '比照激活' } }]),
} as const satisfies InterfaceTable

/**
 * ec.show 电子凭证二维码展示 (V 4.11, 6.2): a fresh QR for one use, which replaces the one before it in that channel. Whoever is insured in several places is first
 * given the list of them, and the QR with the place that is chosen (V 6.2.2.2 c).
 */
export const ecShow = {
  number: 'ec.show',
  name: SHOW,
  channel: 'C',
  path: '/localcfc/api/hsecfc/ecQrCodeShow',
  pathSource,
  input: signedInput('ec.show', SHOW, [
    ...identityFields,
    {
      name: 'authCode',
      label: '个人渠道授权码，官方渠道无',
      type: 'c',
      length: 64,
      required: '-',
      source: { found: 'V', inferred: '名称、长度' },
    },
    {
      name: 'insuOrg',
      label: '所选参保统筹区',
      type: 'c',
      length: 6,
      required: '-',
      source: { found: 'V', inferred: '名称取自解码出参' },
    },
  ]),
  output: answerWith([
    { name: 'ecQrCode', label: '电子凭证二维码值', type: 'c', length: 32, required: '-', source: { found: 'V' } },
    { name: 'validEndTime', label: '二维码有效截止时间', type: 'dt', required: '-', source: { inferred: 'V 4.11 刷新机制' } },
    {
      name: 'insuOrgList',
      label: '参保统筹区列表',
      type: 'list',
      required: '-',
      source: { found: 'V', inferred: '名称' },
      fields: [
        {
          name: 'insuOrg',
          label: '参保统筹区',
          type: 'c',
          length: 6,
          required: 'Y',
          source: { found: 'V', inferred: '名称、长度' },
        },
      ],
    },
  ]),
} as const satisfies InterfaceTable
