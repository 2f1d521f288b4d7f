import { Input } from 'antd'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaceScan, StockHappening } from '../../../../shared/contract/place.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { useScans } from '../../../components/useScans.ts'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { CatalogueTable } from './CatalogueTable.tsx'
import { CatalogueTasks } from './CatalogueTasks.tsx'
import { DrugForm } from './DrugForm.tsx'
import { ImportPanel } from './ImportPanel.tsx'

const PAGE = 50

interface Props {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager; anybody else only looks */
  readonly mayChange: boolean
}

/** What is open in the place of the list: a drug, a new one (null), a file. */
type Open = { readonly kind: 'drug'; readonly id: string | null } | { readonly kind: 'import' }

const askStatus = (ask: Ask) => ask('catalogue.status', {})

/** The shop's drugs: searched while one types or scans, opened, changed, imported from a table, and kept with the province's catalogue. */
export function CatalogueSection({ ask, act, listen, mayChange }: Props): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [offset, setOffset] = useState(0)
  const [mark, setMark] = useState(0)
  const [open, setOpen] = useState<Open | null>(null)
  const [progress, setProgress] = useState<StockHappening | null>(null)
  const question = useCallback((by: Ask) => by('catalogue.list', { text, offset }), [text, offset])
  const { loaded, reload } = useLoaded(ask, question)
  const status = useLoaded(ask, askStatus)
  const { reload: reloadStatus } = status

  const renew = useCallback(() => {
    reload()
    reloadStatus()
  }, [reload, reloadStatus])
  useEffect(
    () =>
      listen('stock.changed', (happening) => {
        if (happening.part !== 'catalogue') return
        setProgress(happening.done === null ? null : happening)
        // the first and the last of a piece of work; what comes between changes nothing but its numbers
        if (happening.of === null) renew()
      }),
    [listen, renew],
  )
  const search = useCallback((typed: string) => {
    setText(typed)
    setOffset(0)
    setMark(0)
  }, [])
  useScans(
    ask,
    listen,
    'catalogue',
    '',
    useCallback((scan: PlaceScan) => search(scan.text), [search]),
  )

  const page = loaded !== null && 'value' in loaded ? loaded.value : null
  const rows = page?.rows ?? []
  const turn = (by: number): void => {
    if (page === null || offset + by < 0 || offset + by >= page.total) return
    setOffset(offset + by)
    setMark(0)
  }
  const step = (by: number): void => setMark(Math.min(Math.max(mark + by, 0), Math.max(rows.length - 1, 0)))
  const down = (): void => step(1)
  const up = (): void => step(-1)
  const next = (): void => turn(PAGE)
  const previous = (): void => turn(-PAGE)
  const openMarked = (): void => {
    const row = rows[mark]
    if (row) setOpen({ kind: 'drug', id: row.id })
  }
  const begin = (name: 'catalogue.update' | 'catalogue.map'): void => act(name, {}, reloadStatus)
  const deeds = {
    'Shift+F6': () => setOpen({ kind: 'drug', id: null }),
    'Shift+F7': () => setOpen({ kind: 'import' }),
    'Shift+F8': () => begin('catalogue.update'),
    'Shift+F9': () => begin('catalogue.map'),
  }
  useHotkeys({
    ...(mayChange && deeds),
    ...(open === null && {
      ...{ ArrowDown: down, ArrowUp: up },
      ...{ PageDown: next, PageUp: previous },
    }),
  })
  const close = (): void => setOpen(null)
  const done = (): void => {
    close()
    renew()
  }

  return (
    <div className="stock-part">
      {status.loaded !== null && 'value' in status.loaded && <CatalogueTasks status={status.loaded.value} progress={progress} />}
      {mayChange && (
        <div className="column-actions">
          <KeyButton label={t('catalogue.add')} hotkey="Shift+F6" testId="catalogue-add" onPress={deeds['Shift+F6']} />
          <KeyButton label={t('catalogue.import')} hotkey="Shift+F7" testId="catalogue-import" onPress={deeds['Shift+F7']} />
          <KeyButton label={t('catalogue.update')} hotkey="Shift+F8" testId="catalogue-update" onPress={deeds['Shift+F8']} />
          <KeyButton label={t('catalogue.map')} hotkey="Shift+F9" testId="catalogue-map" onPress={deeds['Shift+F9']} />
        </div>
      )}
      {open?.kind === 'import' && <ImportPanel ask={ask} onClose={close} onBegun={done} />}
      {open?.kind === 'drug' && open.id === null && (
        <DrugForm ask={ask} view={null} mayChange={mayChange} onClose={close} onDone={done} />
      )}
      {open?.kind === 'drug' && open.id !== null && (
        <OpenDrug key={open.id} ask={ask} id={open.id} mayChange={mayChange} onClose={close} onDone={done} />
      )}
      {open === null && (
        <>
          <div className="stock-line">
            <Input
              value={text}
              autoFocus
              maxLength={200}
              aria-label={t('catalogue.search')}
              placeholder={t('catalogue.searchHint')}
              data-testid="catalogue-search"
              onChange={(event) => search(event.target.value)}
              onPressEnter={openMarked}
            />
          </div>
          <Waiting loaded={loaded} onRetry={reload}>
            {({ total }) =>
              total === 0 ? (
                <p className="column-empty" data-testid="catalogue-none">
                  {text.trim() === '' ? t('catalogue.none') : t('catalogue.noneFound')}
                </p>
              ) : (
                <>
                  <CatalogueTable rows={rows} mark={mark} onOpen={(id) => setOpen({ kind: 'drug', id })} />
                  <div className="stock-line">
                    <p className="field-hint">{t('catalogue.page', { from: offset + 1, to: offset + rows.length, total })}</p>
                    {offset > 0 && (
                      <KeyButton label={t('catalogue.previous')} hotkey="PageUp" testId="catalogue-previous" onPress={previous} />
                    )}
                    {offset + PAGE < total && (
                      <KeyButton label={t('catalogue.next')} hotkey="PageDown" testId="catalogue-next" onPress={next} />
                    )}
                  </div>
                </>
              )
            }
          </Waiting>
        </>
      )}
    </div>
  )
}

/** A drug of the list, with all that is known of it. */
function OpenDrug({ id, ...given }: Omit<Parameters<typeof DrugForm>[0], 'view'> & { readonly id: string }): ReactElement {
  const question = useCallback((by: Ask) => by('catalogue.drug', { id }), [id])
  const { loaded, reload } = useLoaded(given.ask, question)
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(view) => <DrugForm {...given} view={view} />}
    </Waiting>
  )
}
