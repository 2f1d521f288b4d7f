import { z } from 'zod'
import { Cause, ComparisonView, DrugFormula } from '../../stock/comparison.ts'
import { type CommandRule, Id, MANAGING, Nothing } from '../rule.ts'

/** The daily comparison with the province (F 2.4). */
export const comparisonCommands = {
  // `cause` null: of all causes; `page` from 0
  'comparison.view': {
    input: z.strictObject({ cause: Cause.nullable(), page: z.number().int().min(0).max(10_000) }),
    output: ComparisonView,
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  // goes on where it stopped, or begins anew
  'comparison.start': { input: Nothing, output: Nothing, by: 'signedIn', failures: ['CENTER_UNREACHABLE'], audit: 'command' },
  'comparison.stop': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], audit: 'command' },
  'comparison.drug': {
    input: z.strictObject({ drugId: Id }),
    output: DrugFormula.nullable(),
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  // one line, or all of one cause
  'comparison.mend': {
    input: z.union([z.strictObject({ line: z.number().int().positive() }), z.strictObject({ cause: Cause })]),
    output: Nothing,
    by: MANAGING,
    failures: ['CENTER_UNREACHABLE', 'UPLOAD_NOT_NOW', 'UPLOAD_NOT_DELETED'],
    audit: 'workflow',
  },
  'comparison.setHour': {
    input: z.strictObject({ hour: z.number().int().min(0).max(23).nullable() }),
    output: Nothing,
    by: MANAGING,
    failures: [],
    audit: 'command',
  },
} as const satisfies Record<string, CommandRule>
