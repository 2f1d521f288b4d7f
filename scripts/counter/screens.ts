import { expect } from '@playwright/test'
import type { ManageSection } from '../../src/renderer/screens/manage/sections.ts'
import { GROUP_SEPARATOR } from '../../src/shared/domain/gs1.ts'
import { swappedCase } from '../../src/shared/domain/scanFaults.ts'
import { scannerCodes } from '../../src/shared/domain/scannerCodes.ts'
import { TRAINING_SECRET } from './counterPage.ts'
import { everyKind } from './deviceSettings.ts'
import type { Journey, ScreenPlan } from './journey.ts'
import { beginRetailReturn, openRetail, sellBox } from './retail.ts'
import { approve, download, handOver, identify, PATIENT, pay, pick, type Sale, showPharmacist } from './sale.ts'
import { beginStocktake, openStockPart } from './stockPlace.ts'
import { stockJourney } from './stockScreens.ts'

async function open({ counter }: Sale): Promise<void> {
  await counter.signIn('F3')
  await counter.isReady()
}

async function bringToReview(sale: Sale): Promise<void> {
  await open(sale)
  await identify(sale)
  await download(sale)
  await expect(sale.counter.file).toHaveAttribute('data-state', 'drawn')
}

async function scanPatient({ admin, scanner }: Sale, person = PATIENT): Promise<void> {
  scanner.scan((await admin.showVoucher(person)).qr)
}

/** The visit before it is over, and the next patient may come. */
async function endVisit({ counter }: Sale): Promise<void> {
  await counter.press('F9')
  await expect(counter.step('scanVoucher')).toBeVisible()
}

/** One of the parts that the manager keeps. */
function part(section: ManageSection, title: string): ScreenPlan {
  return { name: section, title, reach: ({ counter }) => counter.openPart(section) }
}

const furnished: Journey = {
  title: '什么设备都有的柜台',
  devices: everyKind,
  screens: [
    {
      name: 'every-device',
      title: '每一种设备一盏灯',
      reach: async (sale) => {
        await sale.counter.signIn('F3')
        await identify(sale)
        await expect(sale.counter.page.getByTestId('light-printer')).toHaveAttribute('data-level', 'bad')
      },
    },
  ],
}

const beforeTheSale: Journey = {
  title: '登录，等待，没有取到处方',
  screens: [
    { name: 'sign-in', title: '登录', reach: ({ counter }) => expect(counter.secret).toBeFocused() },
    {
      name: 'sign-in-refused',
      title: '密码不对',
      reach: async ({ counter }) => {
        await counter.trySignIn('F2', 'wrong')
        await expect(counter.signInError).toBeVisible()
      },
    },
    {
      name: 'waiting',
      title: '等待参保人',
      reach: async (sale) => {
        await open(sale)
        await expect(sale.counter.step('scanVoucher')).toBeVisible()
      },
    },
    {
      name: 'help',
      title: '按键帮助',
      reach: async ({ counter }) => {
        await counter.press('F1')
        await expect(counter.help).toBeVisible()
      },
    },
    {
      name: 'today-empty',
      title: '今天还没有单据',
      reach: async ({ counter }) => {
        await counter.press('Escape')
        await counter.press('F4')
        await expect(counter.today).toBeVisible()
      },
    },
    {
      name: 'scanner-missing',
      title: '扫码枪拔掉了',
      reach: async ({ counter, scanner }) => {
        await counter.press('Escape')
        await scanner.unplug()
        await expect(counter.step('fixScanner')).toBeVisible()
      },
    },
    {
      name: 'not-activated',
      title: '凭证没有激活',
      reach: async (sale) => {
        await sale.scanner.plugBack()
        await sale.counter.isReady()
        await scanPatient(sale, '赵小梅')
        await sale.counter.hasNotice('VOUCHER_NOT_ACTIVATED')
      },
    },
    {
      name: 'nothing',
      title: '没有可取的处方',
      reach: async (sale) => {
        await scanPatient(sale, '李建国')
        await expect(sale.counter.step('nothingWaiting')).toBeVisible()
      },
    },
    {
      name: 'center-away',
      title: '中心没有回答',
      reach: async (sale) => {
        await endVisit(sale)
        await sale.admin.addFault({ interface: '1101', kind: 'http500' })
        await scanPatient(sale)
        await sale.counter.hasNotice('CENTER_ERROR')
      },
    },
    {
      name: 'list',
      title: '待取的处方',
      reach: async (sale) => {
        await endVisit(sale)
        await identify(sale)
      },
    },
    {
      name: 'center-forged',
      title: '中心的签名不对',
      reach: async (sale) => {
        await endVisit(sale)
        await sale.admin.addFault({ interface: '7201', kind: 'wrongSignature' })
        await scanPatient(sale)
        await sale.counter.hasNotice('CENTER_SIGNATURE_WRONG')
      },
    },
    {
      name: 'asking',
      title: '正在向中心取处方',
      reach: async (sale) => {
        await endVisit(sale)
        await sale.admin.addFault({ interface: '7201', kind: 'delay', delayMs: 60_000 })
        await scanPatient(sale)
        await expect(sale.counter.step('authorizing')).toBeVisible()
      },
    },
  ],
}

const sale: Journey = {
  title: '一张处方，从核验到小票',
  plan: { scenario: 'five-drugs' },
  screens: [
    { name: 'verified', title: '处方核验无误，等药师', reach: bringToReview },
    { name: 'review', title: '药师审方', reach: showPharmacist },
    { name: 'boxes', title: '扫追溯码', reach: approve },
    {
      name: 'money',
      title: '收款',
      reach: async (sale) => {
        await pick(sale)
      },
    },
    { name: 'goods-list', title: '给参保人核对的药品清单', reach: ({ counter }) => counter.openPaper('goodsList') },
    {
      name: 'settled',
      title: '结算成功，交付药品',
      reach: async (sale) => {
        await sale.counter.press('Escape')
        await pay(sale, '500')
      },
    },
    {
      name: 'receipt',
      title: '小票',
      reach: async (sale) => {
        await handOver(sale)
        await sale.counter.openPaper('receipt')
      },
    },
    {
      name: 'retail',
      title: '零售，扫码收现金',
      reach: async ({ counter, scanner }) => {
        await counter.press('Escape')
        await openRetail(counter)
        for (const serial of [5, 6]) await sellBox(counter, scanner, `8100107${String(serial).padStart(13, '0')}`)
        await counter.page.keyboard.insertText('100')
      },
    },
    {
      name: 'retail-refused',
      title: '零售，处方药不能卖',
      reach: async ({ counter, scanner }) => {
        scanner.scan('81001010000000000009')
        await expect(counter.page.getByTestId('sale-failure')).toBeVisible()
      },
    },
    {
      name: 'retail-account',
      title: '零售，个人账户付一部分',
      reach: async ({ counter }) => {
        await counter.page.keyboard.press('Escape')
        await counter.page.keyboard.press('F5')
        await expect(counter.page.getByTestId('sale-account')).toBeVisible()
      },
    },
    {
      name: 'retail-return',
      title: '零售，退一盒',
      reach: async ({ counter, scanner }) => {
        await counter.page.keyboard.press('F5')
        await expect(counter.page.getByTestId('sale-account')).toHaveCount(0)
        await counter.page.keyboard.press('F12')
        await beginRetailReturn(counter)
        scanner.scan('81001070000000000005')
        await expect(counter.page.locator('[data-testid="sale-step"][data-step="payBack"]')).toBeVisible()
      },
    },
  ],
}

const hindrances: Journey = {
  title: '换人，锁定，审方和配药中的意外，结算不明',
  plan: { scenario: 'single-drug' },
  screens: [
    {
      name: 'switch-person',
      title: '换人',
      reach: async (sale) => {
        await bringToReview(sale)
        await sale.counter.press('Shift+F10')
        await expect(sale.counter.peoplePanel).toBeVisible()
      },
    },
    {
      name: 'locked',
      title: '已锁定',
      reach: async ({ counter }) => {
        await counter.press('Escape')
        await counter.lock()
        await expect(counter.secret).toBeFocused()
      },
    },
    {
      name: 'reject',
      title: '审方不通过',
      reach: async (sale) => {
        await open(sale)
        await showPharmacist(sale)
        await sale.counter.press('F8')
        await expect(sale.counter.page.getByTestId('opinion')).toBeFocused()
      },
    },
    {
      name: 'wrong-box',
      title: '拿错了药',
      reach: async (sale) => {
        await sale.counter.press('Escape')
        await approve(sale)
        sale.scanner.scan('81001020000000000001')
        await sale.counter.hasNotice('BOX_WRONG_DRUG')
      },
    },
    {
      name: 'by-hand',
      title: '手工录入追溯码',
      reach: async ({ counter }) => {
        await counter.press('Escape')
        await counter.press('F2')
        await expect(counter.page.getByTestId('trace-code')).toBeFocused()
      },
    },
    {
      name: 'abandon',
      title: '放弃购药单',
      reach: async (sale) => {
        await sale.counter.press('Escape')
        await pick(sale)
        await sale.counter.press('Shift+F9')
        await expect(sale.counter.page.getByTestId('abandon-form')).toBeVisible()
      },
    },
    {
      name: 'settle-lost',
      title: '结算结果不明',
      reach: async ({ counter, admin }) => {
        await counter.press('Escape')
        await admin.addFault({ interface: '2102A', kind: 'dropAfter' })
        await counter.settle()
        await expect(counter.openQuestions).not.toContainText('没有')
      },
    },
  ],
}

const notGenuine: Journey = {
  title: '处方没有通过核验',
  plan: { scenario: 'file-tampered' },
  screens: [
    {
      name: 'not-genuine',
      title: '处方没有通过核验',
      reach: async (sale) => {
        await open(sale)
        await identify(sale)
        await sale.counter.choose(1)
        await expect(sale.counter.alarm).toBeVisible()
      },
    },
    { name: 'account-not-genuine', title: '核验不通过的报告', reach: ({ counter }) => counter.openPaper('notGenuine') },
  ],
}

const afterTheSale: Journey = {
  title: '两位参保人，办完以后再查再退',
  plan: { scenario: 'two-patients' },
  screens: [
    {
      name: 'parked',
      title: '暂存一位，接待另一位',
      reach: async (sale) => {
        await bringToReview(sale)
        await showPharmacist(sale)
        await approve(sale)
        await pick(sale)
        await sale.counter.park()
        await identify(sale, '李建国')
      },
    },
    {
      name: 'done',
      title: '办完了',
      reach: async (sale) => {
        await endVisit(sale)
        await sale.counter.takeUp(1)
        await pay(sale)
        await handOver(sale)
      },
    },
    {
      name: 'today',
      title: '今日单据',
      reach: async ({ counter }) => {
        await counter.press('F4')
        await expect(counter.cases.first()).toBeVisible()
      },
    },
    {
      name: 'history',
      title: '一张购药单的经过',
      reach: async ({ counter }) => {
        await counter.press('Enter')
        await expect(counter.history).toBeVisible()
      },
    },
    {
      name: 'search',
      title: '查找',
      reach: async ({ counter }) => {
        await counter.press('Escape')
        await counter.press('Escape')
        await counter.search('王')
        await expect(counter.foundCases.first()).toBeVisible()
      },
    },
    {
      name: 'return',
      title: '退货，扫回药盒',
      reach: async ({ counter }) => {
        await counter.press('F8')
        await expect(counter.step('scanBack')).toBeVisible()
      },
    },
  ],
}

const keeping: Journey = {
  title: '店长管理',
  screens: [
    {
      name: 'accounts',
      title: '账号',
      reach: async ({ counter }) => {
        await counter.trySignIn('F2', TRAINING_SECRET)
        await counter.openPart('accounts')
      },
    },
    part('shop', '本店'),
    part('pharmacists', '药师'),
    part('connection', '连接'),
    part('devices', '设备'),
    {
      name: 'scanner-doctor',
      title: '扫码枪医生',
      reach: async ({ counter: { page }, scanner }) => {
        await page.keyboard.press('F7')
        await expect(page.getByTestId('paper')).toHaveAttribute('data-state', 'drawn')
        const came = page.locator('[data-testid="doctor-code"][data-state="wrong"]')
        for (const [index, { text }] of scannerCodes.entries()) {
          scanner.scan(`%%${swappedCase(index === 6 ? text.replaceAll(GROUP_SEPARATOR, '') : text)}`)
          await expect(came).toHaveCount(index + 1)
        }
        await page.keyboard.press('F12')
        await expect(page.getByTestId('doctor-done')).toContainText('已保存')
      },
    },
    {
      name: 'scanner-right',
      title: '扫码枪医生，没有问题',
      reach: async ({ counter: { page }, scanner }) => {
        await page.keyboard.press('F8')
        await expect(page.locator('[data-testid="doctor-code"][data-state="waiting"]')).toHaveCount(scannerCodes.length)
        const came = page.locator('[data-testid="doctor-code"][data-state="right"]')
        for (const [index, { text }] of scannerCodes.entries()) {
          scanner.scan(text)
          await expect(came).toHaveCount(index + 1)
        }
        // the next screens have a scanner that needs nothing
        await page.keyboard.press('F12')
        await expect(page.getByTestId('doctor-done')).toContainText('已保存')
        await page.keyboard.press('Escape')
        await expect(page.getByTestId('scanner-examine')).toBeVisible()
        await page.keyboard.press('F7')
        await expect(page.getByTestId('paper')).toHaveAttribute('data-state', 'drawn')
        for (const { text } of scannerCodes) scanner.scan(text)
        await expect(came).toHaveCount(scannerCodes.length)
      },
    },
    {
      name: 'stocktake',
      title: '盘点，还没有盘过',
      reach: async ({ counter }) => {
        await openStockPart(counter, 'stocktake')
        await expect(counter.page.getByTestId('stocktake-none')).toBeVisible()
      },
    },
    {
      name: 'stocktake-begin',
      title: '开始盘点',
      reach: async ({ counter: { page } }) => {
        await page.keyboard.press('Shift+F6')
        await expect(page.getByTestId('stocktake-form')).toBeVisible()
      },
    },
    {
      name: 'stocktake-count',
      title: '盘点，扫了两盒',
      reach: async ({ counter, scanner }) => {
        await beginStocktake(counter)
        const running = counter.page.getByTestId('count-running')
        scanner.scan('81001010000000000001')
        await expect(running).toContainText('1 盒')
        scanner.scan('81001010000000000002')
        await expect(running).toContainText('2 盒')
      },
    },
    {
      name: 'stocktake-quantity',
      title: '盘点，按数量',
      reach: async ({ counter: { page } }) => {
        await page.keyboard.press('Shift+F7')
        await page.getByTestId('drug-text').fill('氨氯地平')
        await page.keyboard.press('Enter')
        await expect(page.getByTestId('quantity-count')).toBeVisible()
      },
    },
    {
      name: 'stocktake-differences',
      title: '盘点，差异按金额',
      reach: async ({ counter: { page } }) => {
        await page.keyboard.press('F11')
        await page.keyboard.press('F12')
        await expect(page.getByTestId('differences')).toBeVisible()
      },
    },
    {
      name: 'stocktake-own-count',
      title: '盘点，不能自己盘自己批',
      reach: async ({ counter: { page } }) => {
        await page.keyboard.press('F12')
        await expect(page.getByTestId('differences-refused')).toHaveAttribute('data-code', 'STOCKTAKE_OWN_COUNT')
      },
    },
    {
      name: 'catalogue',
      title: '药品目录',
      reach: async ({ counter }) => {
        const { page } = counter
        await openStockPart(counter, 'catalogue')
        await page.keyboard.press('Shift+F8')
        await expect(page.getByTestId('catalogue-last-update')).toBeVisible()
        await expect(page.getByTestId('catalogue-row').first()).toBeVisible()
      },
    },
    {
      name: 'catalogue-drug',
      title: '一种药品',
      reach: async ({ counter: { page } }) => {
        await page.getByTestId('catalogue-search').fill('阿托伐')
        await expect(page.getByTestId('catalogue-row')).toHaveCount(1)
        await page.keyboard.press('Enter')
        await expect(page.getByTestId('drug-terms')).toBeVisible()
      },
    },
    {
      name: 'catalogue-import',
      title: '表格里有错',
      reach: async ({ counter: { page } }) => {
        await page.keyboard.press('Shift+F11')
        await page.keyboard.press('Shift+F7')
        const buffer = Buffer.from('商品编码,通用名,零售价,备注\nN1,新药,面议,好卖\nN1,新药,12.5,\n')
        await page.getByTestId('import-file').setInputFiles({ name: 'drugs.csv', mimeType: 'text/csv', buffer })
        await expect(page.getByTestId('import-fault').first()).toBeVisible()
      },
    },
  ],
}

const firstStart: Journey = {
  title: '正式模式第一次启动',
  isReal: true,
  screens: [
    { name: 'first-start', title: '正式模式第一次启动', reach: ({ counter }) => expect(counter.setUpScreen).toBeVisible() },
    { name: 'recovery-code', title: '恢复码', reach: ({ counter }) => counter.setUp('明心大药房', '王敏', 'mingxin-2026') },
  ],
}

/** Every screen and every state of the counter that a person can come to: `npm run screenshots` draws them, and a test looks at each. */
export const journeys: readonly Journey[] = [
  beforeTheSale,
  furnished,
  sale,
  hindrances,
  notGenuine,
  afterTheSale,
  keeping,
  stockJourney,
  firstStart,
]
