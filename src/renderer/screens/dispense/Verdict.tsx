import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseVerdict } from '../../../shared/contract/case.ts'
import { Word } from './Word.tsx'

/** What the center says of the file (7205), and below it what our own check of its signature says. */
export function Verdict({ verdict }: { readonly verdict: CaseVerdict | null }): ReactElement {
  const { t } = useTranslation()
  if (verdict === null) {
    return (
      <div className="verdict" data-testid="verdict">
        <Word name={t('verdict.title')} word={t('verdict.waiting')} level="waiting" testId="verdict-center" />
      </div>
    )
  }
  const { center, own, words, signer } = verdict
  return (
    <div className="verdict" data-testid="verdict">
      <Word
        name={t('verdict.centerName')}
        word={t(`verdict.center.${center}`)}
        level={center === 'genuine' ? 'good' : 'bad'}
        testId="verdict-center"
      />
      <Word
        name={t('verdict.ownName')}
        word={t(`verdict.own.${own}`)}
        level={own === 'genuine' ? 'good' : 'bad'}
        testId="verdict-own"
      />
      {signer !== null && (
        <p className="muted">
          {t('verdict.signer')} {signer}
        </p>
      )}
      {center === 'notGenuine' && words !== '' && <p>{words}</p>}
    </div>
  )
}
