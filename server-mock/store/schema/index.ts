import { crc32 } from 'node:zlib'
import { callbackSchema } from './callback.ts'
import { hospitalSchema } from './hospital.ts'
import { insuranceSchema } from './insurance.ts'
import { localSchema } from './local.ts'
import { logSchema } from './log.ts'
import { paymentSchema } from './payment.ts'
import { phoneSchema } from './phone.ts'
import { prescriptionSchema } from './prescription.ts'
import { registrySchema } from './registry.ts'
import { stockSchema } from './stock.ts'
import { voucherSchema } from './voucher.ts'

/** The tables of the mock center, parents before their children. Times are epoch ms, amounts fen, prices millionths of a yuan, quantities ten-thousandths, flags 0 or 1. */
export const SCHEMA = [
  registrySchema,
  voucherSchema,
  prescriptionSchema,
  hospitalSchema,
  insuranceSchema,
  stockSchema,
  phoneSchema,
  localSchema,
  paymentSchema,
  callbackSchema,
  logSchema,
].join('')

/** Changes with every change of the tables: a data file of another version is refused, its content is only play. */
export const SCHEMA_VERSION = crc32(SCHEMA) & 0x7fff_ffff
