import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { LinkFailure } from './link.ts'

/** Why a device node did not open, as the file system tells it: it is not there, its rights do not let this user in, or something else. */
export async function whyNotAccessible(path: string): Promise<Extract<LinkFailure, 'absent' | 'denied' | 'failed'>> {
  try {
    await access(path, constants.R_OK | constants.W_OK)
    return 'failed'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EACCES' || code === 'EPERM') return 'denied'
    return code === 'ENOENT' ? 'absent' : 'failed'
  }
}
