import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { bridge } from '../../api/bridge.ts'

/** How the camera is. `missing`: there is none; `denied`: the system or the shell refused it; `busy`: it does not start. */
export type CameraState = 'closed' | 'opening' | 'live' | 'missing' | 'denied' | 'busy'

/** Between two frames that are looked at: a hand holds still about that long. */
const FRAME_EVERY = 250

export interface Camera {
  readonly state: CameraState
  readonly video: RefObject<HTMLVideoElement | null>
  readonly open: () => void
  readonly close: () => void
}

/**
 * The camera of the scan screen, which alone may have it and lets go of it when it is put away. Every frame goes to `look`, the next one when `look` is done with it, until `look`
 * says that it has what it wanted.
 */
export function useCamera(look: (video: HTMLVideoElement) => Promise<boolean>): Camera {
  const [state, setState] = useState<CameraState>('closed')
  const video = useRef<HTMLVideoElement | null>(null)
  const stream = useRef<MediaStream | null>(null)
  const isWanted = useRef(false)

  const close = useCallback(() => {
    isWanted.current = false
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = null
    setState((before) => (before === 'live' || before === 'opening' ? 'closed' : before))
  }, [])

  const open = useCallback(() => {
    if (isWanted.current) return
    isWanted.current = true
    setState('opening')
    openStream().then(
      (opened) => {
        // put away meanwhile
        if (!isWanted.current) return stop(opened)
        stream.current = opened
        setState('live')
      },
      (error: unknown) => {
        isWanted.current = false
        setState(reasonOf(error))
      },
    )
  }, [])

  useEffect(() => {
    const allowed = bridge().setCamera(true)
    return () => {
      close()
      void allowed.then(() => bridge().setCamera(false))
    }
  }, [close])

  useEffect(() => {
    const element = video.current
    if (state !== 'live' || element === null) return
    element.srcObject = stream.current
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const next = async (): Promise<void> => {
      const isDone = element.readyState >= element.HAVE_CURRENT_DATA && (await look(element))
      if (isOver) return
      if (isDone) close()
      else timer = setTimeout(() => void next(), FRAME_EVERY)
    }
    void element.play().then(next, close)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [state, look, close])

  return { state, video, open, close }
}

async function openStream(): Promise<MediaStream> {
  // told again: the screen that was put away just before may have taken it back
  await bridge().setCamera(true)
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: 1_280 }, height: { ideal: 720 } } })
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function reasonOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'busy'
}
