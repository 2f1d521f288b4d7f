import { createContext } from 'react'

/** Whether something lies over this part of the window: its keys wait until it is put away. */
export const Covered = createContext(false)
