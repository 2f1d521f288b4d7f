import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { causeWords } from '../../../src/main/station/papers/stockTables.ts'
import { stocktakeStates } from '../../../src/main/station/store/stock/stocktakes.ts'
import { uploadNumbers, uploadStates } from '../../../src/main/station/store/stock/uploads.ts'
import { zhCN } from '../../../src/renderer/i18n/zh-CN/index.ts'
import { manageSections } from '../../../src/renderer/screens/manage/sections.ts'
import { saleColumns } from '../../../src/renderer/screens/sale/SaleLines.tsx'
import { boxColumns } from '../../../src/renderer/screens/stock/box/BoxCard.tsx'
import { bookColumns } from '../../../src/renderer/screens/stock/box/DrugBook.tsx'
import { catalogueColumns } from '../../../src/renderer/screens/stock/catalogue/CatalogueTable.tsx'
import { changeColumns, expiryColumns } from '../../../src/renderer/screens/stock/changes/ChangeList.tsx'
import { itemColumns } from '../../../src/renderer/screens/stock/changes/ChangePanel.tsx'
import { comparisonColumns } from '../../../src/renderer/screens/stock/comparison/ComparisonTable.tsx'
import { formulaColumns, formulaParts } from '../../../src/renderer/screens/stock/comparison/FormulaCard.tsx'
import { deliveryColumns } from '../../../src/renderer/screens/stock/receiving/DeliveryList.tsx'
import { lineColumns } from '../../../src/renderer/screens/stock/receiving/LineTable.tsx'
import { stockSections } from '../../../src/renderer/screens/stock/sections.ts'
import { differenceColumns } from '../../../src/renderer/screens/stock/stocktake/DifferenceTable.tsx'
import { listColumns } from '../../../src/renderer/screens/stock/stocktake/StocktakeList.tsx'
import { uploadColumns } from '../../../src/renderer/screens/stock/uploads/UploadTable.tsx'
import { viewColumns } from '../../../src/renderer/screens/stock/views/ViewRows.tsx'
import { viewKinds } from '../../../src/renderer/screens/stock/views/viewAsk.ts'
import { plainFields, secretFieldNames } from '../../../src/renderer/state/connection.ts'
import { abandonReasons, byHandReasons } from '../../../src/renderer/state/desk.ts'
import { drugTexts } from '../../../src/renderer/state/drugForm.ts'
import { mayServe } from '../../../src/renderer/state/possible.ts'
import { saleSteps } from '../../../src/renderer/state/saleStep.ts'
import { photoFaults } from '../../../src/shared/contract/cardPhoto.ts'
import { CaseVerdict, PaperKind } from '../../../src/shared/contract/case.ts'
import { commands } from '../../../src/shared/contract/contract.ts'
import { CenterView, PatientView, VisitPhase } from '../../../src/shared/contract/counter.ts'
import { DeviceView, deviceReasons, paperSorts, TestReading, transports } from '../../../src/shared/contract/devices.ts'
import { failureCodes, failureFacts } from '../../../src/shared/contract/failures.ts'
import { RegisteredPharmacist } from '../../../src/shared/contract/host.ts'
import { commandNames } from '../../../src/shared/contract/names.ts'
import { CredentialKind } from '../../../src/shared/contract/purchaser.ts'
import { roles } from '../../../src/shared/contract/roles.ts'
import { ChannelTest } from '../../../src/shared/contract/shop.ts'
import { catalogueTasks, DrugFields, importFaults, mappingStates } from '../../../src/shared/contract/stock/catalogue.ts'
import { deliveryFaults, deliveryStates } from '../../../src/shared/contract/stock/receiving.ts'
import { SalePaperKind } from '../../../src/shared/contract/stock/sale.ts'
import { StockMode } from '../../../src/shared/contract/stock/uploads.ts'
import {
  differenceKinds as comparedKinds,
  differenceCauses,
  differenceCures,
} from '../../../src/shared/domain/comparison/facts.ts'
import { caseStates } from '../../../src/shared/domain/dispenseCase.ts'
import { packPlaces } from '../../../src/shared/domain/packPlaces.ts'
import { differences } from '../../../src/shared/domain/receiving.ts'
import { relations } from '../../../src/shared/domain/relations.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import { scanFaults } from '../../../src/shared/domain/scanFaults.ts'
import { scannerCodeIds } from '../../../src/shared/domain/scannerCodes.ts'
import { scannerFindings } from '../../../src/shared/domain/scannerDoctor.ts'
import { specialClasses } from '../../../src/shared/domain/specialClasses.ts'
import { changeTypes, movementKinds } from '../../../src/shared/domain/stockBook.ts'
import { changeKinds } from '../../../src/shared/domain/stockChanges.ts'
import { differenceKinds } from '../../../src/shared/domain/stocktake.ts'
import { expiryBands } from '../../../src/shared/domain/stockViews.ts'
import { visitColours } from '../../../src/shared/domain/visitColours.ts'
import { profiles } from '../../../src/shared/profiles/index.ts'

const folder = join(import.meta.dirname, '../../../src/renderer')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

const facts = Object.values(failureFacts)
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()

/** Word lists whose keys are the values of something in the contract. */
const joined: readonly (readonly [path: string, words: object, values: Iterable<string>])[] = [
  ['failures', zhCN.failures, failureCodes],
  ['retries', zhCN.retries, ['no', 'now', 'later', 'newScan']],
  ['turns', zhCN.turns, ['clerk', 'pharmacist', 'patient', 'center', 'support']],
  ['money', zhCN.money, ['untouched', 'unknown', 'moved']],
  ['roles', zhCN.roles, roles],
  ['device.kind', zhCN.device.kind, DeviceView.unwrap().shape.kind.options],
  ['device.reason', zhCN.device.reason, deviceReasons],
  ['device.help', zhCN.device.help, deviceReasons],
  ['center.reach', zhCN.center.reach, CenterView.unwrap().shape.reach.options],
  ['center.signIn', zhCN.center.signIn, CenterView.unwrap().shape.signIn.options],
  ['patient.credential', zhCN.patient.credential, CredentialKind.options],
  ['patient.photoWord', zhCN.patient.photoWord, ['decoding', ...photoFaults]],
  ['purchaser.relations', zhCN.purchaser.relations, relations],
  ['patient.gender', zhCN.patient.gender, PatientView.unwrap().shape.gender.options],
  [
    'progress.step',
    zhCN.progress.step,
    VisitPhase.options.filter(
      (phase) => phase !== 'awaitingPassword' && phase !== 'choosingPlace' && phase !== 'listed' && phase !== 'stopped',
    ),
  ],
  ['progress.state', zhCN.progress.state, ['done', 'underWay', 'waiting']],
  ['caseState', zhCN.caseState, caseStates],
  ['verdict.center', zhCN.verdict.center, CaseVerdict.unwrap().shape.center.options],
  ['verdict.own', zhCN.verdict.own, CaseVerdict.unwrap().shape.own.options],
  ['standing', zhCN.standing, ['untouched', 'unknown', 'settled', 'revoked']],
  ['review.point', zhCN.review.point, reviewPoints],
  ['colour', zhCN.colour, visitColours],
  ['parked.phase', zhCN.parked.phase, VisitPhase.options],
  ['paper.kind', zhCN.paper.kind, PaperKind.options],
  ['boxes.byHand.reason', zhCN.boxes.byHand.reason, byHandReasons],
  ['abandon.reason', zhCN.abandon.reason, abandonReasons],
  ['manage.section', zhCN.manage.section, manageSections],
  ['accounts.task', zhCN.accounts.task, ['add', 'change', 'reset']],
  ['pharmacists.field', zhCN.pharmacists.field, Object.keys(RegisteredPharmacist.unwrap().shape)],
  ['connection.field', zhCN.connection.field, Object.keys(plainFields)],
  ['connection.secret', zhCN.connection.secret, secretFieldNames],
  ['connection.profileName', zhCN.connection.profileName, Object.values(profiles).map(({ name }) => name)],
  ['connection.channel', zhCN.connection.channel, ChannelTest.unwrap().shape.channel.options],
  ['customer.passwordFor', zhCN.customer.passwordFor, ['prescriptions', 'payment', 'sale']],
  ['devices.by', zhCN.devices.by, transports],
  ['devices.place', zhCN.devices.place, transports],
  ['devices.paperSort', zhCN.devices.paperSort, paperSorts],
  ['devices.direction', zhCN.devices.direction, ['in', 'out']],
  ['devices.scanKind', zhCN.devices.scanKind, TestReading.unwrap().shape.kind.options],
  ['devices.scanFault', zhCN.devices.scanFault, scanFaults],
  ['scannerDoctor.code', zhCN.scannerDoctor.code, scannerCodeIds],
  ['scannerDoctor.finding', zhCN.scannerDoctor.finding, scannerFindings],
  ['scannerDoctor.advice', zhCN.scannerDoctor.advice, scannerFindings],
  ['stock.section', zhCN.stock.section, stockSections],
  ['stocktake.scopeName', zhCN.stocktake.scopeName, ['shop', 'shelf', 'drugs']],
  ['comparison.cause', zhCN.comparison.cause, differenceCauses],
  ['comparison.cure', zhCN.comparison.cure, differenceCures],
  ['comparison.kind', zhCN.comparison.kind, comparedKinds],
  ['comparison.column', zhCN.comparison.column, comparisonColumns],
  ['comparison.formula', zhCN.comparison.formula, ['title', ...formulaParts]],
  ['comparison.lots', zhCN.comparison.lots, ['noLot', ...formulaColumns]],
  ['stocktake.state', zhCN.stocktake.state, stocktakeStates],
  ['stocktake.kind', zhCN.stocktake.kind, differenceKinds],
  ['stocktake.column', zhCN.stocktake.column, differenceColumns],
  ['stocktake.listColumn', zhCN.stocktake.listColumn, listColumns],
  ['uploads.modeName', zhCN.uploads.modeName, StockMode.options],
  ['uploads.count', zhCN.uploads.count, ['waiting', 'refused', 'unknown', 'late']],
  ['uploads.number', zhCN.uploads.number, uploadNumbers],
  ['uploads.state', zhCN.uploads.state, uploadStates],
  ['uploads.deadline', zhCN.uploads.deadline, ['none', 'inTime', 'soon', 'late']],
  ['header.uploadsSome', zhCN.header.uploadsSome, ['none', 'inTime', 'soon', 'late']],
  ['uploads.column', zhCN.uploads.column, uploadColumns],
  ['receiving.state', zhCN.receiving.state, deliveryStates],
  ['receiving.difference', zhCN.receiving.difference, differences],
  ['receiving.fault', zhCN.receiving.fault, deliveryFaults],
  ['receiving.listColumn', zhCN.receiving.listColumn, deliveryColumns],
  ['receiving.lineColumn', zhCN.receiving.lineColumn, lineColumns],
  ['changes.kindName', zhCN.changes.kindName, changeKinds],
  ['changes.state', zhCN.changes.state, ['open', 'done', 'cancelled']],
  ['changes.listColumn', zhCN.changes.listColumn, changeColumns],
  ['changes.itemColumn', zhCN.changes.itemColumn, itemColumns],
  ['changes.expiryColumn', zhCN.changes.expiryColumn, expiryColumns],
  ['sale.column', zhCN.sale.column, saleColumns],
  ['sale.lineState', zhCN.sale.lineState, ['comingBack', 'returned']],
  ['sale.step', zhCN.sale.step, saleSteps],
  ['salePaper.kind', zhCN.salePaper.kind, SalePaperKind.options],
  ['catalogue.column', zhCN.catalogue.column, catalogueColumns],
  ['catalogue.level', zhCN.catalogue.level, ['A', 'B', 'C', 'none']],
  ['catalogue.prescription', zhCN.catalogue.prescription, DrugFields.shape.prescriptionDrug.options],
  ['catalogue.special', zhCN.catalogue.special, specialClasses],
  ['catalogue.mapping', zhCN.catalogue.mapping, mappingStates],
  ['catalogue.task', zhCN.catalogue.task, catalogueTasks],
  ['catalogue.ended', zhCN.catalogue.ended, catalogueTasks],
  ['drug.field', zhCN.drug.field, [...Object.keys(drugTexts), 'prescriptionDrug', 'isTraced', 'level', 'special']],
  ['drug.traced', zhCN.drug.traced, ['yes', 'no']],
  ['drug.term', zhCN.drug.term, ['limits', 'shares', 'prices']],
  ['importing.count', zhCN.importing.count, ['added', 'changed', 'unchanged']],
  ['importing.fault', zhCN.importing.fault, importFaults],
  ['box.place', zhCN.box.place, [...packPlaces, 'unknown']],
  ['box.column', zhCN.box.column, boxColumns],
  ['views.kind', zhCN.views.kind, viewKinds],
  ['views.band', zhCN.views.band, expiryBands],
  ['views.column', zhCN.views.column, Object.values(viewColumns).flat()],
  ['views.empty', zhCN.views.empty, viewKinds],
  ['views.shorter', zhCN.views.shorter, ['value', 'turnover', 'expiry']],
  ['views.longer', zhCN.views.longer, ['value', 'turnover', 'expiry']],
  ['drugBook.column', zhCN.drugBook.column, bookColumns],
  ['drugBook.kind', zhCN.drugBook.kind, movementKinds],
  ['drugBook.change', zhCN.drugBook.change, Object.keys(changeTypes)],
  ['prescription.validity', zhCN.prescription.validity, ['expired', 'today', 'tomorrow', 'days']],
]

test.each(joined)('%s has words for every value of the contract and for no other', (_, words, values) => {
  expect(sorted(Object.keys(words))).toEqual(sorted(values))
})

test('the words for turns, retries and money cover what the facts of the failures say', () => {
  for (const { turn, retry, money } of facts) {
    expect([zhCN.turns[turn], zhCN.retries[retry], zhCN.money[money]]).not.toContain(undefined)
  }
})

function leaves(words: object, path: string): readonly (readonly [path: string, word: unknown])[] {
  return Object.entries(words).flatMap(([key, word]) => {
    const here = path === '' ? key : `${path}.${key}`
    return typeof word === 'object' && word !== null ? leaves(word, here) : [[here, word] as const]
  })
}

test('a cause is called the same on the screen, in a file and on paper', () => {
  expect(causeWords).toEqual(zhCN.comparison.cause)
})

test('every word is Chinese text that is there', () => {
  for (const [path, word] of leaves(zhCN, '')) expect(word, path).toMatch(/[\u4e00-\u9fff]|^\{\{/)
})

test('no Chinese sentence uses a Western comma', () => {
  for (const [path, word] of leaves(zhCN, '')) expect(word, path).not.toMatch(/[\u4e00-\u9fff”][,;]/)
})

test('no word is left over: each is joined to the contract or named in the source', () => {
  const text = sources.map((source) => source.text).join('\n')
  // shown by their code on the wire, which the contract leaves open
  const byCode = [
    ...Object.keys({ insuranceTypes: zhCN.insuranceTypes }),
    'pay.part',
    'happening.event',
    'happening.exchange',
    'happening.outcome',
    'box.reason',
  ]
  const unused = leaves(zhCN, '')
    .map(([path]) => path)
    .filter((path) => ![...joined.map(([list]) => list), ...byCode].some((list) => path.startsWith(`${list}.`)))
    .filter((path) => !text.includes(`'${path}'`))
    .filter((path) => !(path.startsWith('next.') && /`next\.\$\{kind\}\.(title|hint)`/.test(text)))
    .filter((path) => !(path.startsWith('help.keys.') && text.includes(`'${path.slice('help.keys.'.length)}'`)))
    .filter((path) => !(path.startsWith('header.clock') && /`header\.\$\{warning\.kind\}`/.test(text)))
  expect(unused).toEqual([])
})

test('no Chinese word stands in a screen itself', () => {
  const elsewhere = sources.filter(
    ({ name, text }) => !name.startsWith('i18n') && /['>`][^'`\n<]*[\u4e00-\u9fff][^'`\n<]*['<`]/.test(withoutComments(text)),
  )
  expect(elsewhere.map(({ name }) => name)).toEqual([])
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

test('the buttons for a visit and its case are offered to exactly the roles that the contract lets use them', () => {
  const allowed: readonly string[] = commands['visit.retry'].by
  const others = commandNames.filter((name) => name.startsWith('case') || name === 'visit.end')
  for (const name of others) expect(commands[name].by, name).toEqual(allowed)
  for (const role of roles) expect(mayServe({ id: 'x', name: 'x', roles: [role] }), role).toBe(allowed.includes(role))
})

test('only one file touches the bridge, and nothing is kept in the page’s storage', () => {
  expect(sources.filter(({ text }) => /window\.rxcounter/.test(text)).map(({ name }) => name)).toEqual(['api/bridge.ts'])
  expect(sources.filter(({ text }) => /localStorage|sessionStorage|indexedDB/.test(text))).toEqual([])
})

test('the page takes nothing from the contract at run time but the facts of the failures, so that no schema is loaded', () => {
  const imports = sources.flatMap(({ text }) => text.match(/^import (?!type ).*shared\/contract\/.*$/gm) ?? [])
  expect(imports.filter((line) => !line.includes('failureFacts.ts'))).toEqual([])
})
