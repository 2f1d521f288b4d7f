/** `TraceClaim.sale` of goods that left under a retail document and not for a prescription. `kind` is mdtrt_setl_type. */
export function documentSale(institution: string, document: string, kind: string): string {
  return `document/${institution}/${document}/${kind}`
}

/** Whether a sale is a document that medical insurance is to pay for. */
export function isInsuredDocument(sale: string): boolean {
  return /^document\/.*\/1$/.test(sale)
}
