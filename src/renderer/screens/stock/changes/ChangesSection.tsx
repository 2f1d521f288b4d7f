import { type ReactElement, useState } from 'react'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { ChangeList } from './ChangeList.tsx'
import { ChangePanel } from './ChangePanel.tsx'

export interface ChangesProps {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager; anybody else only looks */
  readonly mayDecide: boolean
}

/** Changes of the stock: the papers, or the one that is open. */
export function ChangesSection(props: ChangesProps): ReactElement {
  const [open, setOpen] = useState<string | null>(null)
  if (open === null) return <ChangeList {...props} onOpen={setOpen} />
  return <ChangePanel key={open} {...props} id={open} onBack={() => setOpen(null)} />
}
