const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Hands an xlsx to the shell, which keeps it among the person's downloads. */
export function saveXlsx(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: XLSX }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
