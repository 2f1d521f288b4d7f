import { type ReactElement, useState } from 'react'
import { CenterProvider } from './api/center.tsx'
import { forgetToken, takeToken, tokenIn } from './api/token.ts'
import { Frame } from './components/Frame.tsx'
import { TokenScreen } from './components/TokenScreen.tsx'
import { TrainingStrip } from './components/TrainingStrip.tsx'
import { Pages } from './pages/Pages.tsx'

/** The whole page: the frame of training, whatever happens in it. */
export function ConsoleApp(): ReactElement {
  const [token, setToken] = useState(() => takeToken(window))
  const [isRefused, setRefused] = useState(false)
  const enter = (pasted: string): boolean => {
    const found = tokenIn(pasted)
    if (found === null) return false
    window.location.hash = `token=${found}`
    setToken(takeToken(window))
    setRefused(false)
    return true
  }
  const refuse = (): void => {
    forgetToken(window)
    setToken(null)
    setRefused(true)
  }
  return (
    <div className="page">
      <TrainingStrip />
      {token === null ? (
        <TokenScreen isRefused={isRefused} onEnter={enter} />
      ) : (
        <CenterProvider key={token} token={token}>
          <Frame onRefused={refuse}>
            <Pages />
          </Frame>
        </CenterProvider>
      )}
    </div>
  )
}
