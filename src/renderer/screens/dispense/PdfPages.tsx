import { type ReactElement, useEffect, useRef, useState } from 'react'
import { drawPdf } from './pdf.ts'

interface Props {
  /** gives the file as Base64, or null when it cannot be had; the same function as long as it is the same file */
  readonly load: () => Promise<string | null>
  readonly label: string
  readonly testId: string
  /** CSS pixels */
  readonly width: number
  readonly words: { readonly loading: string; readonly failed: string }
  readonly className?: string
}

/** A PDF, page under page, each as soon as it is drawn. `data-state` is `drawn` when all of them stand there. */
export function PdfPages({ load, label, testId, width, words, className = 'file' }: Props): ReactElement {
  const paper = useRef<HTMLDivElement | null>(null)
  const [state, setState] = useState<'loading' | 'drawing' | 'drawn' | 'failed'>('loading')

  useEffect(() => {
    let isGone = false
    const draw = async (): Promise<void> => {
      const base64 = await load()
      if (base64 === null) throw new Error('there is no file')
      for await (const page of drawPdf(bytesOf(base64), width)) {
        if (isGone) return
        paper.current?.append(page)
        setState('drawing')
      }
      if (!isGone) setState('drawn')
    }
    paper.current?.replaceChildren()
    setState('loading')
    // whatever is wrong with a file, the person is told that it cannot be shown
    draw().catch(() => {
      if (isGone) return
      paper.current?.replaceChildren()
      setState('failed')
    })
    return () => {
      isGone = true
    }
  }, [load, width])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page longer than its place is scrolled by the keyboard
    <section className={className} tabIndex={0} aria-label={label} data-testid={testId} data-state={state}>
      {(state === 'loading' || state === 'failed') && (
        <p className="file-note" role="status">
          {words[state]}
        </p>
      )}
      <div ref={paper} className="file-pages" role="img" aria-label={label} />
    </section>
  )
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
