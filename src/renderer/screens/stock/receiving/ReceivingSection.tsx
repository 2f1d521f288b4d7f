import { type ReactElement, useState } from 'react'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { DeliveryList } from './DeliveryList.tsx'
import { DeliveryPanel } from './DeliveryPanel.tsx'

export interface ReceivingProps {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager, who says whether two people accept every delivery */
  readonly mayDecide: boolean
}

/** Receiving: the deliveries, or the one that is open. */
export function ReceivingSection(props: ReceivingProps): ReactElement {
  const [open, setOpen] = useState<string | null>(null)
  if (open === null) return <DeliveryList {...props} onOpen={setOpen} />
  return <DeliveryPanel key={open} {...props} id={open} onBack={() => setOpen(null)} />
}
