import { expect, type Locator, type Page } from '@playwright/test'
import type { NextStep } from '../../src/renderer/state/nextStep.ts'
import type { FailureCode } from '../../src/shared/contract/failures.ts'

/** The secret of the ready-made people of training mode; it stands on the sign-in screen. */
const TRAINING_SECRET = '246810'

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
  /** the step that the band over the columns asks for */
  step(kind: NextStep['kind']): Locator
  /** by keyboard alone: the person's function key (F1 is the first in the list), the secret, Enter */
  signIn(functionKey?: string): Promise<void>
  /** chooses, types and presses Enter as `signIn` does, whatever comes of it */
  trySignIn(functionKey: string, secret: string): Promise<void>
  /** waits until a voucher can be scanned: the scanner is open, and the center has taken the business sign-in */
  isReady(): Promise<void>
  /** presses a key of the counter once the command before it has been carried out; until then the counter takes no other */
  press(key: 'F5' | 'F9' | 'F10' | 'Escape'): Promise<void>
  /** waits for a notice of this failure */
  hasNotice(code: FailureCode): Promise<void>
  notice(code: FailureCode): Locator
}

/** The counter on this page. */
export function counterPage(page: Page): CounterPage {
  const at = (id: string): Locator => page.getByTestId(id)
  const notice = (code: FailureCode): Locator => page.locator(`[data-testid="notice"][data-code="${code}"]`)
  const trySignIn = async (functionKey: string, secret: string): Promise<void> => {
    await expect(at('pin')).toBeFocused()
    await page.keyboard.press(functionKey)
    await page.keyboard.type(secret)
    await page.keyboard.press('Enter')
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
    press: async (key) => {
      await expect(at('counter')).toHaveAttribute('aria-busy', 'false')
      await page.keyboard.press(key)
    },
    hasNotice: (code) => expect(notice(code)).toBeVisible(),
    notice,
  }
}
