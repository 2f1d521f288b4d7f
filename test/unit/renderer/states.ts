import type {
  CounterState,
  PatientView,
  VisitPhase,
  VisitView,
  WaitingPrescription,
} from '../../../src/shared/contract/counter.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { failure } from '../../../src/shared/contract/failures.ts'

/** A state of the counter in which nothing is the matter, to be changed field by field. */
export const atRest: CounterState = {
  revision: 1,
  mode: 'training',
  shop: { name: '虚构大药房', code: 'P99010100001' },
  person: { id: 'wang', name: '王小柜', roles: ['cashier'] },
  visit: null,
  notice: null,
  openQuestions: 0,
  devices: [
    {
      id: 's1',
      kind: 'scanner',
      model: '串口扫码枪',
      port: '/dev/pts/9',
      state: 'connected',
      reason: 'ready',
      lastReadingAt: null,
    },
  ],
  center: { reach: 'reachable', signIn: 'done', clockOffsetMs: 0 },
}

export const patient: PatientView = {
  name: '欧阳小培',
  lastFour: '123X',
  gender: 'female',
  age: 47,
  insuranceArea: '990101',
  insuranceType: '职工基本医疗保险',
}

export function visitIn(phase: VisitPhase, more: Partial<VisitView> = {}): VisitView {
  return {
    id: 'v1',
    phase,
    openedAt: 0,
    patient: phase === 'decoding' ? null : patient,
    prescriptions: [],
    canRetry: false,
    ...more,
  }
}

/** A waiting prescription; its times are counted from the real clock, because the screens show what is left by it. */
export function waiting(hiRxno: string): WaitingPrescription {
  const now = Date.now()
  const [hour, day] = [3_600_000, 86_400_000]
  return {
    hiRxno,
    institution: '虚构省第一人民医院',
    department: '心血管内科',
    diagnosis: '原发性高血压',
    prescribedAt: now - hour,
    validUntil: now + 3 * day,
    tokenUntil: now + 2 * hour,
  }
}

export function noticeOf(code: FailureCode): NonNullable<CounterState['notice']> {
  return { id: 'n1', at: 0, failure: failure(code) }
}
