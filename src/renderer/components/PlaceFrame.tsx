import type { ReactElement } from 'react'
import { PlacePage, type PlacePageProps } from './PlacePage.tsx'
import { useHotkeys } from './useHotkeys.ts'

/** A part of a place, as its list names it. */
interface Part<S extends string> {
  readonly name: S
  readonly label: string
}

interface Props<S extends string> extends PlacePageProps {
  /** in the order of their keys from F1 on, nine at most */
  readonly parts: readonly Part<S>[]
  readonly part: S
  readonly onPart: (part: S) => void
}

/** The frame of a place that has parts: their list at the left, F1 to F9 choose one. */
export function PlaceFrame<S extends string>({ parts, part, onPart, children, ...page }: Props<S>): ReactElement {
  const { testId, title } = page
  useHotkeys(Object.fromEntries(parts.map(({ name }, index) => [`F${index + 1}`, () => onPart(name)])))
  const label = parts.find(({ name }) => name === part)?.label
  return (
    <PlacePage {...page}>
      <main className="manage">
        <nav className="manage-list" aria-label={title}>
          {parts.map(({ name, label: word }, index) => (
            <button
              key={name}
              type="button"
              className="manage-choice"
              aria-current={name === part ? 'page' : undefined}
              aria-keyshortcuts={`F${index + 1}`}
              data-testid={`${testId}-${name}`}
              onClick={() => onPart(name)}
            >
              <kbd>F{index + 1}</kbd> {word}
            </button>
          ))}
        </nav>
        <section className="column manage-part" aria-label={label} data-testid={`part-${part}`}>
          <h2>{label}</h2>
          {children}
        </section>
      </main>
    </PlacePage>
  )
}
