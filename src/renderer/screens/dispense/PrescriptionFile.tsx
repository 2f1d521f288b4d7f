import { type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ask } from '../../state/store.ts'
import { drawPdf } from './pdf.ts'

interface Props {
  readonly caseId: string
  readonly ask: Ask
}

/** sharp enough to read on the largest width that the column has */
const WIDTH = 620

/** The signed file of the prescription, page under page. */
export function PrescriptionFile({ caseId, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const paper = useRef<HTMLDivElement | null>(null)
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading')

  useEffect(() => {
    let isGone = false
    const draw = async (): Promise<void> => {
      const result = await ask('case.file', { caseId })
      const pages = result.ok ? await drawPdf(bytesOf(result.value.base64), WIDTH).catch(() => null) : null
      if (isGone) return
      paper.current?.replaceChildren(...named(pages ?? [], (page) => t('chosen.filePage', { page })))
      setState(pages === null ? 'failed' : 'drawn')
    }
    setState('loading')
    void draw()
    return () => {
      isGone = true
    }
  }, [caseId, ask, t])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page longer than its column is scrolled by the keyboard
    <section className="file" tabIndex={0} aria-label={t('chosen.file')} data-testid="file" data-state={state}>
      {state !== 'drawn' && (
        <p className="file-note" role="status">
          {t(state === 'loading' ? 'chosen.fileLoading' : 'chosen.fileFailed')}
        </p>
      )}
      <div ref={paper} className="file-pages" />
    </section>
  )
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function named(pages: readonly HTMLCanvasElement[], nameOf: (page: number) => string): readonly HTMLCanvasElement[] {
  for (const [index, page] of pages.entries()) {
    page.setAttribute('role', 'img')
    page.setAttribute('aria-label', nameOf(index + 1))
  }
  return pages
}
