import type { DeviceSetting } from '../../src/shared/contract/devices.ts'
import type { CenterPlan } from './mockCenter.ts'
import type { Sale } from './sale.ts'

/** A screen or a state of one, and how a person comes to it from the one before it in its journey. */
export interface ScreenPlan {
  /** of its picture */
  readonly name: string
  /** what it shows, for whoever looks through the pictures */
  readonly title: string
  readonly reach: (sale: Sale) => Promise<void>
}

/** Screens that one window shows one after the other, from its start on. */
export interface Journey {
  readonly title: string
  readonly plan?: CenterPlan
  /** what is set up beside the scanner */
  readonly devices?: readonly DeviceSetting[]
  /** starts the application in real mode, with no center and nobody known */
  readonly isReal?: boolean
  readonly screens: readonly ScreenPlan[]
}
