import { z } from 'zod'
import { caseCommands } from './commands/case.ts'
import { customerCommands } from './commands/customer.ts'
import { deviceCommands } from './commands/devices.ts'
import { pictureCommands } from './commands/pictures.ts'
import { placeCommands } from './commands/place.ts'
import { type CommandRule, Nothing } from './commands/rule.ts'
import { scanCommands } from './commands/scan.ts'
import { sessionCommands } from './commands/session.ts'
import { shopCommands } from './commands/shop.ts'
import { catalogueCommands } from './commands/stock/catalogue.ts'
import { changeCommands } from './commands/stock/changes.ts'
import { comparisonCommands } from './commands/stock/comparison.ts'
import { receivingCommands } from './commands/stock/receiving.ts'
import { saleCommands } from './commands/stock/sale.ts'
import { stocktakeCommands } from './commands/stock/stocktake.ts'
import { uploadCommands } from './commands/stock/uploads.ts'
import { viewCommands } from './commands/stock/views.ts'
import { stockCommands } from './commands/stock.ts'
import { visitCommands } from './commands/visit.ts'
import { CounterState } from './counter.ts'
import { CustomerState } from './customer.ts'
import type { CommandName, EventName } from './names.ts'
import { PlaceScan, StockHappening } from './place.ts'

/**
 * The contract between renderer and station, once: handlers, the preload's functions and the fuzz tests are derived from this table.
 * Strict objects everywhere: a field that nobody asked for is refused.
 */
export const commands = {
  ...sessionCommands,
  ...shopCommands,
  ...visitCommands,
  ...customerCommands,
  ...caseCommands,
  ...deviceCommands,
  ...pictureCommands,
  ...placeCommands,
  ...scanCommands,
  ...stockCommands,
  ...stocktakeCommands,
  ...uploadCommands,
  ...comparisonCommands,
  ...viewCommands,
  ...receivingCommands,
  ...changeCommands,
  ...saleCommands,
  ...catalogueCommands,
  'counter.state': { input: Nothing, output: CounterState, by: 'anyone', failures: [], audit: 'none' },
  'notice.dismiss': {
    input: z.strictObject({ id: z.string().min(1).max(40) }),
    output: Nothing,
    by: 'signedIn',
    failures: [],
    audit: 'command',
  },
} as const satisfies Record<CommandName, CommandRule>

export const events = {
  'counter.changed': CounterState,
  // to the window before the customer alone
  'customer.changed': CustomerState,
  // to the window whose place claimed it
  'place.scanned': PlaceScan,
  'stock.changed': StockHappening,
} as const satisfies Record<EventName, z.ZodType>

export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>
