import { type ReactElement, useEffect, useRef, useState } from 'react'
import { drawPdf } from './pdf.ts'

interface Props {
  /** the file in Base64 */
  readonly file: string
  readonly label: string
  /** CSS pixels */
  readonly width: number
}

/** A PDF, page under page. `data-state` is `drawn` when all of them stand there. */
export function PdfPages({ file, label, width }: Props): ReactElement {
  const paper = useRef<HTMLDivElement | null>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  useEffect(() => {
    let isGone = false
    const draw = async (): Promise<void> => {
      for await (const page of drawPdf(file, width)) {
        if (isGone) return
        paper.current?.append(page)
      }
      if (!isGone) setState('drawn')
    }
    paper.current?.replaceChildren()
    setState('drawing')
    draw().catch(() => {
      if (!isGone) setState('failed')
    })
    return () => {
      isGone = true
    }
  }, [file, width])
  return (
    <div className="pdf" data-testid="pdf" data-state={state}>
      {state === 'drawing' && <p role="status">正在打开处方原件…</p>}
      {state === 'failed' && <p role="alert">处方原件无法显示。</p>}
      <div ref={paper} role="img" aria-label={label} />
    </div>
  )
}
