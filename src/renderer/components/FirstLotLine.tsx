import { ArrowRightOutlined, ClockCircleOutlined } from '@ant-design/icons'
import type { TFunction } from 'i18next'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { FirstLot } from '../../shared/contract/case.ts'

/** Which lot to take from the shelf, and where it stands. */
export function TakeFirst({ first }: { readonly first: FirstLot }): ReactElement {
  const { t } = useTranslation()
  return (
    <p className="box-first" data-testid="take-first">
      <ArrowRightOutlined aria-hidden="true" /> <strong>{t('boxes.takeFirst')}</strong> {wordsOf(first, t)}
    </p>
  )
}

/** Says of a box that another lot should have gone before it. It may be sold all the same. */
export function EarlierThere({ earlier }: { readonly earlier: FirstLot }): ReactElement {
  const { t } = useTranslation()
  return (
    <p className="box-first word-waiting" data-testid="earlier-there">
      <ClockCircleOutlined aria-hidden="true" /> {t('boxes.earlierThere')} {wordsOf(earlier, t)}
    </p>
  )
}

function wordsOf({ lot, expiresOn, shelf }: FirstLot, t: TFunction): string {
  const words = [`${t('boxes.lot')} ${lot}`]
  if (expiresOn !== null) words.push(`${t('boxes.expires')} ${expiresOn}`)
  if (shelf !== '') words.push(`${t('boxes.shelf')} ${shelf}`)
  return words.join(' · ')
}
