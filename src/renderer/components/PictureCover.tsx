import { createContext, lazy, type ReactElement, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ask } from '../state/store.ts'
import { Covered } from './Covered.ts'
import { KeyButton } from './KeyButton.tsx'
import { type Hotkeys, useHotkeys } from './useHotkeys.ts'

const PicturePanel = lazy(async () => ({ default: (await import('../screens/panels/PicturePanel.tsx')).PicturePanel }))

/** Opens the panel for codes from pictures over a place; null where there is none. */
export const OpenPicture = createContext<(() => void) | null>(null)

/**
 * A place with codes from pictures: Shift+F2 lays the panel over it. The place stays as it is beneath, with its claim on readings, so that a code goes the way of every
 * scan there; its keys wait. What was taken puts the panel away, because what became of it is said by the place.
 */
export function PictureCover({ ask, children }: { readonly ask: Ask; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  const close = useCallback(() => setOpen(false), [])
  const keys = useMemo(
    (): Hotkeys => (isOpen ? { 'Shift+F2': close, Escape: close } : { 'Shift+F2': open }),
    [isOpen, open, close],
  )
  useHotkeys(keys)
  return (
    <OpenPicture value={open}>
      <div className="beneath" inert={isOpen}>
        <Covered value={isOpen}>{children}</Covered>
      </div>
      {isOpen && (
        <div className="picture-cover">
          <Suspense>
            <PicturePanel ask={ask} closesOn="any" onClose={close} />
          </Suspense>
          <nav className="key-bar" aria-label={t('picture.title')}>
            <KeyButton label={t('actions.close')} hotkey="Escape" testId="picture-close" onPress={close} />
          </nav>
        </div>
      )}
    </OpenPicture>
  )
}
