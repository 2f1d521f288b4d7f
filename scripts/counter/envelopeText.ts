type Json = Readonly<Record<string, unknown>>

const NOT_SIGNED = ['signData', 'encData', 'extra']

/**
 * 待签名串 of the appId envelope, written a third time beside the counter's and the mock center's own, so that a mistake they share would show: fields in
 * ASCII order, `data` as compact sorted JSON with every leaf a string, nothing that is empty, the secret last.
 */
export function envelopeText(fields: Json, appSecret: string): string {
  const parts = Object.entries(fields)
    .filter(([name, value]) => !NOT_SIGNED.includes(name) && value !== '' && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${typeof value === 'object' ? canonical(value) : String(value)}&`)
  return `${parts.join('')}key=${appSecret}`
}

function canonical(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== null)
    return items.length > 0 ? `[${items.join(',')}]` : null
  }
  if (typeof value !== 'object') return JSON.stringify(String(value))
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)])
    .flatMap(([name, text]) => (text === null ? [] : [`${JSON.stringify(name)}:${text}`]))
  return `{${members.join(',')}}`
}
