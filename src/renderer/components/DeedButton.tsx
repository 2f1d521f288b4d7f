import type { ReactElement } from 'react'
import type { Controls } from '../state/controls.ts'
import type { KeyName } from '../state/deeds.ts'
import { KeyButton } from './KeyButton.tsx'

interface Props {
  readonly controls: Controls
  readonly hotkey: KeyName
  readonly label: string
  readonly testId: string
  readonly isMain?: boolean
  readonly about?: string
}

/** The button of a key: it does what the key does, and is there only while the key does something. */
export function DeedButton({ controls, hotkey, label, testId, isMain = false, about }: Props): ReactElement | null {
  const { keys, perform, underWay } = controls
  const deed = keys[hotkey]
  if (deed === undefined) return null
  return (
    <KeyButton
      label={label}
      hotkey={hotkey}
      testId={testId}
      onPress={() => perform(deed)}
      isBusy={deed.kind === 'command' && deed.name === underWay}
      isDisabled={underWay !== null && deed.kind === 'command'}
      isMain={isMain}
      about={about}
    />
  )
}
