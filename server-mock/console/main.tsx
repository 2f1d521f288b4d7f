import { nonce } from './nonce.ts'
import './styles/frame.css'
import './styles/parts.css'
import './styles/desk.css'
import { ConfigProvider, App as Messages } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ConsoleApp } from './ConsoleApp.tsx'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { applyPalette, theme } from './theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

applyPalette(document.documentElement)

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
        <Messages className="messages">
          <ConsoleApp />
        </Messages>
      </ConfigProvider>
    </ErrorBoundary>
  </StrictMode>,
)
