import type { Scenario } from './scenario.ts'
import { patient, town } from './town.ts'

const oneDrug = { department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] } as const
const card = { number: 'X99010112', identification: '990101D1560000050123456789ABCDEF' } as const

/** Vouchers that do not work yet, or no more, and cards with the voucher's password. */
export const vouchers = [
  {
    name: 'card-purchase',
    title: '持卡购药',
    ...town,
    people: [{ ...patient, password: '258369', card, prescriptions: [oneDrug] }],
  },
  {
    name: 'password-not-set',
    title: '未设置凭证密码',
    ...town,
    people: [{ ...patient, password: null, card, prescriptions: [oneDrug] }],
  },
  {
    name: 'password-nearly-locked',
    title: '凭证密码即将锁定',
    ...town,
    people: [{ ...patient, password: '258369', wrongPasswords: 4, card, prescriptions: [oneDrug] }],
  },
  {
    name: 'voucher-not-activated',
    title: '电子凭证未激活',
    ...town,
    people: [{ ...patient, voucher: 'notActivated', card, prescriptions: [oneDrug] }],
  },
  {
    name: 'channel-not-authorized',
    title: '展码渠道未授权',
    ...town,
    people: [{ ...patient, voucher: 'channelNotAuthorized', prescriptions: [oneDrug] }],
  },
] as const satisfies readonly Scenario[]
