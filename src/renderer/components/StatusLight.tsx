import type { ReactElement } from 'react'

export type Level = 'good' | 'waiting' | 'bad'

interface Props {
  readonly name: string
  /** the word beside the colour */
  readonly word: string
  readonly level: Level
  readonly testId: string
  /** more about it, read on pointing at the light */
  readonly help?: string | undefined
}

/** A light with its name and a word; the three levels differ in shape too. */
export function StatusLight({ name, word, level, testId, help }: Props): ReactElement {
  return (
    <div className="light" data-testid={testId} data-level={level} title={help}>
      <span className={`lamp lamp-${level}`} aria-hidden="true" />
      <span className="light-name">{name}</span>
      <strong className={`light-word word-${level}`}>{word}</strong>
    </div>
  )
}
