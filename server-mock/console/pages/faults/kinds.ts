import type { FaultKind, FaultRequest, StandingFault } from '../../../admin/faults/contract.ts'

/** Each kind as a person reads it. */
export const kindNames: Readonly<Record<FaultKind, string>> = {
  delay: '延迟（固定）',
  longTail: '延迟（长尾）',
  dropBefore: '处理前断开',
  dropAfter: '处理后断开（应答丢失）',
  http500: 'HTTP 500，未处理',
  http502: 'HTTP 502，未处理',
  http503: 'HTTP 503，未处理',
  http504: 'HTTP 504，已处理',
  halfBody: '半截应答',
  wrongSignature: '签名错误',
  duplicateAnswer: '应答重复两份',
  staleAnswer: '过时应答',
  notJson: '应答不是 JSON',
  clockSkew: '应答时间偏差',
  throttle: '限流',
  expiredCertificate: '签名证书过期',
}

/** What is typed into the form; numbers as they stand there. */
export interface FaultDraft {
  readonly interface: string
  readonly kind: FaultKind
  readonly mode: 'times' | 'probability' | 'perSecond'
  /** how often, percent, or messages a second */
  readonly amount: number
  readonly delayMs: number
  readonly skewSeconds: number
}

/** The order for the center; what the kind has no use for is left out. */
export function requestOf({ interface: number, kind, mode, amount, delayMs, skewSeconds }: FaultDraft): FaultRequest {
  const howOften =
    mode === 'times' ? { times: amount } : mode === 'probability' ? { probability: amount / 100 } : { perSecond: amount }
  const skew = kind === 'clockSkew' ? { skewMs: skewSeconds * 1_000 } : {}
  return { interface: number, kind, ...howOften, delayMs, ...skew }
}

/** How often a standing fault will be played still, in words. */
export function remainderOf({ left, probability, perSecond }: StandingFault): string {
  if (perSecond !== undefined) return `每秒超过 ${perSecond} 条`
  if (probability !== undefined) return `概率 ${Math.round(probability * 1_000) / 10}%`
  return `还有 ${left ?? 0} 次`
}
