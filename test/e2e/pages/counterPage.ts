import { expect, type Locator, type Page } from '@playwright/test'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'

/** The secret of the ready-made people of training mode; it stands on the sign-in screen. */
const TRAINING_SECRET = '246810'

/** The counter as a person with keyboard and scanner uses it. */
export interface CounterPage {
  readonly page: Page
  readonly counter: Locator
  readonly signInScreen: Locator
  readonly secret: Locator
  /** who is signed in */
  readonly person: Locator
  readonly stationAway: Locator
  readonly patientName: Locator
  readonly patientLastFour: Locator
  readonly prescriptions: Locator
  readonly noPrescriptions: Locator
  readonly nextStep: Locator
  readonly scannerLight: Locator
  readonly centerLight: Locator
  /** by keyboard alone: the person's function key (F1 is the first in the list), the secret, Enter */
  signIn(functionKey?: string): Promise<void>
  /** waits for a notice of this failure */
  hasNotice(code: FailureCode): Promise<void>
  notice(code: FailureCode): Locator
}

/** The counter on this page. */
export function counterPage(page: Page): CounterPage {
  const at = (id: string): Locator => page.getByTestId(id)
  const notice = (code: FailureCode): Locator => page.locator(`[data-testid="notice"][data-code="${code}"]`)
  return {
    page,
    counter: at('counter'),
    signInScreen: at('sign-in'),
    secret: at('pin'),
    person: at('person'),
    stationAway: at('station-away'),
    patientName: at('patient-name'),
    patientLastFour: at('patient-last-four'),
    prescriptions: at('prescription'),
    noPrescriptions: at('prescriptions-empty'),
    nextStep: at('next-step'),
    scannerLight: at('light-scanner'),
    centerLight: at('light-center'),
    signIn: async (functionKey = 'F1') => {
      await expect(at('pin')).toBeFocused()
      await page.keyboard.press(functionKey)
      await page.keyboard.type(TRAINING_SECRET)
      await page.keyboard.press('Enter')
      await expect(at('counter')).toBeVisible()
    },
    hasNotice: (code) => expect(notice(code)).toBeVisible(),
    notice,
  }
}
