import { z } from 'zod'
import { StockMode, UploadsView } from '../../stock/uploads.ts'
import { type CommandRule, MANAGING, Nothing, Reason } from '../rule.ts'

const BatchSerial = z.string().min(1).max(30)

/** What the province was told of the stock, and what is done with what it refused. */
export const uploadCommands = {
  // what is not done with; with a paper's number everything of that paper
  'uploads.view': {
    input: z.strictObject({ document: z.string().trim().min(1).max(40).nullable() }),
    output: UploadsView,
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  // one that was refused, or all that were
  'uploads.again': {
    input: z.strictObject({ batchSerial: BatchSerial.nullable() }),
    output: Nothing,
    by: 'signedIn',
    failures: ['UPLOAD_NOT_NOW'],
    audit: 'workflow',
  },
  'uploads.drop': {
    input: z.strictObject({ batchSerial: BatchSerial, reason: Reason }),
    output: Nothing,
    by: MANAGING,
    failures: ['UPLOAD_NOT_NOW'],
    audit: 'workflow',
  },
  // 3507 of one that stands; refused with whatever the center says
  'uploads.delete': {
    input: z.strictObject({ batchSerial: BatchSerial, reason: Reason }),
    output: Nothing,
    by: MANAGING,
    failures: ['UPLOAD_NOT_NOW', 'UPLOAD_NOT_DELETED'],
    audit: 'workflow',
  },
  'uploads.setMode': {
    input: z.strictObject({ mode: StockMode }),
    output: Nothing,
    by: MANAGING,
    failures: ['SETTING_FIXED'],
    audit: 'workflow',
  },
} as const satisfies Record<string, CommandRule>
