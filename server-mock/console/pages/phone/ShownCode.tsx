import { Button, Typography } from 'antd'
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react'
import type { Shown } from '../../../admin/contract.ts'
import { sentenceOf } from '../../api/center.tsx'
import { useCenterNow } from '../../components/CenterClock.tsx'
import { QrPicture } from '../../components/qr/QrPicture.tsx'

interface Props {
  readonly label: string
  /** asks for a fresh code; the same function as long as it is a code of the same thing */
  readonly ask: () => Promise<Shown>
}

/** A code that lives for a short time: it is asked for again when it has run out, by the center's clock. */
export function ShownCode({ label, ask }: Props): ReactElement {
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const isAsking = useRef(false)
  const now = useCenterNow()?.now ?? null

  const renew = useCallback(() => {
    if (isAsking.current) return
    isAsking.current = true
    ask()
      .then(
        (fresh) => {
          setShown(fresh)
          setFailure(null)
        },
        (error: unknown) => setFailure(sentenceOf(error)),
      )
      .finally(() => {
        isAsking.current = false
      })
  }, [ask])

  useEffect(() => {
    setShown(null)
    renew()
  }, [renew])

  const left = shown === null || now === null ? null : Math.ceil((shown.until - now) / 1_000)
  const isOver = left !== null && left <= 0
  useEffect(() => {
    if (isOver && failure === null) renew()
  }, [isOver, failure, renew])

  if (failure !== null)
    return (
      <div className="code" role="alert">
        <p className="code-failed">{failure}</p>
        <Button size="large" onClick={renew}>
          再试一次
        </Button>
      </div>
    )
  if (shown === null)
    return (
      <p className="code" role="status">
        正在生成…
      </p>
    )
  return (
    <div className="code">
      <QrPicture text={shown.qr} label={label} isOver={isOver} />
      <p className="code-text">
        <Typography.Text copyable={{ tooltips: ['复制', '已复制'] }}>{shown.qr}</Typography.Text>
      </p>
      <p className="code-left">{left === null || isOver ? '正在更新' : `${left} 秒后自动更新`}，每个码只能用一次</p>
      <Button onClick={renew}>马上换一个</Button>
    </div>
  )
}
