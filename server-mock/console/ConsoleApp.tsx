import { type ReactElement, useEffect, useState } from 'react'
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
  // a token also comes while the page stands: pasted by a person, or from whoever opened the window when the center was started anew
  useEffect(() => {
    const arrive = (): void => {
      if (!window.location.hash.startsWith('#token=')) return
      setToken(takeToken(window))
      setRefused(false)
    }
    window.addEventListener('hashchange', arrive)
    return () => window.removeEventListener('hashchange', arrive)
  }, [])
  const enter = (pasted: string): boolean => {
    const found = tokenIn(pasted)
    if (found !== null) window.location.hash = `token=${found}`
    return found !== null
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
