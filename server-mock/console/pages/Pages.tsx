import { type ReactElement, Suspense } from 'react'
import { ErrorBoundary } from '../components/ErrorBoundary.tsx'
import { useRoute } from '../route.ts'
import { pageAt } from './pages.ts'

/** The page that the address names. */
export function Pages(): ReactElement {
  const page = pageAt(useRoute())
  if (page === undefined)
    return (
      <div className="state">
        <p>没有这个页面。</p>
        <a href="#/">回到总览</a>
      </div>
    )
  return (
    // a bug of one page ends when another is chosen
    <ErrorBoundary key={page.path}>
      <Suspense
        fallback={
          <p className="state" role="status">
            正在打开…
          </p>
        }
      >
        <page.Page />
      </Suspense>
    </ErrorBoundary>
  )
}
