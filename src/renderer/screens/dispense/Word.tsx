import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons'
import type { ReactElement } from 'react'
import type { Level } from '../../components/StatusLight.tsx'

const icons = { good: CheckCircleFilled, waiting: ClockCircleOutlined, bad: CloseCircleFilled } as const

interface Props {
  readonly name: string
  /** what it came to, beside the colour and the shape */
  readonly word: string
  readonly level: Level
  readonly testId: string
}

/** What something came to: name, shape, word and colour. */
export function Word({ name, word, level, testId }: Props): ReactElement {
  const Icon = icons[level]
  return (
    <p className="outcome" data-testid={testId} data-level={level}>
      <span>{name}</span>
      <strong className={`word-${level}`}>
        <Icon aria-hidden="true" /> {word}
      </strong>
    </p>
  )
}
