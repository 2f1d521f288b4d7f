import { z } from 'zod'

export const roles = Object.freeze(['cashier', 'pharmacist', 'manager'] as const)
export const Role = z.enum(roles)
export type Role = (typeof roles)[number]

/**
 * Who may give a command: a person with one of these roles, any signed-in person, or anyone at the window of the staff; or the window before the customer, which
 * gives no other.
 */
export type Permission = 'anyone' | 'signedIn' | 'customer' | readonly Role[]
