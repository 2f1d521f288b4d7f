import { i18n } from '../i18n/i18n.ts'

/**
 * What happened to a case, in words. `what` is the station's name of it: `begin.report.7207`, `end.settle.done`, `lost.withdrawn`, `handOver`; a name that we do
 * not know stays as it is.
 */
export function happeningWords(what: string): string {
  const [kind = '', ...parts] = what.split('.')
  if (kind !== 'begin' && kind !== 'end') return i18n.t(`happening.event.${kind}`, { defaultValue: what })
  const [exchange = '', ...rest] = parts
  const outcome = kind === 'end' ? rest.at(-1) : null
  const upload = rest.filter((part) => part !== outcome).join(' ')
  const word = outcome === null ? i18n.t('happening.sent') : i18n.t(`happening.outcome.${outcome}`, { defaultValue: what })
  return [i18n.t(`happening.exchange.${exchange}`, { defaultValue: exchange }), upload, word].filter(Boolean).join(' ')
}
