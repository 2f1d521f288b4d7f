import { BorderOutlined, CheckSquareFilled } from '@ant-design/icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../shared/contract/case.ts'
import { reviewPoints } from '../../../shared/domain/reviewPoints.ts'
import { timeOfDay } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'
import { ColumnHead } from '../counter/ColumnHead.tsx'
import { RejectForm } from './RejectForm.tsx'
import { Word } from './Word.tsx'

interface Props {
  readonly view: CaseView
  readonly controls: Controls
}

/** The pharmacist's review: whose voucher was scanned, five points to go through, and the decision. */
export function ReviewColumn({ view, controls }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column column-review" data-testid="column-review" aria-label={t('columns.review')}>
      <ColumnHead number={3} title={t('columns.review')} />
      {view.pharmacist !== null && (
        <p className="reviewer" data-testid="pharmacist">
          <span className="muted">{t('review.pharmacist')}</span> <strong>{view.pharmacist}</strong>
        </p>
      )}
      <Content view={view} controls={controls} />
    </section>
  )
}

function Content({ view, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { state, review, pharmacist } = view
  if (review !== null && state !== 'verified') {
    return (
      <div data-testid="review-done">
        <Word
          name={timeOfDay(review.at)}
          word={t(review.isApproved ? 'review.approved' : 'review.rejected')}
          level={review.isApproved ? 'good' : 'bad'}
          testId="review-outcome"
        />
        <p>{review.opinion}</p>
      </div>
    )
  }
  if (state !== 'verified') return <p className="column-note">{t('review.later')}</p>
  if (pharmacist === null) {
    return (
      <div className="column-empty" data-testid="review-scan">
        <strong>{t('review.scan')}</strong>
        <p>{t('review.scanNext')}</p>
      </div>
    )
  }
  return <Checklist controls={controls} />
}

function Checklist({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { keys, desk, perform } = controls
  const missing = reviewPoints.length - desk.ticked.length
  if (desk.form === 'reject') return <RejectForm controls={controls} />
  return (
    <>
      <fieldset className="checklist">
        <legend>{t('review.points')}</legend>
        {reviewPoints.map((point, index) => {
          const digit = digits[index]
          const deed = digit && keys[digit]
          const isTicked = desk.ticked.includes(point)
          const Icon = isTicked ? CheckSquareFilled : BorderOutlined
          return (
            // biome-ignore lint/a11y/useSemanticElements: a key does the same, and its word and shape are ours
            <button
              key={point}
              type="button"
              role="checkbox"
              aria-checked={isTicked}
              aria-keyshortcuts={digit}
              disabled={!deed}
              onClick={() => deed && perform(deed)}
              data-testid={`check-${point}`}
            >
              <kbd>{digit}</kbd>
              <span>{t(`review.point.${point}`)}</span>
              <strong className={isTicked ? 'word-good' : 'muted'}>
                <Icon aria-hidden="true" /> {t(isTicked ? 'review.ticked' : 'review.open')}
              </strong>
            </button>
          )
        })}
      </fieldset>
      <p role="status">{missing > 0 ? t('review.missing', { count: missing }) : t('review.allTicked')}</p>
    </>
  )
}
