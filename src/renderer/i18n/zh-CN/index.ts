import * as customerWords from './customer.ts'
import * as dispenseWords from './dispense.ts'
import * as failureWords from './failures.ts'
import * as manageWords from './manage.ts'
import * as pictureWords from './pictures.ts'
import * as scannerDoctorWords from './scannerDoctor.ts'
import * as screenWords from './screens.ts'
import * as stepWords from './steps.ts'
import * as catalogueWords from './stock/catalogue.ts'
import * as comparisonWords from './stock/comparison.ts'
import * as receivingWords from './stock/receiving.ts'
import * as saleWords from './stock/sale.ts'
import * as stocktakeWords from './stock/stocktake.ts'
import * as uploadWords from './stock/uploads.ts'
import * as viewWords from './stock/views.ts'
import * as stockWords from './stock.ts'

/** All Chinese words of the screens. Other languages have the same keys. */
export const zhCN = {
  ...screenWords,
  ...customerWords,
  ...stepWords,
  ...dispenseWords,
  ...failureWords,
  ...pictureWords,
  ...manageWords,
  ...scannerDoctorWords,
  ...stockWords,
  ...comparisonWords,
  ...saleWords,
  ...stocktakeWords,
  ...catalogueWords,
  ...uploadWords,
  ...receivingWords,
  ...viewWords,
} as const
