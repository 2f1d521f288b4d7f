import { z } from 'zod'
import { DeviceModel, DeviceSetting, ScannerProfile } from '../devices.ts'
import { type CommandRule, MANAGING, Nothing } from './rule.ts'

/** What stands on the counter. */
export const deviceCommands = {
  // what the shop chose, and the models it can choose from
  'devices.settings': {
    input: Nothing,
    output: z.strictObject({ devices: z.array(DeviceSetting).readonly(), models: z.array(DeviceModel).readonly() }).readonly(),
    by: MANAGING,
    failures: [],
    audit: 'none',
  },
  // the printers of the operating system, which can be set up by their names
  'devices.systemPrinters': {
    input: Nothing,
    output: z.strictObject({ names: z.array(z.string()).readonly() }).readonly(),
    by: MANAGING,
    failures: ['SYSTEM_PRINTERS_SILENT'],
    audit: 'none',
  },
  // a device with an id that is there already takes its place
  'devices.save': {
    input: z.strictObject({ device: DeviceSetting }),
    output: Nothing,
    by: MANAGING,
    failures: ['DEVICE_MODEL_UNFIT', 'DEVICE_ADDRESS_TAKEN', 'DEVICE_ADDRESS_FAR', 'DEVICE_PAPERS_TAKEN'],
    audit: 'command',
  },
  'devices.remove': {
    input: z.strictObject({ id: z.string().max(40) }),
    output: Nothing,
    by: MANAGING,
    failures: ['DEVICE_UNKNOWN'],
    audit: 'command',
  },
  // while it is on, readings are shown instead of taken
  'devices.test': { input: z.strictObject({ isOn: z.boolean() }), output: Nothing, by: MANAGING, failures: [], audit: 'command' },
  // a scanner that was found by itself is set up with it; one that types too
  'devices.saveProfile': {
    input: z.strictObject({ deviceId: z.string().max(400), profile: ScannerProfile.nullable() }),
    output: z.strictObject({ id: z.string() }).readonly(),
    by: MANAGING,
    failures: ['DEVICE_UNKNOWN', 'DEVICE_MODEL_UNFIT'],
    audit: 'command',
  },
  // the codes by which a scanner is examined, as a PDF for the screen
  'devices.doctorSheet': {
    input: Nothing,
    output: z.strictObject({ base64: z.string() }).readonly(),
    by: MANAGING,
    failures: [],
    audit: 'none',
  },
  // the same as A4 on a printer of the operating system: a roll is too narrow for it
  'devices.printDoctorSheet': {
    input: Nothing,
    output: Nothing,
    by: MANAGING,
    failures: ['PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'command',
  },
  // a page on each printer, which says what is printed there
  'devices.testPrint': {
    input: Nothing,
    output: Nothing,
    by: MANAGING,
    failures: ['PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'command',
  },
} as const satisfies Record<string, CommandRule>
