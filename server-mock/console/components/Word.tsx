import type { ReactElement } from 'react'

interface Props {
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet'
  readonly children: string
}

/** A state as one coloured word, which also says it without its colour. */
export function Word({ tone, children }: Props): ReactElement {
  return <span className={`word word-${tone}`}>{children}</span>
}
