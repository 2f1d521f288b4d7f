import type { InterfaceTable } from '../table.ts'
import { rxAccess } from './access.ts'
import { rxDelivery } from './delivery.ts'
import { rxFlow } from './flow.ts'
import { rxList } from './list.ts'
import { rxNotice } from './notice.ts'
import { rxQr } from './qr.ts'

/** Channel D: what an application on a patient's phone asks of the prescription center. No national number was found for any of them: the names are ours. */
export const phoneTables = {
  'rx.access': rxAccess,
  'rx.list': rxList,
  'rx.qr': rxQr,
  'rx.flow': rxFlow,
  'rx.delivery': rxDelivery,
  'rx.notice': rxNotice,
} as const satisfies Record<string, InterfaceTable>
