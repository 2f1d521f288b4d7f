import './nonce.ts'
import './styles/page.css'
import './styles/customer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { bridge } from './api/bridge.ts'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { i18n } from './i18n/i18n.ts'
import { CustomerPage } from './screens/customer/CustomerPage.tsx'
import { createCustomerStore } from './state/customerStore.ts'
import { applyPalette } from './theme/palette.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('customer.html has no #root')

applyPalette(document.documentElement)

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <ErrorBoundary>
        <CustomerPage store={createCustomerStore(bridge())} />
      </ErrorBoundary>
    </I18nextProvider>
  </StrictMode>,
)
