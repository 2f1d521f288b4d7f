import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
}

/** Catches a bug while drawing: a sentence and a way on, instead of an empty window. All that matters is in the center. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main className="whole-page" role="alert">
        <h1>培训 · 页面出错</h1>
        <p>模拟中心不受影响，数据都在。请重新载入本页。</p>
        <button type="button" onClick={() => window.location.reload()}>
          重新载入
        </button>
      </main>
    )
  }
}
