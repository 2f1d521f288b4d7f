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
}: Props): ReactElement {
  return (
    <Button
      type={isMain ? 'primary' : 'default'}
      loading={isBusy}
      disabled={isDisabled}
      onClick={onPress}
      data-testid={testId}
      aria-keyshortcuts={hotkey}
    >
      <span>{label}</span>
      <kbd>{hotkey === 'Escape' ? 'Esc' : hotkey}</kbd>
    </Button>
  )
}
