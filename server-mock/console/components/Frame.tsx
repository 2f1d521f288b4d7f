import { type ReactElement, type ReactNode, useEffect } from 'react'
import { useCenter } from '../api/center.tsx'
import { pageAt, pages } from '../pages/pages.ts'
import { goTo, useRoute } from '../route.ts'
import { CenterClock } from './CenterClock.tsx'

interface Props {
  readonly onRefused: () => void
  readonly children: ReactNode
}

/** What stands around every page: where one can go (Alt and a digit as well), the center's clock, and whether the center is there. */
export function Frame({ onRefused, children }: Props): ReactElement {
  const { link } = useCenter()
  const here = pageAt(useRoute())

  useEffect(() => {
    if (link === 'refused') onRefused()
  }, [link, onRefused])

  useEffect(() => {
    document.title = `培训 · ${here?.title ?? '模拟中心'}`
  }, [here])

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const page = event.altKey && !event.ctrlKey ? pages[Number(event.key) - 1] : undefined
      if (page === undefined) return
      event.preventDefault()
      goTo(page.path)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  return (
    <div className="frame">
      <nav className="places" aria-label="控制台">
        <p className="places-name">模拟中心</p>
        <ol>
          {pages.map(({ path, title, icon: Icon }, index) => (
            <li key={path}>
              <a href={`#${path}`} aria-current={path === here?.path ? 'page' : undefined} aria-keyshortcuts={`Alt+${index + 1}`}>
                <Icon aria-hidden />
                <span>{title}</span>
                <kbd>{index + 1}</kbd>
              </a>
            </li>
          ))}
        </ol>
        <CenterClock />
        <p className="link" data-link={link} data-testid="link">
          {link === 'connected' ? '实时' : link === 'connecting' ? '正在连接' : '连接中断'}
        </p>
      </nav>
      <main className="place">
        {link === 'away' && (
          <p className="band" role="alert" data-testid="away">
            <strong>连接中断</strong>
            <span>模拟中心没有回答，正在自动重试。下面显示的是中断前的内容。</span>
          </p>
        )}
        {children}
      </main>
    </div>
  )
}
