import type { ReactElement } from 'react'

interface Props {
  readonly label: string
  /** which key the file holds */
  readonly about: string
  readonly onRead: (text: string) => void
}

/** Reads a key from a text file into its field; the file itself goes nowhere. */
export function KeyFile({ label, about, onRead }: Props): ReactElement {
  return (
    <label className="key-file">
      <input
        type="file"
        accept=".pem,.txt,.key"
        aria-label={`${label} ${about}`}
        onChange={(event) => {
          const { currentTarget } = event
          const file = currentTarget.files?.[0]
          if (file === undefined) return
          void file.text().then((text) => {
            onRead(text.trim())
            // the same file may be chosen again
            currentTarget.value = ''
          })
        }}
      />
      <span aria-hidden="true">{label}</span>
    </label>
  )
}
