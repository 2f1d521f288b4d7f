import type { ReactElement, ReactNode } from 'react'

interface Props {
  readonly number: number
  readonly title: string
  readonly children?: ReactNode
}

/** A column's place in the flow and its name. */
export function ColumnHead({ number, title, children }: Props): ReactElement {
  return (
    <h3 className="column-head">
      <span className="column-number">{number}</span>
      {title}
      {children}
    </h3>
  )
}
