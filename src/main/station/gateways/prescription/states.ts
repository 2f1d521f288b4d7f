import type { Prescription } from '../../../../shared/domain/prescription.ts'

const states = Object.freeze({ '1': 'valid', '2': 'expired', '3': 'withdrawn' } as const satisfies Record<
  string,
  Prescription['state']
>)

/** 处方状态 whose code its table has accepted. */
export function stateOf(code: string): Prescription['state'] {
  return states[code as keyof typeof states]
}
