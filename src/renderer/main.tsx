import { nonce } from './nonce.ts'
import './styles/page.css'
import './styles/header.css'
import './styles/band.css'
import './styles/columns.css'
import './styles/case.css'
import './styles/boxes.css'
import './styles/money.css'
import './styles/panel.css'
import './styles/search.css'
import './styles/visits.css'
import './styles/signIn.css'
import './styles/manage.css'
import './styles/stock.css'
import './styles/sale.css'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './App.tsx'
import { bridge } from './api/bridge.ts'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { i18n } from './i18n/i18n.ts'
import { catchScans } from './scan/wedge.ts'
import { createScreenStore } from './state/store.ts'
import { theme } from './theme/antd.ts'
import { applyPalette } from './theme/palette.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

function configured(children: ReactNode): ReactNode {
  return (
    <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}

// before anything of the page listens to keys
catchScans((strokes) => void bridge().commands['scan.keyed']({ strokes }))
applyPalette(document.documentElement)
ConfigProvider.config({ holderRender: configured })

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <ErrorBoundary>{configured(<App store={createScreenStore(bridge())} />)}</ErrorBoundary>
    </I18nextProvider>
  </StrictMode>,
)
