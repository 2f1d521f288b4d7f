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
  /** what it opens, by the key or by a press on it */
  readonly opens?: { readonly hotkey: string; readonly onPress: () => void }
}

/** A light with its name and a word; the three levels differ in shape too. */
export function StatusLight({ name, word, level, testId, help, opens }: Props): ReactElement {
  const inside = (
    <>
      <span className={`lamp lamp-${level}`} aria-hidden="true" />
      <span className="light-name">{name}</span>
      <strong className={`light-word word-${level}`}>{word}</strong>
    </>
  )
  if (opens) {
    return (
      <button
        type="button"
        className="light row-button"
        tabIndex={-1}
        data-testid={testId}
        data-level={level}
        title={help}
        aria-keyshortcuts={opens.hotkey}
        onClick={opens.onPress}
      >
        {inside}
        <kbd>{opens.hotkey}</kbd>
      </button>
    )
  }
  return (
    <div className="light" data-testid={testId} data-level={level} title={help}>
      {inside}
    </div>
  )
}
