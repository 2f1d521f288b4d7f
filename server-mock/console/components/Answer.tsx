import { Button } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import type { Asked } from '../api/useAsked.ts'

interface Props<T> {
  readonly of: Asked<T>
  /** what is said when `isEmpty` */
  readonly empty?: ReactNode
  readonly isEmpty?: (value: T) => boolean
  readonly children: (value: T) => ReactNode
}

/** Something that was asked of the center, in each of its states: on its way, failed, nothing there, there. */
export function Answer<T>({ of: { value, failure, reload }, empty = '暂时没有内容', isEmpty, children }: Props<T>): ReactElement {
  if (value === undefined && failure === null)
    return (
      <p className="state" role="status">
        正在读取…
      </p>
    )
  return (
    <>
      {failure !== null && (
        <p className="state state-failed" role="alert">
          <span>{failure}</span>
          <Button onClick={reload}>重新读取</Button>
        </p>
      )}
      {value !== undefined && (isEmpty?.(value) === true ? <div className="state">{empty}</div> : children(value))}
    </>
  )
}
