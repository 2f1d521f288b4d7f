import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const NOBODY = 65534

/** The user that windows run as when this is root, because Chromium's sandbox refuses root; null when they run as this user. */
export const windowUser: { readonly uid: number; readonly gid: number } | null =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null

/** A fresh folder of the windows' user, or an existing or new one at `path` made his. */
export function windowFolder(path: string = mkdtempSync(join(tmpdir(), 'rxcounter-'))): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  give(path)
  return path
}

/** Makes a file or folder of ours the property of the windows' user. */
export function give(path: string): void {
  if (windowUser === null) return
  chownSync(path, windowUser.uid, windowUser.gid)
}

/** Whether the windows' user can read the file at `path`, all folders above it included. */
export function isReadableToWindows(path: string): boolean {
  return windowUser === null || spawnSync('test', ['-r', path], { ...windowUser }).status === 0
}

/** Lets everybody read what lies in `folder`. */
export function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  spawnSync('chmod', ['-R', 'a+rX', folder])
}
