import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { pause } from '../../timers.ts'
import type { Bridge } from '../../transports/bridge.ts'
import type { CardReaderPorts } from './driver.ts'
import { readMiddlewareLine } from './middleware.ts'

export interface BridgedConnection extends CardReaderPorts {
  readonly bridge: Bridge
}

const LOOK_MS = 500

/**
 * A reader behind a vendor's service, asked twice a second what is in it, until the service does not answer or the signal ends it. Resolves with whether the service
 * had answered.
 */
export async function serveBridgedReader(connection: BridgedConnection): Promise<boolean> {
  const { bridge, timers, clock, signal, onCard, onFailure } = connection
  const report = (reason: DeviceView['reason']) => {
    if (!signal.aborted) connection.onReason(reason)
  }
  let wasThere = false
  let last: string | null = null
  while (!signal.aborted) {
    const asked = await bridge.reader()
    if (!asked.ok) {
      report(asked.failure === 'absent' ? 'serviceMissing' : 'failed')
      return wasThere
    }
    wasThere = true
    const { reader, card } = asked.value
    report(reader)
    if (card !== null && card !== last && !signal.aborted) await take(card)
    last = card
    await pause(timers, LOOK_MS, signal)
  }
  return wasThere

  async function take(card: string): Promise<void> {
    const read = await bridge.read(card)
    if (signal.aborted) return
    if (!read.ok) return onFailure({ reason: 'unreadable', status: null })
    if ('failure' in read.value) return onFailure({ reason: read.value.failure, status: read.value.status ?? null })
    const reading = readMiddlewareLine(read.value.line, shanghaiDate(clock()))
    if (reading.ok) onCard(reading.value)
    else onFailure({ reason: reading.failure, status: null })
  }
}
