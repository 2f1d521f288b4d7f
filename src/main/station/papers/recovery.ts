import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { Paper } from './paper.ts'

/** The paper that brings a manager back who forgot the secret, on A5. `at`: epoch ms. It holds the code in clear: it is shown and printed once, never kept. */
export function recoveryPaper(given: {
  readonly shopName: string
  readonly managerName: string
  readonly recoveryCode: string
  readonly at: number
}): Paper {
  const { shopName, managerName, recoveryCode, at } = given
  return {
    title: '店长恢复码',
    sort: 'a5',
    at,
    blocks: [
      { kind: 'title', text: shopName },
      { kind: 'title', text: '店长恢复码' },
      { kind: 'rule' },
      { kind: 'pair', left: '店长', right: managerName },
      { kind: 'pair', left: '生成时间', right: shanghaiDateTime(at) },
      { kind: 'blank' },
      { kind: 'title', text: recoveryCode },
      { kind: 'blank' },
      { kind: 'rule' },
      { kind: 'text', text: '店长忘记密码时，在登录界面用上面的恢复码设一个新密码。' },
      { kind: 'text', text: '恢复码只能用一次，用过以后会得到一张新的。' },
      { kind: 'text', text: '请封存在店内保险柜里。谁拿到它，谁就能以店长的身份登录。' },
    ],
  }
}
