import { Component, type ReactNode } from 'react'
import { i18n } from '../i18n/i18n.ts'

interface Props {
  readonly children: ReactNode
}

/** Catches a bug while drawing: a sentence and a way on, instead of an empty window. All that matters is in the station. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main className="center-page" role="alert" data-testid="broken">
        <h1>{i18n.t('app.broken')}</h1>
        <p>{i18n.t('app.brokenNext')}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {i18n.t('app.reload')}
        </button>
      </main>
    )
  }
}
