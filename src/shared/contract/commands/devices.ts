import { z } from 'zod'
import { type CommandRule, MANAGING, Nothing } from './rule.ts'

const Port = z.string().min(1).max(200).nullable()
const BaudRate = z.literal([9600, 19200, 38400, 57600, 115200])

const PortSettings = z.strictObject({ port: Port, baudRate: z.number().int().positive().nullable() }).readonly()

/** What stands on the counter. */
export const deviceCommands = {
  // what was chosen; a rate of null is the model's own
  'devices.settings': {
    input: Nothing,
    output: z.strictObject({ scanner: PortSettings, printer: PortSettings }).readonly(),
    by: MANAGING,
    failures: [],
    audit: 'none',
  },
  // null: look for a known model
  'devices.setScanner': {
    input: z.strictObject({ port: Port, baudRate: BaudRate }),
    output: Nothing,
    by: MANAGING,
    failures: [],
    audit: 'command',
  },
  // null: there is none, papers are shown on the screen
  'devices.setPrinter': {
    input: z.strictObject({ port: Port, baudRate: BaudRate }),
    output: Nothing,
    by: MANAGING,
    failures: [],
    audit: 'command',
  },
  // while it is on, readings are shown instead of taken
  'devices.test': { input: z.strictObject({ isOn: z.boolean() }), output: Nothing, by: MANAGING, failures: [], audit: 'command' },
  'devices.testPrint': {
    input: Nothing,
    output: Nothing,
    by: MANAGING,
    failures: ['PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'command',
  },
} as const satisfies Record<string, CommandRule>
