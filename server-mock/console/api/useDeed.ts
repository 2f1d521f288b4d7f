import { App } from 'antd'
import { useCallback, useState } from 'react'
import { sentenceOf } from './center.tsx'

/** Something that is done at the center when a person asks for it. */
export interface Deed {
  readonly isBusy: boolean
  /** does it, says what came of it, and gives whether it was done; a second call while it is under way does nothing */
  readonly run: (act: () => Promise<unknown>, done?: string) => Promise<boolean>
}

/** For buttons: one act at a time, its failure as a message. */
export function useDeed(): Deed {
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  const run = useCallback(
    async (act: () => Promise<unknown>, done?: string): Promise<boolean> => {
      if (isBusy) return false
      setBusy(true)
      try {
        await act()
        if (done !== undefined) void message.success(done)
        return true
      } catch (error) {
        void message.error(sentenceOf(error), 8)
        return false
      } finally {
        setBusy(false)
      }
    },
    [isBusy, message],
  )
  return { isBusy, run }
}
