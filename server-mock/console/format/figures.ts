/** Integer fen as yuan with two digits: 1234 is ¥12.34. */
export function yuanOf(fen: number): string {
  const size = Math.abs(fen)
  return `${fen < 0 ? '−' : ''}¥${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

/** Millionths of a yuan as a price: 1500000 is ¥1.50, and as many digits more as it has. */
export function priceOf(millionths: number): string {
  const [whole = '', part = ''] = (millionths / 1_000_000)
    .toFixed(6)
    .replace(/0{1,4}$/, '')
    .split('.')
  return `¥${whole}.${part.padEnd(2, '0')}`
}

/** Ten-thousandths of a unit as a plain number: 25000 is 2.5. */
export function quantityOf(tenThousandths: number): string {
  return String(tenThousandths / 10_000).replace('-', '−')
}

/** Ten-thousandths as a share: 7500 is 75%. */
export function percentOf(tenThousandths: number): string {
  return `${tenThousandths / 100}%`
}
