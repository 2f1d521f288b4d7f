import { expect } from '@playwright/test'
import type { ManageSection } from '../../src/renderer/screens/manage/sections.ts'
import { TRAINING_SECRET } from './counterPage.ts'
import type { CenterPlan } from './mockCenter.ts'
import { approve, download, handOver, identify, PATIENT, pay, pick, type Sale, sell, showPharmacist } from './sale.ts'

/** A screen or a state of one, and how a person comes to it. */
export interface ScreenPlan {
  /** of its picture */
  readonly name: string
  /** what it shows, for whoever looks through the pictures */
  readonly title: string
  readonly plan?: CenterPlan
  /** starts the application in real mode, with no center and nobody known */
  readonly isReal?: boolean
  readonly reach: (sale: Sale) => Promise<void>
}

const single: CenterPlan = { scenario: 'single-drug' }
const five: CenterPlan = { scenario: 'five-drugs' }
const two: CenterPlan = { scenario: 'two-patients' }

async function open({ counter }: Sale, key = 'F3'): Promise<void> {
  await counter.signIn(key)
  await counter.isReady()
}

async function bringToReview(sale: Sale): Promise<void> {
  await open(sale)
  await identify(sale)
  await download(sale)
  await expect(sale.counter.file).toHaveAttribute('data-state', 'drawn')
}

async function bringToShelf(sale: Sale): Promise<void> {
  await bringToReview(sale)
  await showPharmacist(sale)
  await approve(sale)
}

async function bringToMoney(sale: Sale): Promise<void> {
  await bringToShelf(sale)
  await pick(sale)
}

async function scanPatient({ admin, scanner }: Sale, person = PATIENT): Promise<void> {
  scanner.scan((await admin.showVoucher(person)).qr)
}

/** The manager at one of the parts that he or she keeps. */
function managing(section: ManageSection, title: string): ScreenPlan {
  return {
    name: section,
    title,
    reach: async ({ counter }) => {
      await counter.trySignIn('F2', TRAINING_SECRET)
      await counter.openPart(section)
    },
  }
}

/** Every screen and every state of the counter that a person can come to: `npm run screenshots` draws them, and a test looks at each. */
export const screens: readonly ScreenPlan[] = [
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
    name: 'scanner-missing',
    title: '扫码枪拔掉了',
    reach: async (sale) => {
      await open(sale)
      await sale.scanner.unplug()
      await expect(sale.counter.step('fixScanner')).toBeVisible()
    },
  },
  {
    name: 'asking',
    title: '正在向中心取处方',
    reach: async (sale) => {
      await open(sale)
      await sale.admin.addFault({ interface: '7201', kind: 'delay', delayMs: 60_000 })
      await scanPatient(sale)
      await expect(sale.counter.step('authorizing')).toBeVisible()
    },
  },
  {
    name: 'list',
    title: '待取的处方',
    reach: async (sale) => {
      await open(sale)
      await identify(sale)
    },
  },
  {
    name: 'nothing',
    title: '没有可取的处方',
    reach: async (sale) => {
      await open(sale)
      await scanPatient(sale, '李建国')
      await expect(sale.counter.step('nothingWaiting')).toBeVisible()
    },
  },
  {
    name: 'not-activated',
    title: '凭证没有激活',
    reach: async (sale) => {
      await open(sale)
      await scanPatient(sale, '赵小梅')
      await sale.counter.hasNotice('VOUCHER_NOT_ACTIVATED')
    },
  },
  {
    name: 'center-away',
    title: '中心没有回答',
    reach: async (sale) => {
      await open(sale)
      await sale.admin.addFault({ interface: '1101', kind: 'http500' })
      await scanPatient(sale)
      await sale.counter.hasNotice('CENTER_ERROR')
    },
  },
  {
    name: 'center-forged',
    title: '中心的签名不对',
    reach: async (sale) => {
      await open(sale)
      await sale.admin.addFault({ interface: '7201', kind: 'wrongSignature' })
      await scanPatient(sale)
      await sale.counter.hasNotice('CENTER_SIGNATURE_WRONG')
    },
  },
  { name: 'verified', title: '处方核验无误，等药师', plan: five, reach: bringToReview },
  {
    name: 'not-genuine',
    title: '处方没有通过核验',
    plan: { scenario: 'file-tampered' },
    reach: async (sale) => {
      await open(sale)
      await identify(sale)
      await sale.counter.choose(1)
      await expect(sale.counter.alarm).toBeVisible()
    },
  },
  {
    name: 'review',
    title: '药师审方',
    plan: five,
    reach: async (sale) => {
      await bringToReview(sale)
      await showPharmacist(sale)
    },
  },
  {
    name: 'reject',
    title: '审方不通过',
    plan: single,
    reach: async (sale) => {
      await bringToReview(sale)
      await showPharmacist(sale)
      await sale.counter.press('F8')
      await expect(sale.counter.page.getByTestId('opinion')).toBeFocused()
    },
  },
  { name: 'boxes', title: '扫追溯码', plan: five, reach: bringToShelf },
  {
    name: 'wrong-box',
    title: '拿错了药',
    plan: single,
    reach: async (sale) => {
      await bringToShelf(sale)
      sale.scanner.scan('81001020000000000001')
      await sale.counter.hasNotice('BOX_WRONG_DRUG')
    },
  },
  {
    name: 'by-hand',
    title: '手工录入追溯码',
    plan: single,
    reach: async (sale) => {
      await bringToShelf(sale)
      await sale.counter.press('F2')
      await expect(sale.counter.page.getByTestId('trace-code')).toBeFocused()
    },
  },
  { name: 'money', title: '收款', plan: five, reach: bringToMoney },
  {
    name: 'settle-lost',
    title: '结算结果不明',
    plan: single,
    reach: async (sale) => {
      await bringToMoney(sale)
      await sale.admin.addFault({ interface: '2102A', kind: 'dropAfter' })
      await sale.counter.settle()
      await expect(sale.counter.openQuestions).not.toContainText('没有')
    },
  },
  {
    name: 'abandon',
    title: '放弃购药单',
    plan: single,
    reach: async (sale) => {
      await bringToMoney(sale)
      await sale.counter.press('Shift+F9')
    },
  },
  {
    name: 'settled',
    title: '结算成功，交付药品',
    plan: five,
    reach: async (sale) => {
      await bringToMoney(sale)
      await pay(sale, '500')
    },
  },
  {
    name: 'done',
    title: '办完了',
    plan: single,
    reach: async (sale) => {
      await open(sale)
      await sell(sale)
    },
  },
  {
    name: 'receipt',
    title: '小票',
    plan: five,
    reach: async (sale) => {
      await bringToMoney(sale)
      await pay(sale)
      await handOver(sale)
      await sale.counter.openPaper('receipt')
    },
  },
  {
    name: 'goods-list',
    title: '给参保人核对的药品清单',
    plan: five,
    reach: async (sale) => {
      await bringToMoney(sale)
      await sale.counter.openPaper('goodsList')
    },
  },
  {
    name: 'account-not-genuine',
    title: '核验不通过的报告',
    plan: { scenario: 'file-tampered' },
    reach: async (sale) => {
      await open(sale)
      await identify(sale)
      await sale.counter.choose(1)
      await expect(sale.counter.alarm).toBeVisible()
      await sale.counter.openPaper('notGenuine')
    },
  },
  {
    name: 'parked',
    title: '暂存一位，接待另一位',
    plan: two,
    reach: async (sale) => {
      await bringToMoney(sale)
      await sale.counter.park()
      await identify(sale, '李建国')
    },
  },
  {
    name: 'today',
    title: '今日单据',
    plan: two,
    reach: async (sale) => {
      await open(sale)
      await sell(sale)
      await sale.counter.press('F4')
      await expect(sale.counter.cases.first()).toBeVisible()
    },
  },
  {
    name: 'today-empty',
    title: '今天还没有单据',
    reach: async (sale) => {
      await open(sale)
      await sale.counter.press('F4')
    },
  },
  {
    name: 'history',
    title: '一张购药单的经过',
    plan: single,
    reach: async (sale) => {
      await open(sale)
      await sell(sale)
      await sale.counter.press('F4')
      await expect(sale.counter.cases.first()).toBeVisible()
      await sale.counter.press('Enter')
      await expect(sale.counter.history).toBeVisible()
    },
  },
  {
    name: 'return',
    title: '退货，扫回药盒',
    plan: single,
    reach: async (sale) => {
      await open(sale)
      await sell(sale)
      await sale.counter.press('F4')
      await expect(sale.counter.cases.first()).toBeVisible()
      await sale.counter.press('F8')
      await expect(sale.counter.step('scanBack')).toBeVisible()
    },
  },
  {
    name: 'search',
    title: '查找',
    plan: single,
    reach: async (sale) => {
      await open(sale)
      await sell(sale)
      await sale.counter.search('王')
    },
  },
  {
    name: 'help',
    title: '按键帮助',
    reach: async (sale) => {
      await open(sale)
      await sale.counter.press('F1')
      await expect(sale.counter.help).toBeVisible()
    },
  },
  {
    name: 'switch-person',
    title: '换人',
    plan: single,
    reach: async (sale) => {
      await bringToReview(sale)
      await sale.counter.press('Shift+F10')
      await expect(sale.counter.peoplePanel).toBeVisible()
    },
  },
  {
    name: 'locked',
    title: '已锁定',
    plan: single,
    reach: async (sale) => {
      await bringToReview(sale)
      await sale.counter.lock()
      await expect(sale.counter.secret).toBeFocused()
    },
  },
  managing('accounts', '账号'),
  managing('shop', '本店'),
  managing('pharmacists', '药师'),
  managing('connection', '连接'),
  managing('devices', '设备'),
  {
    name: 'first-start',
    title: '正式模式第一次启动',
    isReal: true,
    reach: ({ counter }) => expect(counter.setUpScreen).toBeVisible(),
  },
  {
    name: 'recovery-code',
    title: '恢复码',
    isReal: true,
    reach: ({ counter }) => counter.setUp('明心大药房', '王敏', 'mingxin-2026'),
  },
]
