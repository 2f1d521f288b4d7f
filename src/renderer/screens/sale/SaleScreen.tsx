import { type ReactElement, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { PlaceScan } from '../../../shared/contract/place.ts'
import type { SaleDesk, SalePaperKind } from '../../../shared/contract/stock/sale.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { type Hotkeys, useHotkeys } from '../../components/useHotkeys.ts'
import { useTouch } from '../../components/useTouch.ts'
import { yuan } from '../../format/money.ts'
import { cashGiven, typeCash } from '../../state/cash.ts'
import { cashKeys } from '../../state/deeds.ts'
import { lineBeside, type Moved, markedLine, saleStepOf, shownSale } from '../../state/saleStep.ts'
import type { Act, Ask, Listen } from '../../state/store.ts'
import { AddForm, BuyerForm, PiecesForm, ReturnForm, type SaleFormKind } from './SaleForms.tsx'
import { SaleLines } from './SaleLines.tsx'
import { SaleMoney } from './SaleMoney.tsx'
import { SalePaper } from './SalePaper.tsx'
import { useSale } from './useSale.ts'

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly act: Act
  readonly ask: Ask
  readonly listen: Listen
  readonly onClose: () => void
}

/** What a key does now, with its word where a button shows it. */
interface Deed {
  readonly key: string
  readonly word: string
  readonly testId: string
  readonly press: () => void
}

const emptyDesk: SaleDesk = Object.freeze({ basket: null, returning: null, last: null })

/**
 * Ordinary sales: the scanner fills the basket, digits are the cash, F12 takes the money; Shift+F8 brings goods back. Everything of it is on disk, so that it may be left and
 * come back to at any time.
 */
export function SaleScreen({ counter, connected, act, ask, listen, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const [form, setForm] = useState<SaleFormKind | null>(null)
  const [code, setCode] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const [typed, setTyped] = useState('')
  const [moved, setMoved] = useState<Moved>(null)
  const [paper, setPaper] = useState<{ readonly saleId: string; readonly kind: SalePaperKind } | null>(null)
  const [isPrinted, setPrinted] = useState(false)
  const [notPrinted, setNotPrinted] = useState<Failure | null>(null)
  useTouch(ask)

  const onScan = useCallback((scan: PlaceScan) => {
    setChosen(null)
    setPaper(null)
    if (scan.failure?.code === 'SALE_QUANTITY_NEEDED') {
      setCode(scan.text)
      setForm('add')
    } else if (scan.failure === null) {
      setMoved(null)
      setForm((open) => (open === 'return' ? null : open))
    }
  }, [])
  const { password } = counter
  const isAsked = password !== null
  const { desk, failure, isBusy, put, dismiss, give } = useSale({
    ask,
    listen,
    isLookingForSale: form === 'return',
    onScan,
    isAsked,
  })

  const shown = desk ?? emptyDesk
  const sale = shownSale(shown)
  const marked = sale && markedLine(sale, chosen)
  const { step, amount } = saleStepOf(shown, typed, moved, password)
  const isReturning = sale !== null && sale.state !== 'open'
  const papersOf = shown.returning ?? shown.last
  const patient = counter.visit?.patient ?? null
  // what is typed into a form is not forgotten by paying without it
  const isCovered = form !== null || paper !== null
  const failed = failure ?? notPrinted

  const deeds = useMemo((): readonly Deed[] => {
    const openForm = (kind: SaleFormKind) => () => {
      setCode('')
      setPaper(null)
      setForm(form === kind ? null : kind)
    }
    const pay = (): void => {
      if (sale === null) return
      give('sale.pay', { cashGiven: cashGiven(typed, sale.due) }, ({ last }) => {
        setTyped('')
        setMoved({ kind: 'paid', amount: last?.payment?.change ?? 0 })
      })
    }
    const payBack = (): void => give('sale.payBack', {}, () => setMoved({ kind: 'paidBack', amount: sale?.refund ?? 0 }))
    const print = (): void => {
      if (paper === null) return
      void ask('sale.print', paper).then((result) => {
        setPrinted(result.ok)
        setNotPrinted(result.ok ? null : result.failure)
      })
    }
    const nextPaper = (): void => {
      const kinds = papersOf?.papers ?? []
      const kind = kinds[paper === null ? 0 : (kinds.indexOf(paper.kind) + 1) % kinds.length]
      setForm(null)
      setPrinted(false)
      if (papersOf && kind) setPaper({ saleId: papersOf.id, kind })
    }
    const all: readonly (Deed | false)[] = [
      paper !== null && { key: 'Enter', word: t('paper.print'), testId: 'sale-print', press: print },
      !isCovered && step === 'pay' && { key: 'F12', word: t('sale.pay'), testId: 'sale-pay', press: pay },
      !isCovered && step === 'payBack' && { key: 'F12', word: t('sale.payBack'), testId: 'sale-pay-back', press: payBack },
      step === 'unanswered' && {
        key: 'F5',
        word: t('sale.clearUp'),
        testId: 'sale-clear-up',
        press: () => give('sale.clearUp', {}),
      },
      step === 'askPassword' && {
        key: 'F5',
        word: t('actions.askPassword'),
        testId: 'sale-ask-password',
        press: () => give('sale.askPassword', {}),
      },
      step !== 'unanswered' &&
        !isReturning &&
        sale !== null &&
        (sale.account !== null || patient !== null) && {
          key: step === 'askPassword' ? 'F8' : 'F5',
          word: sale.account === null ? t('sale.byAccount', { name: patient?.name ?? '' }) : t('sale.cashAlone'),
          testId: 'sale-account-key',
          press: () => give('sale.reckon', { useAccount: sale.account === null }),
        },
      !isReturning && { key: 'F2', word: t('sale.byHand'), testId: 'sale-by-hand', press: openForm('add') },
      !isReturning &&
        sale?.needsBuyer === true && { key: 'F7', word: t('sale.name'), testId: 'sale-name', press: openForm('buyer') },
      !isReturning &&
        marked?.pieces != null && { key: 'F6', word: t('sale.split'), testId: 'sale-split', press: openForm('pieces') },
      !isReturning &&
        marked !== null && {
          key: 'Delete',
          word: t('sale.remove'),
          testId: 'sale-remove',
          press: () => give('sale.remove', { line: marked.line }, () => setChosen(null)),
        },
      isReturning &&
        paper === null &&
        marked !== null &&
        marked.state !== 'returned' && {
          key: 'Enter',
          word: t('sale.toggle'),
          testId: 'sale-toggle',
          press: () => give('sale.mark', { line: marked.line, isBack: marked.state === 'taken' }),
        },
      papersOf !== null && { key: 'F11', word: t('sale.receipt'), testId: 'sale-receipt', press: nextPaper },
      isReturning
        ? { key: 'Shift+F8', word: t('sale.returnEnd'), testId: 'sale-return', press: () => give('sale.endReturn', {}) }
        : { key: 'Shift+F8', word: t('sale.returnOpen'), testId: 'sale-return', press: openForm('return') },
      !isReturning &&
        sale !== null && { key: 'Shift+F9', word: t('sale.clear'), testId: 'sale-clear', press: () => give('sale.clear', {}) },
    ]
    return all.filter((deed): deed is Deed => deed !== false)
  }, [form, sale, marked, step, typed, paper, papersOf, isReturning, isCovered, patient, give, ask, t])

  const hotkeys = useMemo((): Hotkeys => {
    const move = (by: -1 | 1) => () => sale && setChosen(lineBeside(sale, chosen, by))
    const isTypingCash = sale !== null && !isReturning && !isCovered
    return {
      ...Object.fromEntries(deeds.map(({ key, press }) => [key, connected ? press : null])),
      ArrowUp: move(-1),
      ArrowDown: move(1),
      ...(isTypingCash && Object.fromEntries(cashKeys.map((key) => [key, () => setTyped((before) => typeCash(before, key))]))),
    }
  }, [deeds, sale, chosen, isReturning, isCovered, connected])
  useHotkeys(hotkeys)

  const carriedOut = (value: SaleDesk): void => {
    put(value)
    setForm(null)
    setChosen(null)
    setMoved(null)
  }
  const putAway = (): void => {
    if (paper !== null) setPaper(null)
    else if (failed !== null) {
      dismiss()
      setNotPrinted(null)
    } else if (form !== null) setForm(null)
    else if (step === 'typePassword') act('visit.stopPassword', {})
    else onClose()
  }
  return (
    <PlacePage
      testId="sale"
      title={t('sale.title')}
      counter={counter}
      connected={connected}
      act={act}
      onEscape={putAway}
      onClose={onClose}
    >
      <main className="flow" aria-busy={isBusy} data-testid="sale-flow">
        {failed === null ? (
          <section className="band band-next-step" role="status" data-testid="sale-step" data-step={step}>
            <div className="band-text">
              <h2>{desk === null ? t('sale.loading') : t(`sale.step.${step}.title`, { amount: yuan(amount) })}</h2>
              <p className="band-next">{t(`sale.step.${step}.hint`)}</p>
            </div>
          </section>
        ) : (
          <NoticeBand failure={failed} at={null} testId="sale-failure">
            <KeyButton label={t('actions.dismiss')} hotkey="Escape" testId="sale-dismiss" onPress={putAway} />
          </NoticeBand>
        )}
        <div className="sale-columns">
          <section className="column" aria-label={t('sale.lines')}>
            {sale === null ? (
              <p className="column-empty">{t('sale.empty')}</p>
            ) : (
              <>
                <p>
                  {t('sale.document')} <strong data-testid="document">{sale.document}</strong>
                </p>
                <SaleLines lines={sale.lines} marked={marked} onMark={setChosen} />
              </>
            )}
          </section>
          {paper === null ? (
            <section className="column column-money" aria-label={t('sale.due')}>
              {form === 'add' && <AddForm key={code} ask={ask} onDone={carriedOut} code={code} />}
              {form === 'pieces' && marked && <PiecesForm key={marked.line} ask={ask} onDone={carriedOut} line={marked} />}
              {form === 'buyer' && <BuyerForm ask={ask} onDone={carriedOut} />}
              {form === 'return' && <ReturnForm ask={ask} onDone={carriedOut} />}
              <SaleMoney sale={sale} last={shown.last} typed={typed} />
            </section>
          ) : (
            <SalePaper {...paper} isPrinted={isPrinted} ask={ask} />
          )}
        </div>
        <nav className="key-bar" aria-label={t('sale.title')}>
          {deeds.map(({ key, word, testId, press }, index) => (
            <KeyButton
              key={testId}
              label={word}
              hotkey={key}
              testId={testId}
              onPress={press}
              isMain={index === 0}
              isDisabled={isBusy || !connected}
            />
          ))}
        </nav>
      </main>
    </PlacePage>
  )
}
