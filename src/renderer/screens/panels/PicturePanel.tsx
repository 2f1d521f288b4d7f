import { Button } from 'antd'
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { PictureFound, PictureGiven } from '../../../shared/contract/pictures.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { luminanceOf } from '../../format/luminance.ts'
import type { Ask } from '../../state/store.ts'
import { PanelFailure } from './PanelFailure.tsx'
import { PictureCodes } from './PictureCodes.tsx'
import { useCamera } from './useCamera.ts'

/** What is known of the last picture. */
type Seen =
  | { readonly kind: 'nothing' | 'reading' | 'notImage' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'found'; readonly found: PictureFound; readonly image: ImageBitmap | null; readonly given: PictureGiven }

const NOTHING: Seen = { kind: 'nothing' }

interface Props {
  readonly ask: Ask
  /** the codes whose taking puts the panel away, so that what became of them is seen */
  readonly closesOn: 'voucher' | 'any'
  /** must be the same function from one drawing to the next */
  readonly onClose: () => void
}

/** Codes from an image or from the camera. What was read goes the way of every scan. */
export function PicturePanel({ ask, closesOn, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const [seen, setSeen] = useState<Seen>(NOTHING)
  const chooser = useRef<HTMLInputElement | null>(null)

  const settle = useCallback(
    (next: Seen) => {
      setSeen(next)
      const isTaken = next.kind === 'found' && next.found.outcome === 'taken'
      if (isTaken && (closesOn === 'any' || next.found.codes[0]?.kind === 'voucher')) onClose()
    },
    [closesOn, onClose],
  )
  const look = useCallback(
    async (element: HTMLVideoElement) => {
      const given = await luminanceOf(element, { width: element.videoWidth, height: element.videoHeight }, 'camera')
      if (given === null) return false
      const still = await createImageBitmap(element)
      const answer = await ask('scan.picture', given)
      if (answer.ok && answer.value.outcome === 'none') return false
      settle(
        answer.ok ? { kind: 'found', found: answer.value, image: still, given } : { kind: 'failed', failure: answer.failure },
      )
      return true
    },
    [ask, settle],
  )
  const camera = useCamera(look)
  const { close: closeCamera } = camera

  const read = useCallback(
    async (file: Blob) => {
      closeCamera()
      setSeen({ kind: 'reading' })
      const image = await createImageBitmap(file).catch(() => null)
      const given = image && (await luminanceOf(image, image, 'picture'))
      if (!given) return setSeen({ kind: 'notImage' })
      const answer = await ask('scan.picture', given)
      settle(answer.ok ? { kind: 'found', found: answer.value, image, given } : { kind: 'failed', failure: answer.failure })
    },
    [ask, closeCamera, settle],
  )
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (file) void read(file)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [read])

  const choose = useCallback(
    async (found: PictureFound, index: number) => {
      const answer = await ask('scan.choose', { picture: found.picture, index })
      if (answer.ok) onClose()
      else setSeen({ kind: 'failed', failure: answer.failure })
    },
    [ask, onClose],
  )
  const digitKeys = useMemo(() => {
    if (seen.kind !== 'found' || seen.found.outcome !== 'choose') return {}
    const { found } = seen
    const keys = found.codes.slice(0, 9).map((_code, index) => [String(index + 1), () => void choose(found, index)] as const)
    return Object.fromEntries(keys)
  }, [seen, choose])
  useHotkeys(digitKeys)

  const isLive = camera.state === 'live' || camera.state === 'opening'
  return (
    <section
      className="column panel"
      data-testid="panel-picture"
      aria-label={t('picture.title')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) void read(file)
      }}
    >
      <div className="panel-head">
        <h3 className="column-head">{t('picture.title')}</h3>
        <p className="muted">{t('picture.hint')}</p>
        <input
          ref={chooser}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/bmp"
          hidden
          data-testid="picture-file"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            // the same file may be chosen again
            target.value = ''
            if (file) void read(file)
          }}
        />
        <Button size="large" data-testid="picture-open" onClick={() => chooser.current?.click()}>
          {t('picture.open')}
        </Button>
        <Button
          size="large"
          data-testid="picture-camera"
          onClick={() => {
            setSeen(NOTHING)
            if (isLive) camera.close()
            else camera.open()
          }}
        >
          {t(isLive ? 'picture.stop' : 'picture.camera')}
        </Button>
      </div>
      <div className="panel-body picture-body">
        {camera.state === 'live' && (
          <>
            <video ref={camera.video} className="picture-live" muted playsInline aria-label={t('picture.preview')} />
            <p role="status">{t('picture.looking')}</p>
          </>
        )}
        {camera.state !== 'live' && (
          <Outcome seen={seen} cameraState={camera.state} onChoose={(found, index) => void choose(found, index)} />
        )}
      </div>
    </section>
  )
}

interface OutcomeProps {
  readonly seen: Seen
  readonly cameraState: ReturnType<typeof useCamera>['state']
  readonly onChoose: (found: PictureFound, index: number) => void
}

function Outcome({ seen, cameraState, onChoose }: OutcomeProps): ReactElement {
  const { t } = useTranslation()
  if (cameraState === 'opening') return <Sentence state="opening" what={t('picture.opening')} />
  switch (seen.kind) {
    case 'reading':
      return <Sentence state="reading" what={t('picture.reading')} />
    case 'notImage':
      return <Sentence state="notImage" what={t('picture.notImage')} next={t('picture.notImageNext')} />
    case 'failed':
      return <PanelFailure failure={seen.failure} />
    case 'found': {
      const { found, image, given } = seen
      if (found.outcome === 'none') return <Sentence state="none" what={t('picture.none')} next={t('picture.noneNext')} />
      return <PictureCodes found={found} image={image} size={given} onChoose={(index) => onChoose(found, index)} />
    }
    case 'nothing':
      break
  }
  switch (cameraState) {
    case 'missing':
      return <Sentence state="cameraMissing" what={t('picture.cameraMissing')} next={t('picture.cameraMissingNext')} />
    case 'denied':
      return <Sentence state="cameraDenied" what={t('picture.cameraDenied')} next={t('picture.cameraDeniedNext')} />
    case 'busy':
      return <Sentence state="cameraBusy" what={t('picture.cameraBusy')} next={t('picture.cameraBusyNext')} />
    default:
      return <p className="column-empty picture-drop">{t('picture.drop')}</p>
  }
}

function Sentence({
  state,
  what,
  next,
}: {
  readonly state: string
  readonly what: string
  readonly next?: string
}): ReactElement {
  return (
    <div className="column-empty" role="status" data-testid="picture-state" data-state={state}>
      <strong>{what}</strong>
      {next !== undefined && <p>{next}</p>}
    </div>
  )
}
