import { Button } from 'antd'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonLineView, ComparisonView, DrugFormula } from '../../../../shared/contract/stock/comparison.ts'
import { Choice } from '../../../components/Choice.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { yuan } from '../../../format/money.ts'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { FormulaCard } from './FormulaCard.tsx'
import { RunHead } from './RunHead.tsx'

const HOURS = 24

interface Props {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager, who may mend and set the hour */
  readonly mayDecide: boolean
}

/** 每日对账: shelf, our books and the province beside one another, with the cause of each difference and what puts it right. */
export function ComparisonSection({ ask, act, listen, mayDecide }: Props): ReactElement {
  const { t } = useTranslation()
  const [cause, setCause] = useState<ComparisonLineView['cause'] | null>(null)
  const [page, setPage] = useState(0)
  const [marked, setMarked] = useState<ComparisonLineView | null>(null)
  const [formula, setFormula] = useState<DrugFormula | null>(null)
  const question = useCallback((by: Ask) => by('comparison.view', { cause, page }), [cause, page])
  const { loaded, reload } = useLoaded(ask, question)
  useEffect(() => listen('stock.changed', ({ part }) => part === 'comparison' && reload()), [listen, reload])

  const view = loaded !== null && 'value' in loaded ? loaded.value : null
  const start = (): void => act('comparison.start', {}, reload)
  const stop = (): void => act('comparison.stop', {}, reload)
  const mark = (line: ComparisonLineView): void => {
    setMarked(line)
    setFormula(null)
    void ask('comparison.drug', { drugId: line.drugId }).then((result) => result.ok && setFormula(result.value))
  }
  const chosen = view?.lines.find(({ line }) => line === marked?.line) ?? view?.lines[0]
  const isFree = view !== null && !view.isRunning && !view.isMending
  const mendOne = mayDecide && isFree && chosen && chosen.cure !== 'nothing' ? chosen : null
  const mendAll = mayDecide && isFree && cause !== null && view.lines.some(({ cure }) => cure !== 'nothing') ? cause : null
  const step = (by: number): void => {
    const at = view?.lines.findIndex(({ line }) => line === chosen?.line) ?? -1
    const next = view?.lines[at + by]
    if (next) mark(next)
  }
  const down = (): void => step(1)
  const up = (): void => step(-1)
  useHotkeys({
    'Shift+F11': view?.isRunning ? stop : start,
    F11: mendOne && (() => act('comparison.mend', { line: mendOne.line }, reload)),
    F12: mendAll && (() => act('comparison.mend', { cause: mendAll }, reload)),
    ArrowDown: down,
    ArrowUp: up,
  })
  return (
    <div className="stock-part">
      <Waiting loaded={loaded} onRetry={reload}>
        {(shown) => (
          <>
            <div className="stock-line">
              <KeyButton
                label={
                  shown.isRunning
                    ? t('comparison.stop')
                    : shown.run?.state === 'stopped'
                      ? t('comparison.goOn')
                      : t('comparison.run')
                }
                hotkey="Shift+F11"
                testId="comparison-run"
                isMain={mendOne === null}
                onPress={shown.isRunning ? stop : start}
              />
              {mendOne && (
                <KeyButton
                  label={t('comparison.mendOne')}
                  hotkey="F11"
                  testId="comparison-mend"
                  isMain
                  about={`${mendOne.drug} ${t(`comparison.cure.${mendOne.cure}`)}`}
                  onPress={() => act('comparison.mend', { line: mendOne.line }, reload)}
                />
              )}
              {mendAll && (
                <KeyButton
                  label={t('comparison.mendAll')}
                  hotkey="F12"
                  testId="comparison-mend-all"
                  onPress={() => act('comparison.mend', { cause: mendAll }, reload)}
                />
              )}
              {mayDecide && <HourChoice hour={shown.hour} onChoose={(hour) => act('comparison.setHour', { hour }, reload)} />}
            </div>
            <RunHead view={shown} />
            {shown.sums.length > 0 && (
              <CauseChoice
                view={shown}
                cause={cause}
                onChoose={(next) => {
                  setCause(next)
                  setPage(0)
                }}
              />
            )}
            {shown.lines.length > 0 && <ComparisonTable lines={shown.lines} marked={chosen?.line ?? null} onMark={mark} />}
            <Pages page={page} of={shown.pages} onPage={setPage} />
            {formula && marked && chosen?.line === marked.line && <FormulaCard formula={formula} />}
          </>
        )}
      </Waiting>
    </div>
  )
}

function CauseChoice({
  view: { sums },
  cause,
  onChoose,
}: {
  readonly view: ComparisonView
  readonly cause: ComparisonLineView['cause'] | null
  readonly onChoose: (cause: ComparisonLineView['cause'] | null) => void
}): ReactElement {
  const { t } = useTranslation()
  const option = ({ cause: name, lines, worth }: ComparisonView['sums'][number]): string =>
    t('comparison.causeOption', { cause: t(`comparison.cause.${name}`), lines, worth: yuan(worth) })
  return (
    <Choice
      name="comparison-cause"
      label={t('comparison.byCause')}
      value={cause ?? ''}
      options={[['', t('comparison.allCauses')], ...sums.map((each) => [each.cause, option(each)] as const)]}
      onChoose={(chosen) => onChoose(sums.find((each) => each.cause === chosen)?.cause ?? null)}
    />
  )
}

function HourChoice({
  hour,
  onChoose,
}: {
  readonly hour: number | null
  readonly onChoose: (hour: number | null) => void
}): ReactElement {
  const { t } = useTranslation()
  const hours = Array.from({ length: HOURS }, (_, at) => [String(at), t('comparison.hourAt', { hour: at })] as const)
  return (
    <Choice
      name="comparison-hour"
      label={t('comparison.hour')}
      value={hour === null ? '' : String(hour)}
      options={[['', t('comparison.never')], ...hours]}
      onChoose={(chosen) => onChoose(chosen === '' ? null : Number(chosen))}
    />
  )
}

function Pages({
  page,
  of,
  onPage,
}: {
  readonly page: number
  readonly of: number
  readonly onPage: (page: number) => void
}): ReactElement | null {
  const { t } = useTranslation()
  if (of <= 1) return null
  return (
    <div className="stock-line">
      <Button disabled={page === 0} onClick={() => onPage(page - 1)} data-testid="page-previous">
        {t('comparison.previous')}
      </Button>
      <span>{t('comparison.page', { page: page + 1, of })}</span>
      <Button disabled={page + 1 >= of} onClick={() => onPage(page + 1)} data-testid="page-next">
        {t('comparison.next')}
      </Button>
    </div>
  )
}
