import { Pagination } from 'antd'
import type { ReactElement } from 'react'

interface Pages {
  /** counted from 1 */
  readonly page: number
  readonly perPage: number
  readonly total: number
  readonly onPage: (page: number) => void
}

/** Which part of a long list is shown. */
export function Pager({ page, perPage, total, onPage }: Pages): ReactElement {
  return <Pagination size="small" current={page} pageSize={perPage} total={total} onChange={onPage} showSizeChanger={false} />
}
