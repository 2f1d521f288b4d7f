import type { PictureGiven } from '../../../shared/contract/pictures.ts'
import type { StockView } from '../../../shared/contract/stock/views.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { checkSignedFile, type SignedFileCheck } from '../gateways/gm/signedFile.ts'
import type { DoctorSheet } from '../papers/doctorSheet.ts'
import type { Paper } from '../papers/paper.ts'
import { stockTables } from '../papers/stockTables.ts'
import type { ComparisonOrder } from '../store/stock/comparison/compareShop.ts'
import type { ImportFile } from './catalogue/importFile.ts'
import type { DeliveryFile } from './deliveries/deliveryFile.ts'
import type { FoundCode } from './pictures/readCodes.ts'
import { type ReadView, readStock } from './stockViews.ts'
import type { TableRefusal } from './tables/table.ts'
import type { Input, Output } from './thread.ts'

/** What takes longer than the station's own thread may compute at a stretch. Each takes and gives plain data and knows nothing but what it is given, books
 * to look into among it. */
export const jobs = {
  /** the signature in a prescription's file */
  checkFile: (file: Uint8Array): SignedFileCheck => checkSignedFile(file),

  /** a paper as a PDF; the library is loaded at the first of them */
  paper: async (paper: Paper): Promise<Uint8Array> => {
    const { renderPdf } = await import('../papers/pdf.ts')
    return renderPdf(paper)
  },

  /** the codes by which a scanner is examined, as a PDF; the libraries are loaded at the first of them */
  doctorSheet: async (given: DoctorSheet): Promise<Uint8Array> => {
    const { renderDoctorSheet } = await import('../papers/doctorSheet.ts')
    return renderDoctorSheet(given)
  },

  /** a file of drugs, compared with the books; the libraries are loaded at the first of them */
  importFile: async (given: { readonly file: string; readonly database: string }): Promise<Result<ImportFile, TableRefusal>> => {
    const { readImportFile } = await import('./catalogue/importFile.ts')
    return readImportFile(given)
  },
  /** which drugs the province is to be asked about box by box */
  drugsToDetail: async (order: Parameters<Comparing['drugsToDetail']>[0]) => (await comparing()).drugsToDetail(order),

  /** the whole shop against what the province answered */
  compareShop: async (order: ComparisonOrder) => (await comparing()).compareShop(order),

  /** some drugs alone */
  compareSome: async (order: Parameters<Comparing['compareSome']>[0]) => (await comparing()).compareSome(order),

  /** one drug with the province's formula */
  drugFormula: async (order: Parameters<Comparing['drugFormula']>[0]) => (await comparing()).drugFormula(order),

  /** what our book has of one drug, with the boxes that moved */
  drugBook: async (order: Parameters<Comparing['drugBook']>[0]) => (await comparing()).drugBook(order),

  /** the codes in a picture; null when the bytes are not those of a picture of that size. The decoder is loaded at the first of them. */
  readPicture: async (given: PictureGiven): Promise<readonly FoundCode[] | null> => {
    const { readPictureGiven } = await import('./pictures/readPicture.ts')
    return readPictureGiven(given)
  },

  /** what the books say of the stock */
  stockView: (read: ReadView): StockView => readStock(read),

  /** the same, every row of it, as an xlsx; the library is loaded at the first of them */
  stockFile: async (read: ReadView): Promise<Uint8Array> => {
    const { writeTables } = await import('./tables/writeXlsx.ts')
    return writeTables(stockTables(readStock(read)))
  },

  /** a supplier's note or relation file (base64); the libraries are loaded at the first of them */
  deliveryFile: async (file: string): Promise<Result<DeliveryFile, TableRefusal>> => {
    const { readDeliveryFile } = await import('./deliveries/deliveryFile.ts')
    return readDeliveryFile(file)
  },
} as const

type Comparing = typeof import('../store/stock/comparison/compareShop.ts')
/** loaded at the first comparison */
const comparing = (): Promise<Comparing> => import('../store/stock/comparison/compareShop.ts')

export type Jobs = typeof jobs
export type JobName = keyof Jobs
export type JobInput<N extends JobName> = Input<Jobs, N>
export type JobOutput<N extends JobName> = Output<Jobs, N>
