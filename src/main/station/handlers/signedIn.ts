import type { Failure } from '../../../shared/contract/failures.ts'
import { ok, type Result } from '../../../shared/domain/result.ts'

/** The contract lets nobody without a session reach the commands that use this. */
export function signedIn<T>(person: T | null): T {
  if (person === null) throw new Error('the contract let somebody pass who is not signed in')
  return person
}

/** A command that was carried out says nothing more. */
export function emptied(result: Result<void, Failure>): Result<Record<string, never>, Failure> {
  return result.ok ? ok({}) : result
}
