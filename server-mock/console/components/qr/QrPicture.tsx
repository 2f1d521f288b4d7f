import { type ReactElement, useMemo } from 'react'
import { encodeQr } from './qr.ts'

/** The quiet zone that scanners need, in modules. */
const MARGIN = 4

interface Props {
  readonly text: string
  /** what it is the code of, for whoever cannot see it */
  readonly label: string
  /** cannot be used any more: it is shown as if behind a curtain */
  readonly isOver?: boolean
}

/** A QR code as a picture, as large as its place. Tests and other programs find the text in `data-text`. */
export function QrPicture({ text, label, isOver = false }: Props): ReactElement {
  const { size, path } = useMemo(() => {
    const matrix = encodeQr(text)
    const dark = matrix.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size: matrix.length, path: dark.join('') }
  }, [text])
  const whole = size + 2 * MARGIN
  return (
    <svg
      className="qr"
      data-over={isOver}
      data-text={text}
      role="img"
      aria-label={label}
      viewBox={`${-MARGIN} ${-MARGIN} ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect x={-MARGIN} y={-MARGIN} width={whole} height={whole} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
