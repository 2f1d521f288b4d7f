import { describe, expect, it } from 'vitest'
import type { PasswordAnswer } from '../../../src/main/station/devices/devices.ts'
import { createPasswordEntry } from '../../../src/main/station/workflows/passwordEntry.ts'
import { type Failure, type FailureCode, failure } from '../../../src/shared/contract/failures.ts'

/** An entry with a pad and a window that a test plays. */
function openEntry({ pad = true, window = true } = {}) {
  const told: FailureCode[] = []
  const signals: AbortSignal[] = []
  let answer: (answer: PasswordAnswer) => void = () => undefined
  const entry = createPasswordEntry({
    askPad: (signal) => {
      signals.push(signal)
      return pad ? new Promise((resolve) => (answer = resolve)) : Promise.resolve({ kind: 'noPad' })
    },
    hasPad: () => pad,
    hasWindow: () => window,
    tell: ({ code }) => void told.push(code),
    forgetNotice: () => undefined,
    changed: () => undefined,
  })
  return { entry, told, signals, onPad: (given: PasswordAnswer) => answer(given) }
}

/** Lets everything that is settled be heard. */
const settle = () => new Promise((resolve) => setImmediate(resolve))
const right = async (): Promise<Failure | null> => null

describe('a question for the password', () => {
  it('is answered once, by the pad or by the window, and the other is told to stop', async () => {
    const { entry, signals, onPad } = openEntry()
    const seen: string[] = []
    const check = async (password: string) => {
      seen.push(password)
      return null
    }
    entry.ask({ visitId: 'v1', purpose: 'prescriptions', check })
    expect(entry.enter('123456').ok).toBe(true)
    onPad({ kind: 'entered', password: '654321' })
    await settle()
    expect(seen).toEqual(['123456'])
    expect([signals[0]?.aborted, entry.current()]).toEqual([true, null])
    expect(entry.enter('123456').ok).toBe(false)
  })

  it('waits for the window where there is no pad, and says so where there is neither', async () => {
    const alone = openEntry({ pad: false })
    alone.entry.ask({ visitId: 'v1', purpose: 'payment', check: right })
    await settle()
    expect(alone.entry.view()).toMatchObject({ onPad: false, onWindow: true, isChecking: false })
    const neither = openEntry({ pad: false, window: false })
    neither.entry.ask({ visitId: 'v1', purpose: 'payment', check: right })
    await settle()
    expect([neither.told, neither.entry.current()]).toEqual([['PASSWORD_PAD_MISSING'], null])
  })

  it('takes no second answer while the first is compared, and is asked again with its reason when that was wrong', async () => {
    const { entry, told } = openEntry()
    let end: (failure: Failure | null) => void = () => undefined
    entry.ask({ visitId: 'v1', purpose: 'payment', check: () => new Promise((resolve) => (end = resolve)) })
    entry.enter('111222')
    await settle()
    expect(entry.view()?.isChecking).toBe(true)
    expect(entry.enter('333444')).toMatchObject({ failure: { code: 'PASSWORD_NOT_WANTED' } })
    end(failure('VOUCHER_PASSWORD_WRONG', { triesLeft: 3 }))
    await settle()
    expect(entry.current()).toMatchObject({ isChecking: false, failure: { triesLeft: 3 } })
    expect(told).toEqual(['VOUCHER_PASSWORD_WRONG'])
    entry.enter('333444')
    await settle()
    end(failure('VOUCHER_PASSWORD_LOCKED'))
    await settle()
    expect(entry.current()).toBeNull()
  })

  it('gives way to another; the same one that is open already stays', () => {
    const { entry, signals } = openEntry()
    entry.ask({ visitId: 'v1', purpose: 'prescriptions', check: right })
    entry.ask({ visitId: 'v1', purpose: 'prescriptions', check: right })
    expect(signals).toHaveLength(1)
    entry.ask({ visitId: 'v2', purpose: 'prescriptions', check: right })
    expect([signals[0]?.aborted, entry.current()?.visitId, entry.withdraw('v1')]).toEqual([true, 'v2', false])
  })

  it('that is taken back while the center compares says nothing of what comes', async () => {
    const { entry, told } = openEntry()
    let end: (failure: Failure | null) => void = () => undefined
    entry.ask({ visitId: 'v1', purpose: 'payment', check: () => new Promise((resolve) => (end = resolve)) })
    entry.enter('111222')
    await settle()
    expect(entry.withdraw()).toBe(true)
    end(failure('VOUCHER_PASSWORD_WRONG'))
    await settle()
    expect([told, entry.current()]).toEqual([[], null])
  })
})
