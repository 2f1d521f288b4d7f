import { Button, Form, Input } from 'antd'
import { type ReactElement, useState } from 'react'

interface Props {
  /** the center did not know the token that the page had */
  readonly isRefused: boolean
  /** false when there is no token in what was pasted */
  readonly onEnter: (pasted: string) => boolean
}

/** Stands in the place of everything while the page has no token. */
export function TokenScreen({ isRefused, onEnter }: Props): ReactElement {
  const [hasFailed, setFailed] = useState(false)
  return (
    <main className="whole-page">
      <h1>{isRefused ? '管理令牌已失效' : '需要管理令牌'}</h1>
      <p>
        {isRefused ? '模拟中心重新启动过，令牌随之更换。' : '本页要用模拟中心给出的完整地址打开。'}
        请粘贴中心启动时打印的 <code>consoleUrl</code>（或其中的令牌）。
      </p>
      <Form
        className="token-form"
        layout="vertical"
        onFinish={({ pasted = '' }: { readonly pasted?: string }) => setFailed(!onEnter(pasted))}
      >
        <Form.Item
          name="pasted"
          label="地址或令牌"
          {...(hasFailed ? { validateStatus: 'error' as const, help: '这里面没有令牌。令牌是一长串 0–9、a–f 的字符。' } : {})}
        >
          <Input size="large" autoFocus autoComplete="off" spellCheck={false} placeholder="http://127.0.0.1:…/console/#token=…" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit">
          打开控制台
        </Button>
      </Form>
    </main>
  )
}
