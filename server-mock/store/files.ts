import type { Database } from 'better-sqlite3'

/** The signed file of a prescription, as 7102 gives it to the hospital and 7204 to the pharmacy. */
export interface SignedFile {
  readonly pdf: Uint8Array
  /** Base64 of the P7 over the prescription's data */
  readonly signDigest: string
  readonly certSn: string
  readonly certDn: string
}

export interface Files {
  find(hiRxno: string): SignedFile | undefined
  keep(hiRxno: string, file: SignedFile): void
  forget(hiRxno: string): void
}

/** Files of prescriptions over the center's database. */
export function createFiles(db: Database): Files {
  const find = db.prepare<[string], SignedFile>(
    'SELECT pdf, sign_digest AS signDigest, cert_sn AS certSn, cert_dn AS certDn FROM prescription_file WHERE hi_rxno = ?',
  )
  const keep = db.prepare<[SignedFile & { readonly hiRxno: string }]>(
    'INSERT INTO prescription_file VALUES (@hiRxno, @pdf, @signDigest, @certSn, @certDn)',
  )
  const forget = db.prepare<[string]>('DELETE FROM prescription_file WHERE hi_rxno = ?')
  return {
    find: (hiRxno) => find.get(hiRxno),
    keep: (hiRxno, file) => {
      keep.run({ ...file, hiRxno })
    },
    forget: (hiRxno) => {
      forget.run(hiRxno)
    },
  }
}
