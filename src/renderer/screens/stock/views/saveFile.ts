const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** of the table that was handed over last: the shell reads it after the click */
let kept: string | null = null

/** Hands an xlsx to the shell, which keeps it among the person's downloads. */
export function saveXlsx(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  if (kept !== null) URL.revokeObjectURL(kept)
  kept = URL.createObjectURL(new Blob([bytes], { type: XLSX }))
  const link = document.createElement('a')
  link.href = kept
  link.download = name
  link.click()
}
