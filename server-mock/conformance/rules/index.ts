import type { Rule } from '../rule.ts'
import { answerRules } from './answer.ts'
import { flowRules } from './flow.ts'
import { goodsRules } from './goods.ts'
import { lostRules } from './lost.ts'
import { messageRules } from './message.ts'
import { paceRules } from './pace.ts'
import { privacyRules } from './privacy.ts'
import { signInRules } from './signIn.ts'
import { tokenRules } from './token.ts'

/** Every rule that a client must keep, in the order of the report. A new one is a row in one of these files, and a log in its test that keeps it and one that breaks it. */
export const rules: readonly Rule[] = Object.freeze([
  ...signInRules,
  ...messageRules,
  ...flowRules,
  ...lostRules,
  ...tokenRules,
  ...answerRules,
  ...goodsRules,
  ...privacyRules,
  ...paceRules,
])
