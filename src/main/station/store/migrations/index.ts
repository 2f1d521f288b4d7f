import { people } from './0001-people.ts'
import { visits } from './0002-visits.ts'
import { cases } from './0003-cases.ts'
import { counter } from './0004-counter.ts'
import { stock } from './0005-stock.ts'
import { stocktake } from './0006-stocktake.ts'
import { sales } from './0007-sales.ts'
import { catalogue } from './0008-catalogue.ts'
import { comparison } from './0009-comparison.ts'
import { receiving } from './0010-receiving.ts'
import { saleAccounts } from './0011-saleAccounts.ts'
import { shelf } from './0012-shelf.ts'
import { uploadsDue } from './0013-uploadsDue.ts'
import { cards } from './0014-cards.ts'
import { salePasswords } from './0015-salePasswords.ts'
import { cardPhotos } from './0016-cardPhotos.ts'
import type { Migration } from './migration.ts'

/** Every migration in order; the n-th has version n. */
export const migrations: readonly Migration[] = Object.freeze([
  people,
  visits,
  cases,
  counter,
  stock,
  stocktake,
  sales,
  catalogue,
  comparison,
  receiving,
  saleAccounts,
  shelf,
  uploadsDue,
  cards,
  salePasswords,
  cardPhotos,
])
