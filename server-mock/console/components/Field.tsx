import type { ReactElement, ReactNode } from 'react'

interface Props {
  readonly label: string
  /** a control that carries its own accessible name */
  readonly children: ReactNode
}

/** What a control is for, above it. */
export function Field({ label, children }: Props): ReactElement {
  return (
    <div className="field">
      <span aria-hidden>{label}</span>
      {children}
    </div>
  )
}
