import { expect, type Locator, type Page } from '@playwright/test'
import { type ManageSection, manageSections } from '../../src/renderer/screens/manage/sections.ts'
import type { KeyName } from '../../src/renderer/state/deeds.ts'
import type { NextStep } from '../../src/renderer/state/nextStep.ts'
import type { PaperKind } from '../../src/shared/contract/case.ts'
import type { FailureCode } from '../../src/shared/contract/failures.ts'

/** The secret of the ready-made people of training mode; it stands on the sign-in screen. */
export const TRAINING_SECRET = '246810'

/** The counter as a person with keyboard and scanner uses it. */
export interface CounterPage {
  readonly page: Page
  readonly counter: Locator
  readonly signInScreen: Locator
  readonly secret: Locator
  readonly signInError: Locator
  /** who is signed in */
  readonly person: Locator
  readonly stationAway: Locator
  readonly patientName: Locator
  readonly patientLastFour: Locator
  /** the patient in the header, which stays in view */
  readonly headerPatient: Locator
  readonly prescriptions: Locator
  readonly noPrescriptions: Locator
  readonly nextStep: Locator
  readonly scannerLight: Locator
  readonly centerLight: Locator
  readonly openQuestions: Locator
  /** what the center and our own check say of the prescription; data-level tells good from bad */
  readonly verdict: { readonly center: Locator; readonly own: Locator }
  /** the signed file; data-state is `drawn` when its pages stand there */
  readonly file: Locator
  /** what is striking when a prescription is not genuine */
  readonly alarm: Locator
  readonly pharmacist: Locator
  readonly reviewOutcome: Locator
  /** boxes of how many, as “2/3”; while a return is made, those that came back */
  readonly boxesCount: Locator
  /** the lines of the prescription with their boxes, and every box in the basket */
  readonly lines: Locator
  readonly boxes: Locator
  readonly personPays: Locator
  readonly cashGiven: Locator
  readonly change: Locator
  readonly settlementId: Locator
  readonly uploadsLeft: Locator
  /** own retail document number of the case */
  readonly document: Locator
  readonly today: Locator
  /** the rows of today's list, when it is open */
  readonly cases: Locator
  readonly history: Locator
  readonly help: Locator
  /** the visits that were put aside, oldest first */
  readonly parkedVisits: Locator
  /** the colour of the patient at the counter, in the header; data-colour names it */
  readonly visitColour: Locator
  /** the paper that is looked at; data-state is `drawn` when it stands there */
  readonly paper: Locator
  /** what the search found */
  readonly foundCases: Locator
  readonly foundDrugs: Locator
  readonly foundCommands: Locator
  /** what the band says became of the money of the case */
  readonly standing: Locator
  /** the first start in real mode, the code that it ends with, and the choice of one's own secret */
  readonly setUpScreen: Locator
  readonly recoveryCode: Locator
  readonly changeSecretScreen: Locator
  /** why a form was not carried out; data-code and data-field */
  readonly formFault: Locator
  readonly manageScreen: Locator
  /** the people who may take the counter over, when that panel is open */
  readonly peoplePanel: Locator
  /** a line of the form that is open, by its name in the command's input */
  field(name: string): Locator
  /** the first start: the shop's name, its manager and the secret, up to the recovery code */
  setUp(shop: string, manager: string, secret: string): Promise<void>
  /** in the place of a first secret one's own */
  changeSecret(current: string, secret: string): Promise<void>
  /** a part of the manager's place */
  openPart(section: ManageSection): Promise<void>
  /** the step that the band over the columns asks for */
  step(kind: NextStep['kind']): Locator
  /** by keyboard alone: the person's function key (F1 is the first in the list), the secret, Enter */
  signIn(functionKey?: string): Promise<void>
  /** chooses, types and presses Enter as `signIn` does, whatever comes of it */
  trySignIn(functionKey: string, secret: string): Promise<void>
  /** waits until a voucher can be scanned: the scanner is open, and the center has taken the business sign-in */
  isReady(): Promise<void>
  /** presses a key of the counter once the command before it has been carried out; until then the counter takes no other */
  press(key: KeyName): Promise<void>
  /** points at the prescription by its number key and confirms it with the patient */
  choose(number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Promise<void>
  /** says where the patient is insured, by the place's number key */
  choosePlace(number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Promise<void>
  /** puts the visit at the counter aside */
  park(): Promise<void>
  /** takes up the n-th visit that was put aside, oldest first */
  takeUp(number: 1 | 2 | 3 | 4 | 5 | 6): Promise<void>
  /** opens this paper of the case at the front and waits until it stands there */
  openPaper(kind: PaperKind): Promise<void>
  /** prints the open paper, and waits until it went to the printer */
  print(): Promise<void>
  /** opens the search and types */
  search(text: string): Promise<void>
  /** goes down to what was found, by the document of a case or the key of a command, and presses Enter on it */
  pressOnFound(about: string): Promise<void>
  /** another person takes the counter over, by function key and secret; the visit stays */
  switchTo(functionKey: string, secret?: string): Promise<void>
  /** locks the window and waits for its sign-in */
  lock(): Promise<void>
  /** ticks all five points and approves */
  approve(): Promise<void>
  /** rejects with this opinion */
  reject(opinion: string): Promise<void>
  /** types a trace code that cannot be scanned */
  addByHand(code: string): Promise<void>
  /** types the cash (yuan; nothing for just what is due), and settles */
  settle(cash?: string): Promise<void>
  /** a trace code in the basket */
  box(code: string): Locator
  /** a row of today's list */
  caseOf(document: string): Locator
  /** waits until the case is stopped by this failure */
  isStoppedBy(code: FailureCode): Promise<void>
  /** waits for a notice of this failure */
  hasNotice(code: FailureCode): Promise<void>
  notice(code: FailureCode): Locator
}

/** The counter on this page. */
export function counterPage(page: Page): CounterPage {
  const at = (id: string): Locator => page.getByTestId(id)
  const field = (name: string): Locator => at(`field-${name}`)
  const notice = (code: FailureCode): Locator => page.locator(`[data-testid="notice"][data-code="${code}"]`)
  const trySignIn = async (functionKey: string, secret: string): Promise<void> => {
    await expect(at('pin')).toBeFocused()
    await expect(page.locator('[data-testid^="account-"]').first()).toBeVisible()
    await page.keyboard.press(functionKey)
    await page.keyboard.insertText(secret)
    await page.keyboard.press('Enter')
  }
  const press = async (key: KeyName): Promise<void> => {
    await expect(at('counter')).toHaveAttribute('aria-busy', 'false')
    await page.keyboard.press(key.replace('Ctrl', 'Control'))
  }
  return {
    page,
    counter: at('counter'),
    signInScreen: at('sign-in'),
    secret: at('pin'),
    signInError: at('sign-in-error'),
    person: at('person'),
    stationAway: at('station-away'),
    patientName: at('patient-name'),
    patientLastFour: at('patient-last-four'),
    headerPatient: at('header-patient'),
    prescriptions: at('prescription'),
    noPrescriptions: at('prescriptions-empty'),
    nextStep: at('next-step'),
    scannerLight: at('light-scanner'),
    centerLight: at('light-center'),
    openQuestions: at('open-questions'),
    verdict: { center: at('verdict-center'), own: at('verdict-own') },
    file: at('file'),
    alarm: at('alarm'),
    pharmacist: at('pharmacist'),
    reviewOutcome: at('review-outcome'),
    boxesCount: at('boxes-count'),
    lines: at('line'),
    boxes: at('box'),
    personPays: at('person-pays'),
    cashGiven: at('cash-given'),
    change: at('change'),
    settlementId: at('settlement-id'),
    uploadsLeft: at('uploads-left'),
    document: at('document'),
    today: at('panel-today'),
    cases: at('case'),
    history: at('history'),
    help: at('panel-help'),
    standing: at('standing'),
    parkedVisits: at('parked-visit'),
    visitColour: at('header-patient').getByTestId('visit-colour'),
    paper: at('paper'),
    foundCases: at('found-case'),
    foundDrugs: at('found-drug'),
    foundCommands: at('found-command'),
    setUpScreen: at('set-up'),
    recoveryCode: at('recovery-code'),
    changeSecretScreen: at('change-secret'),
    formFault: at('form-fault'),
    manageScreen: at('manage'),
    peoplePanel: at('panel-people'),
    field,
    setUp: async (shop, manager, secret) => {
      await field('shop.name').fill(shop)
      await field('manager.name').fill(manager)
      await field('manager.secret').fill(secret)
      await field('again').fill(secret)
      await page.keyboard.press('F12')
      await expect(at('recovery-code')).toBeVisible()
    },
    changeSecret: async (current, secret) => {
      await field('current').fill(current)
      await field('secret').fill(secret)
      await field('again').fill(secret)
      await page.keyboard.press('Enter')
    },
    openPart: async (section) => {
      await expect(at('manage')).toBeVisible()
      await page.keyboard.press(`F${manageSections.indexOf(section) + 1}`)
      await expect(at(`part-${section}`)).toBeVisible()
    },
    step: (kind) => page.locator(`[data-testid="next-step"][data-step="${kind}"]`),
    signIn: async (functionKey = 'F1') => {
      await trySignIn(functionKey, TRAINING_SECRET)
      await expect(at('counter')).toBeVisible()
    },
    trySignIn,
    isReady: async () => {
      await expect(at('light-scanner')).toHaveAttribute('data-level', 'good')
      await expect(at('light-center')).toContainText('已签到')
    },
    press,
    choose: async (number) => {
      await press(`${number}`)
      await expect(at('main-step')).toBeVisible()
      await press('F12')
    },
    choosePlace: async (number) => {
      await expect(at('places')).toBeVisible()
      await press(`${number}`)
    },
    park: async () => {
      await expect(at('park-visit')).toBeVisible()
      const before = await at('parked-visit').count()
      await press('F3')
      await expect(at('parked-visit')).toHaveCount(before + 1)
    },
    takeUp: async (number) => {
      const visit = at('parked-visit').nth(number - 1)
      await expect(visit).toBeEnabled()
      const id = (await visit.getAttribute('data-visit')) ?? ''
      await press(`Ctrl+${number}`)
      await expect(page.locator(`[data-testid="parked-visit"][data-visit="${id}"]`)).toHaveCount(0)
    },
    openPaper: async (kind) => {
      await expect(at('open-paper')).toBeVisible()
      await press('F11')
      const key = await at(`paper-${kind}`).getAttribute('aria-keyshortcuts')
      await page.keyboard.press(key ?? '1')
      await expect(page.locator(`.paper-${kind}[data-state="drawn"]`)).toBeVisible()
    },
    print: async () => {
      await press('Enter')
      await expect(at('printed')).toBeVisible()
    },
    search: async (text) => {
      await press('Ctrl+K')
      await expect(at('search-field')).toBeFocused()
      await page.keyboard.insertText(text)
    },
    pressOnFound: async (about) => {
      const row = page.locator(`[data-about="${about}"]`)
      await expect(row).toBeVisible()
      const rows = await page.locator('[data-about]').count()
      for (let step = 0; step < rows && (await row.getAttribute('aria-current')) !== 'true'; step++)
        await page.keyboard.press('ArrowDown')
      await expect(row).toHaveAttribute('aria-current', 'true')
      await press('Enter')
    },
    switchTo: async (functionKey, secret = TRAINING_SECRET) => {
      await press('Shift+F10')
      await trySignIn(functionKey, secret)
      await expect(at('panel-people')).toHaveCount(0)
    },
    lock: async () => {
      await press('Ctrl+L')
      await expect(at('pin')).toBeVisible()
    },
    approve: async () => {
      await expect(at('check-legality')).toBeEnabled()
      for (const key of ['1', '2', '3', '4', '5'] as const) await press(key)
      await expect(at('approve')).toBeVisible()
      await press('F7')
    },
    reject: async (opinion) => {
      await press('F8')
      await expect(at('opinion')).toBeFocused()
      await page.keyboard.insertText(opinion)
      await press('F8')
    },
    addByHand: async (code) => {
      await press('F2')
      await expect(at('trace-code')).toBeFocused()
      await page.keyboard.insertText(code)
      await page.keyboard.press('Enter')
    },
    settle: async (cash = '') => {
      await expect(at('main-step')).toBeVisible()
      await page.keyboard.insertText(cash)
      await press('F12')
    },
    box: (code) => page.locator(`[data-testid="box"][data-code="${code}"]`),
    caseOf: (document) => page.locator(`[data-testid="case"][data-case="${document}"]`),
    isStoppedBy: (code) => expect(page.locator(`[data-testid="case-failure"][data-code="${code}"]`)).toBeVisible(),
    hasNotice: (code) => expect(notice(code)).toBeVisible(),
    notice,
  }
}
