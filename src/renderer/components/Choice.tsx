import type { ReactElement } from 'react'

interface Props {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, word: string])[]
  readonly onChoose: (value: string) => void
  readonly isDisabled?: boolean
  readonly isWrong?: boolean
}

/** One of several, chosen by arrow keys or by typing its beginning: the system's own list, which every keyboard and reader knows. */
export function Choice({ name, label, value, options, onChoose, isDisabled = false, isWrong = false }: Props): ReactElement {
  const id = `field-${name}`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        data-testid={id}
        value={value}
        disabled={isDisabled}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'form-fault' : undefined}
        onChange={(event) => onChoose(event.target.value)}
      >
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </div>
  )
}
