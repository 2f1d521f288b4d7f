import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../../shared/contract/stock/catalogue.ts'

/** What a file would do, in big numbers, and each place in it that is wrong. */
export function ImportPreviewView({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const { t } = useTranslation()
  const { added, changed, unchanged, faults, faultCount } = preview
  return (
    <div className="stock-part" data-testid="import-preview">
      <div className="stock-numbers">
        {(
          [
            ['added', added],
            ['changed', changed],
            ['unchanged', unchanged],
          ] as const
        ).map(([name, count]) => (
          <p key={name} data-testid={`import-${name}`}>
            <strong>{count}</strong> {t(`importing.count.${name}`)}
          </p>
        ))}
        {faultCount > 0 && (
          <p data-testid="import-faults">
            <strong className="word-bad">{faultCount}</strong> {t('importing.faulty')}
          </p>
        )}
      </div>
      {faultCount === 0 && added + changed === 0 && <p className="column-empty">{t('importing.nothing')}</p>}
      {faultCount > 0 && (
        <>
          <p role="alert" className="word-bad">
            {t('importing.fix')}
          </p>
          <ol className="import-faults">
            {faults.map(({ line, column, fault, text, other }) => (
              <li key={`${line} ${column} ${fault} ${text}`} data-testid="import-fault" data-fault={fault}>
                <strong>{t('importing.line', { line })}</strong> {column}{' '}
                {t(`importing.fault.${fault}`, { text, other: other ?? '' })}
              </li>
            ))}
          </ol>
          {faultCount > faults.length && <p className="field-hint">{t('importing.shown', { shown: faults.length })}</p>}
        </>
      )}
    </div>
  )
}
