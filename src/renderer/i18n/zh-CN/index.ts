import * as failureWords from './failures.ts'
import * as screenWords from './screens.ts'

/** All Chinese words of the screens. Other languages have the same keys. */
export const zhCN = { ...screenWords, ...failureWords } as const
