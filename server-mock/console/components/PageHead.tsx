import type { ReactElement, ReactNode } from 'react'

interface Props {
  readonly title: string
  /** what the page is for, in one sentence */
  readonly about: string
  /** stands at the right: what can be done here */
  readonly children?: ReactNode
}

/** The head of a page. */
export function PageHead({ title, about, children }: Props): ReactElement {
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        <p>{about}</p>
      </div>
      {children}
    </header>
  )
}
