import { vi } from 'vitest'
import type { LockedSession } from '../../src/main/electron/permissions.ts'

/** A session that only remembers by what it was locked; `session` is it as the shell sees it. */
export function fakeSession() {
  const calls = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setBluetoothPairingHandler: vi.fn(),
    on: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
  }
  return { calls, session: calls as unknown as LockedSession }
}
