import { isDeepStrictEqual } from 'node:util'
import type { DeviceLog } from './readingQueue.ts'

/** A thing that the operating system has, known to a model or not. USB numbers are lower-case hex. */
export interface FoundDevice {
  readonly transport: 'serial' | 'hid' | 'pcsc'
  /** what opens it */
  readonly path: string
  readonly vendorId: string | null
  readonly productId: string | null
  readonly serialNumber: string | null
  /** HID alone */
  readonly usagePage: number | null
  /** as its maker names it */
  readonly name: string | null
}

/** Lists what one transport has. Rejects where this computer cannot tell. */
export type ListDevices = () => Promise<readonly FoundDevice[]>

/** What the computer has. */
export interface Inventory {
  now(): readonly FoundDevice[]
  /** looks again; settles when all transports have answered, and never rejects */
  look(): Promise<void>
}

/**
 * Keeps what the transports list. A transport that cannot be listed is logged once until it can again, and counts as having nothing; `changed` is called when something
 * came or went.
 */
export function createInventory({
  lists,
  log,
  changed,
}: {
  readonly lists: Readonly<Record<string, ListDevices>>
  readonly log: DeviceLog
  readonly changed: () => void
}): Inventory {
  let found: readonly FoundDevice[] = []
  const mute = new Set<string>()
  let looking: Promise<void> | null = null

  async function list(name: string, listed: ListDevices): Promise<readonly FoundDevice[]> {
    try {
      const devices = await listed()
      mute.delete(name)
      return devices
    } catch (error) {
      if (!mute.has(name)) log.error({ err: error }, `what is at ${name} cannot be listed`)
      mute.add(name)
      return []
    }
  }

  async function lookNow(): Promise<void> {
    const listed = (await Promise.all(Object.entries(lists).map(([name, each]) => list(name, each)))).flat()
    looking = null
    if (isDeepStrictEqual(listed, found)) return
    found = listed
    changed()
  }

  return {
    now: () => found,
    look: () => {
      looking ??= lookNow()
      return looking
    },
  }
}
