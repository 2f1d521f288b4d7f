import { failures, money, retries, turns } from '../../src/renderer/i18n/zh-CN/failures.ts'
import { failureCodes, failureFacts } from '../../src/shared/contract/failureFacts.ts'

/** docs/refusals.zh-CN.md: every sentence that the counter can say when something is refused, from the table of failures. */
export function refusalsPage(): string {
  const rows = failureCodes.map((code) => {
    const { what, next } = failures[code]
    const { turn, retry, money: standing } = failureFacts[code]
    return `| ${what} | ${next} | ${turns[turn]} | ${retries[retry]} | ${money[standing]} | \`${code}\` |`
  })
  return [
    '# 每一句拒绝的话是什么意思',
    '',
    '本页由 `npm run docs` 从程序的失败表生成，请不要手工修改。按屏幕上的大字查第一列；第二列是接下来该做的事。',
    '“钱款未动”指这一步没有动钱；之前已经成功的结算不受影响。最后一列是代码，联系技术支持时请一并告知。',
    '',
    '| 屏幕上说 | 怎么办 | 轮到谁 | 再试一次 | 钱款 | 代码 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
