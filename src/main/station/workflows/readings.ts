import { cardFailureCodes } from '../../../shared/contract/cards.ts'
import { failure } from '../../../shared/contract/failures.ts'
import type { Reading } from '../devices/devices.ts'
import { type CardPorts, takeCard } from './cards.ts'
import type { Session } from './people/people.ts'
import type { PlaceScans } from './placeScans.ts'
import { type ScanPorts, takeScan } from './scans.ts'

export interface ReadingPorts extends Omit<CardPorts, 'visit' | 'dispense'>, Omit<ScanPorts, 'visit' | 'dispense'> {
  readonly visit: CardPorts['visit'] & ScanPorts['visit']
  readonly dispense: CardPorts['dispense'] & ScanPorts['dispense']
  /** of the window at the counter */
  readonly session: () => Session | null
  readonly placeScans: Pick<PlaceScans, 'take'>
}

/** Takes what somebody held out to a device: goods to the place that claimed them, everything else to the counter's own line. */
export async function takeReading(reading: Reading, ports: ReadingPorts): Promise<void> {
  const { operator, placeScans, terminalOf, tell } = ports
  const session = ports.session()
  if (session?.mustChangeSecret) return tell(failure('SECRET_CHANGE_NEEDED'))
  switch (reading.kind) {
    case 'cardFailure':
      return tell(failure(cardFailureCodes[reading.reason]))
    case 'card':
      return takeCard(reading.put, terminalOf(reading.put.deviceId), ports)
    case 'scan':
      if (!placeScans.take(reading.scan, session, operator())) await takeScan(reading.scan, ports)
  }
}
