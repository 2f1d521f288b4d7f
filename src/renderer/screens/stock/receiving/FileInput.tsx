import type { ReactElement } from 'react'
import { base64Of } from '../../../format/base64.ts'

interface Props {
  readonly label: string
  readonly onFile: (base64: string) => void
}

/** Chooses the supplier's file or a relation file; what is too large the station refuses. */
export function FileInput({ label, onFile }: Props): ReactElement {
  return (
    <label className="key-file">
      <input
        type="file"
        accept=".xlsx,.csv,.xml"
        aria-label={label}
        data-testid="delivery-file"
        onChange={(event) => {
          const { currentTarget } = event
          const file = currentTarget.files?.[0]
          // the same file may be chosen again once it was mended
          if (file !== undefined)
            void base64Of(file)
              .then(onFile)
              .finally(() => (currentTarget.value = ''))
        }}
      />
      <span aria-hidden="true">{label}</span>
    </label>
  )
}
