import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printerAt } from '../../scripts/counter/deviceSettings.ts'
import { commands } from '../../src/shared/contract/contract.ts'
import { type CommandName, commandNames } from '../../src/shared/contract/names.ts'
import { type Permission, type Role, roles } from '../../src/shared/contract/roles.ts'
import { openShop, type Page, type Shop, signIn } from '../integration/station/harness.ts'

const details = { name: '安和大药房', address: '', phone: '', officeName: '', officePhone: '' }
const connection = {
  voucherUrl: '',
  insuranceUrl: '',
  prescriptionUrl: '',
  institutionCode: '',
  institutionName: '',
  institutionArea: '',
  appId: '',
  terminalId: '',
  profile: '',
  appSecret: null,
  privateKey: null,
  platformPublicKey: null,
}

const drug = {
  ...{ id: 'one', nationalCode: 'X', name: '甲', productName: '', dosageForm: '', specification: '5mg', manufacturer: '乙' },
  ...{ approvalNumber: '', unit: '盒', pieceUnit: '片', piecesPerPack: 1, price: 1, prescriptionDrug: 'no', isTraced: true },
  ...{ level: null, barcode: null, shelf: '', special: [] },
}
const lot = { number: 'L1', madeOn: '2026-01-01', expiresOn: '2028-01-01' }

/** An input for every command that its row of the contract takes; whom it lets through comes back soon, with nothing done or a refusal of the workflow. */
const rightInput: Readonly<Record<CommandName, unknown>> = {
  'scan.picture': { from: 'picture', width: 16, height: 16, luminance: Buffer.alloc(256).toString('base64') },
  'scan.choose': { picture: 'one', index: 0 },
  'scan.keyed': {
    strokes: [{ code: 'Digit1', shift: false, caps: false, ctrl: false, alt: false, composing: false, at: 0 }],
  },
  'place.claimScans': { purpose: 'box', target: '' },
  'place.releaseScans': { purpose: 'box', target: '' },
  'receiving.list': {},
  'receiving.view': { deliveryId: 'one' },
  'receiving.begin': { supplier: '长风医药', note: 'SH1', invoice: '' },
  'receiving.addLine': { deliveryId: 'one', drug: 'SP0001', lot, quantity: 10_000, price: null },
  'receiving.import': { deliveryId: 'one', supplier: '', note: '', file: '' },
  'receiving.take': { deliveryId: 'one', code: 'one', drug: '', lot: null },
  'receiving.ask': { deliveryId: 'one', code: 'one' },
  'receiving.countLoose': { deliveryId: 'one', line: 1, quantity: 10_000 },
  'receiving.nameLine': { deliveryId: 'one', line: 1, drug: 'SP0001' },
  'receiving.refuse': { deliveryId: 'one', code: 'one', reason: '破损' },
  'receiving.finish': { deliveryId: 'one' },
  'receiving.reopen': { deliveryId: 'one' },
  'receiving.accept': { deliveryId: 'one' },
  'receiving.cancel': { deliveryId: 'one', reason: '没有到货' },
  'receiving.setSecond': { bySecond: false },
  'changes.list': {},
  'changes.view': { changeId: 'one' },
  'changes.begin': { kind: '105', reason: '过期', supplier: '', invoice: '' },
  'changes.take': { changeId: 'one', code: 'one', drug: '', lot: null },
  'changes.ask': { code: 'one' },
  'changes.addLoose': { changeId: 'one', drug: 'SP0008', lot, quantity: 10_000 },
  'changes.addReturned': { changeId: 'one' },
  'changes.remove': { changeId: 'one', item: 1 },
  'changes.complete': { changeId: 'one' },
  'changes.cancel': { changeId: 'one' },
  'changes.fefo': { drug: 'SP0001' },
  'changes.nearExpiry': { days: 90 },
  'uploads.view': { document: null },
  'uploads.again': { batchSerial: 'none' },
  'uploads.drop': { batchSerial: 'none', reason: '重复' },
  'uploads.delete': { batchSerial: 'none', reason: '重复' },
  'uploads.setMode': { mode: 'fullMovements' },
  'comparison.view': { cause: null, page: 0 },
  'comparison.start': {},
  'comparison.stop': {},
  'comparison.drug': { drugId: 'none' },
  'comparison.mend': { line: 999 },
  'comparison.setHour': { hour: 2 },
  'box.life': { code: '89901010000000000001' },
  'stock.view': { ask: { kind: 'expiry', within: 90 }, page: 0 },
  'stock.viewFile': { ask: { kind: 'deadlines' } },
  'stock.printView': { ask: { kind: 'turnover', month: '2026-11' } },
  'stock.movements': { of: 'one', after: null },
  'sale.view': {},
  'sale.add': { code: 'SP7777', quantity: 10_000 },
  'sale.setPieces': { line: 1, pieces: 7 },
  'sale.remove': { line: 1 },
  'sale.clear': {},
  'sale.setBuyer': { name: '王秀兰', idNumber: 'one' },
  'sale.reckon': { useAccount: true },
  'sale.askPassword': {},
  'sale.clearUp': {},
  'sale.pay': { cashGiven: 0 },
  'sale.beginReturn': { document: '1' },
  'sale.mark': { line: 1, isBack: true },
  'sale.endReturn': {},
  'sale.payBack': {},
  'sale.paper': { saleId: 'one', kind: 'receipt' },
  'sale.print': { saleId: 'one', kind: 'receipt' },
  'stocktake.list': {},
  'stocktake.begin': { scope: { kind: 'shelf', shelf: 'none' }, isBlind: true },
  'stocktake.view': { id: 'one' },
  'stocktake.findDrugs': { id: null, text: '片' },
  'stocktake.countBox': { id: 'one', code: '89901010000000000001', pieces: null, lotId: null },
  'stocktake.countQuantity': { id: 'one', drugId: 'one', lotId: 'one', quantity: { units: 0, pieces: 0 } },
  'stocktake.takeBack': { id: 'one' },
  'stocktake.recount': { id: 'one', drugId: 'one' },
  'stocktake.differences': { id: 'one', page: 1 },
  'stocktake.approve': { id: 'one' },
  'stocktake.cancel': { id: 'one' },
  'catalogue.list': { text: '', offset: 0 },
  'catalogue.drug': { id: 'one' },
  'catalogue.save': { drug, prefixes: [], isNew: false },
  'catalogue.preview': { file: '' },
  'catalogue.import': { previewId: 'one' },
  'catalogue.update': {},
  'catalogue.map': {},
  'catalogue.status': {},
  'session.accounts': {},
  'session.signIn': { accountId: 'X99', secret: 'wrong' },
  'session.signOut': {},
  'session.lock': {},
  'session.touch': {},
  'session.changeSecret': { current: 'wrong', secret: 'green tea' },
  'shop.setUp': { shop: details, manager: { name: '周店长', secret: 'green tea' } },
  'shop.recover': { accountId: 'M01', recoveryCode: 'AAAAA', secret: 'green tea' },
  'shop.newRecovery': { secret: 'wrong' },
  'shop.view': {},
  'shop.change': { shop: details },
  'shop.setPharmacists': { pharmacists: [] },
  'accounts.list': {},
  'accounts.add': { name: '吴彤', roles: ['cashier'], secret: '1' },
  'accounts.change': { accountId: 'X99', name: '吴彤', roles: ['cashier'], isActive: true },
  'accounts.resetSecret': { accountId: 'X99', secret: 'green tea' },
  'connection.view': {},
  'connection.save': connection,
  'connection.test': {},
  'counter.state': {},
  'counter.search': { text: '王' },
  'notice.dismiss': { id: 'one' },
  'visit.retry': {},
  'visit.choosePlace': { placeId: 'one' },
  'visit.park': {},
  'visit.takeUp': { visitId: 'one' },
  'visit.end': {},
  'visit.askPassword': {},
  'visit.stopPassword': {},
  'visit.beginPurchaser': {},
  'visit.registerPurchaser': { relation: 'child', reason: '行动不便', typed: null },
  'visit.stopPurchaser': {},
  'visit.withdrawPurchaser': {},
  'visit.cardPhoto': { holder: 'one' },
  'customer.state': {},
  'customer.enterPassword': { digits: '258369' },
  'customer.cancelPassword': {},
  'case.choose': { hiRxno: 'one' },
  'case.retry': {},
  'case.review': { isApproved: false, opinion: '剂量不符', checked: [] },
  'case.addByHand': { code: 'one', reason: '码面破损', lotNumber: null },
  'case.takeLoose': { line: '1' },
  'case.removeItem': { itemId: 'one' },
  'case.presettle': { useAccount: true },
  'case.settle': { cashGiven: 0 },
  'case.handOver': {},
  'case.abandon': { reason: '不要了' },
  'case.beginReturn': { caseId: 'one' },
  'case.revoke': {},
  'case.file': { caseId: 'one' },
  'case.history': { caseId: 'one' },
  'case.paper': { caseId: 'one', kind: 'receipt' },
  'case.print': { caseId: 'one', kind: 'receipt' },
  'cases.today': {},
  'devices.save': { device: printerAt('COM4') },
  'devices.remove': { id: 'printer' },
  'devices.test': { isOn: false },
  'devices.saveProfile': { deviceId: 'scanner', profile: null },
  'devices.doctorSheet': {},
  'devices.printDoctorSheet': {},
  'devices.settings': {},
  'devices.systemPrinters': {},
  'devices.testPrint': {},
}

/** Who ends the session comes last. */
const ENDING: readonly CommandName[] = ['session.signOut', 'session.lock']
const inOrder = [...commandNames.filter((name) => !ENDING.includes(name)), ...ENDING]

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Signs a new person of just these roles in; what it gives back does so again. */
async function comeIn(page: Page, name: string, ownRoles: readonly Role[]): Promise<() => Promise<void>> {
  await signIn(page, 'M01')
  const added = await page.call('accounts.add', { name, roles: [...ownRoles], secret: 'first tea' })
  if (!added.ok) throw new Error(added.failure.code)
  const accountId = added.value.id
  await page.call('session.signIn', { accountId, secret: 'first tea' })
  await page.call('session.changeSecret', { current: 'first tea', secret: 'black tea' })
  return async () => {
    expect(await page.call('session.signIn', { accountId, secret: 'black tea' })).toMatchObject({ ok: true })
  }
}

/** Why the contract lets somebody with these roles, null for nobody, not give a command; null: it does. */
function refusalBy(by: Permission, ownRoles: readonly Role[] | null): 'NOT_SIGNED_IN' | 'ROLE_MISSING' | null {
  if (by === 'customer') return 'ROLE_MISSING'
  if (by === 'anyone') return null
  if (ownRoles === null) return 'NOT_SIGNED_IN'
  return by === 'signedIn' || ownRoles.some((role) => by.includes(role)) ? null : 'ROLE_MISSING'
}

async function expectTable(page: Page, ownRoles: readonly Role[] | null, before: () => Promise<void>): Promise<void> {
  for (const name of inOrder) {
    if (ENDING.includes(name)) await before()
    const reply = await page.send({ id: 1, name, input: rightInput[name] })
    const code = reply.ok ? null : reply.failure.code
    const refusal = code === 'NOT_SIGNED_IN' || code === 'ROLE_MISSING' ? code : null
    expect(refusal, name).toBe(refusalBy(commands[name].by, ownRoles))
    expect(code, name).not.toBe('INTERNAL_ERROR')
  }
}

describe('every command is let through or refused just as the contract says', () => {
  test('with inputs that it takes', () => {
    for (const name of commandNames) expect(commands[name].input.safeParse(rightInput[name]).success, name).toBe(true)
  })

  test('to nobody', { timeout: 30_000 }, () => expectTable(shop.page('nobody'), null, async () => {}))

  test.each<{ who: string; ownRoles: readonly Role[] }>(
    [...roles.map((role): Role[] => [role]), ['pharmacist', 'cashier'] as const, ['cashier', 'manager'] as const].map(
      (ownRoles) => ({
        who: ownRoles.join(' and '),
        ownRoles,
      }),
    ),
  )('to a $who', { timeout: 30_000 }, async ({ who, ownRoles }) => {
    const page = shop.page(`window of ${who}`)
    await expectTable(page, ownRoles, await comeIn(page, who, ownRoles))
  })
})
