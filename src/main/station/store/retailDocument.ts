/**
 * 零售单据号 (rtal_docno): LS, the day (yyyy-MM-dd) without its hyphens, and the number of the sale on that day. Cases and ordinary sales share one series; a number is
 * never used for two sales.
 */
export function retailDocument(day: string, nextNumber: (counter: string) => number): string {
  return `${prefixOf(day)}${String(nextNumber(`document/${day}`)).padStart(4, '0')}`
}

/** The document that a person means who typed it whole, or only its number of the day. */
export function documentMeant(typed: string, day: string): string {
  const text = typed.trim().toUpperCase()
  return /^\d{1,4}$/.test(text) ? `${prefixOf(day)}${text.padStart(4, '0')}` : text
}

function prefixOf(day: string): string {
  return `LS${day.replaceAll('-', '')}-`
}
