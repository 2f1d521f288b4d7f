import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PictureFound } from '../../../shared/contract/pictures.ts'

interface Props {
  readonly found: PictureFound
  readonly image: ImageBitmap | null
  /** of what the station saw: its corners are in these pixels */
  readonly size: { readonly width: number; readonly height: number }
  readonly onChoose: (index: number) => void
}

/** The picture with its codes framed and numbered, and a list of them to choose from when one must be chosen. */
export function PictureCodes({ found: { outcome, codes }, image, size, onChoose }: Props): ReactElement {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement | null>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || image === null) return
    const { width, height } = size
    context.drawImage(image, 0, 0, width, height)
    context.lineWidth = Math.max(3, width / 250)
    context.strokeStyle = '#1677ff'
    context.fillStyle = '#1677ff'
    context.font = `bold ${Math.max(24, width / 25)}px sans-serif`
    for (const [index, { corners }] of codes.entries()) {
      const [first, ...rest] = corners
      if (first === undefined) continue
      context.beginPath()
      context.moveTo(first.x, first.y)
      for (const { x, y } of rest) context.lineTo(x, y)
      context.closePath()
      context.stroke()
      context.fillText(String(index + 1), Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y)) - 6)
    }
  }, [codes, image, size])
  return (
    <div className="picture-found" data-testid="picture-state" data-state={outcome}>
      <div>
        <strong role="status">{t(outcome === 'choose' ? 'picture.choose' : 'picture.taken')}</strong>
        <ol className="picture-codes" aria-label={t('picture.codes')}>
          {codes.map(({ kind, tail }, index) => {
            const words = `${index + 1} ${t(`devices.scanKind.${kind}`)} ${t('picture.tail', { tail })}`
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and its places are what is chosen
              <li key={index} data-testid="picture-code" data-kind={kind}>
                {outcome === 'choose' ? (
                  <button type="button" className="found-button" onClick={() => onChoose(index)}>
                    {words}
                  </button>
                ) : (
                  words
                )}
              </li>
            )
          })}
        </ol>
      </div>
      {image !== null && (
        <canvas
          ref={canvas}
          className="picture-canvas"
          width={size.width}
          height={size.height}
          aria-label={t('picture.shown')}
          role="img"
        />
      )}
    </div>
  )
}
