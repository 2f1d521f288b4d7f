import { expect, type Page } from '@playwright/test'
import type { NextStep } from '../../src/renderer/state/nextStep.ts'
import { scanBoxes } from './boxes.ts'
import { PATIENT, PHARMACIST, type Sale } from './sale.ts'

/** What a person does when the band says this; a step that is not named here is the center's turn, or the end. */
const deeds: Readonly<Partial<Record<string, (sale: Sale) => Promise<unknown>>>> = {
  scanVoucher: ({ admin, scanner }) => admin.showVoucher(PATIENT).then(({ qr }) => scanner.scan(qr)),
  checkList: ({ counter }) => counter.press('1'),
  confirmChoice: ({ counter }) => counter.press('F12'),
  scanPharmacist: ({ admin, scanner }) => admin.showPharmacistVoucher(PHARMACIST).then(({ qr }) => scanner.scan(qr)),
  review: ({ counter }) => counter.approve(),
  scanBoxes: ({ counter, scanner, shelf, taken }) => scanBoxes(counter, scanner, shelf, taken),
  takeMoney: ({ counter }) => counter.press('F12'),
  takeNothing: ({ counter }) => counter.press('F12'),
  finishSettlement: ({ counter }) => counter.press('F12'),
  handOver: ({ counter }) => counter.press('F12'),
  handOverOwing: ({ counter }) => counter.press('F12'),
} satisfies Partial<Record<NextStep['kind'], (sale: Sale) => Promise<unknown>>>

/** A reading or a key can fall into the moment in which the station is away: after this long without an effect a person does it again. */
const AGAIN_MS = 4_000
/** More deeds than any sale with an interruption needs. */
const DEEDS = 80

/** What a person sees of the screen, and what can be pressed. */
const look = () => {
  const of = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  return {
    step: of('next-step')?.dataset.step ?? null,
    code: (of('notice') ?? of('case-failure') ?? of('command-failure'))?.dataset.code ?? null,
    canRetry: of('retry') !== null,
    canDismiss: of('dismiss') !== null,
    isSignIn: of('pin') !== null,
    isBusy: of('counter')?.getAttribute('aria-busy') === 'true',
    boxes: of('boxes-count')?.textContent ?? null,
  }
}
type Look = ReturnType<typeof look>

/**
 * Does nothing but what the screen says, as somebody new at the counter would, until `isEnough` holds after a change: Esc and F5 where the screen offers them, and a
 * voucher again where a notice asks for one. Throws when the screen leads nowhere.
 */
export async function followScreen(sale: Sale, isEnough: (step: string | null) => Promise<boolean>): Promise<void> {
  const { page } = sale.counter
  const seen: Look[] = []
  for (let deed = 0; deed < DEEDS; deed++) {
    const now = await page.evaluate(look)
    seen.push(now)
    if (await isEnough(now.step)) return
    // the screen can move on while the hand is on its way: then it is looked at again
    await act(sale, now).catch(() => undefined)
    await changeOf(page, now)
  }
  throw new Error(`the screen leads nowhere: ${JSON.stringify(seen.slice(-5))}`)
}

async function act(sale: Sale, { step, code, canRetry, canDismiss, isSignIn, isBusy }: Look): Promise<void> {
  const { counter } = sale
  if (isSignIn) await counter.signIn('F3')
  else if (isBusy) return
  else if (canRetry) await counter.press('F5')
  else if (code === 'VOUCHER_ANSWER_LOST' || code === 'VOUCHER_TOKEN_DEAD') await showAgain(sale)
  else if (canDismiss) await counter.press('Escape')
  else if (step !== null) await deeds[step]?.(sale)
}

/** Waits until the screen is another one, or until a person would try again. */
async function changeOf(page: Page, before: Look): Promise<void> {
  const seen = JSON.stringify(before)
  const options = { timeout: AGAIN_MS, intervals: [50] }
  await expect
    .poll(async () => JSON.stringify(await page.evaluate(look)), options)
    .not.toBe(seen)
    .catch(() => undefined)
}

/** The voucher that was lost was the pharmacist's where a case is to be reviewed, else the patient's. */
async function showAgain({ counter, admin, scanner }: Sale): Promise<void> {
  const isReview = await counter.verdict.center.isVisible()
  const { qr } = isReview ? await admin.showPharmacistVoucher(PHARMACIST) : await admin.showVoucher(PATIENT)
  scanner.scan(qr)
}
