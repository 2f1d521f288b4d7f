import { Button } from 'antd'
import type { ReactElement } from 'react'

interface Props {
  readonly label: string
  /** the key that does the same, as a KeyboardEvent names it */
  readonly hotkey: string
  readonly testId: string
  readonly onPress: () => void
  readonly isBusy?: boolean
  readonly isDisabled?: boolean
  readonly isMain?: boolean
  /** what it is about, for those who do not see where it stands */
  readonly about?: string | undefined
}

const keyWords: Readonly<Record<string, string>> = Object.freeze({ Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→' })

/** How a key is written on the screen. */
function keyWord(hotkey: string): string {
  return keyWords[hotkey] ?? hotkey
}

/** A button that shows the key which does the same. */
export function KeyButton({
  label,
  hotkey,
  testId,
  onPress,
  isBusy = false,
  isDisabled = false,
  isMain = false,
  about,
}: Props): ReactElement {
  return (
    <Button
      type={isMain ? 'primary' : 'default'}
      loading={isBusy}
      disabled={isDisabled}
      onClick={onPress}
      data-testid={testId}
      aria-keyshortcuts={hotkey.replace('Ctrl', 'Control')}
      aria-description={about}
    >
      <span>{label}</span>
      <kbd>{keyWord(hotkey)}</kbd>
    </Button>
  )
}
