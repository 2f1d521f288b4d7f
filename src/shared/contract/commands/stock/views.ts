import { z } from 'zod'
import { BookPlace, DrugBook, StockView, StockViewAsk } from '../../stock/views.ts'
import { type CommandRule, Nothing } from '../rule.ts'

/** What the books say of the whole stock, and of one drug. */
export const viewCommands = {
  'stock.view': {
    input: z.strictObject({ ask: StockViewAsk, page: z.number().int().min(0).max(10_000) }),
    output: StockView,
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  // all rows, as an xlsx
  'stock.viewFile': {
    input: z.strictObject({ ask: StockViewAsk }),
    output: z.strictObject({ name: z.string(), base64: z.base64() }).readonly(),
    by: 'signedIn',
    failures: [],
    audit: 'command',
  },
  // its figures and first rows, on the receipt printer
  'stock.printView': {
    input: z.strictObject({ ask: StockViewAsk }),
    output: Nothing,
    by: 'signedIn',
    failures: ['PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'command',
  },
  // of a drug by its own number, its EAN, or the trace code of any of its boxes
  'stock.movements': {
    input: z.strictObject({ of: z.string().trim().min(1).max(200), after: BookPlace.nullable() }),
    output: DrugBook,
    by: 'signedIn',
    failures: ['SALE_GOODS_UNKNOWN'],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>
