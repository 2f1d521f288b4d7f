import type { Database } from 'better-sqlite3'

/** A QR on somebody's phone. */
interface ShownCode {
  readonly code: string
  readonly kind: 'patient' | 'pharmacist'
  /** a patient's identity number, or a pharmacist's code */
  readonly owner: string
  /** epoch ms */
  readonly until: number
  readonly usedAt: number | null
}

/** 鉴权 TOKEN (V 2.10): what a decoded QR is worth, to the institution that decoded it. */
interface VoucherToken {
  readonly token: string
  /** identity number */
  readonly person: string
  readonly institution: string
  /** epoch ms */
  readonly until: number
}

export interface Vouchers {
  show(code: Omit<ShownCode, 'usedAt'>): void
  shown(code: string): ShownCode | undefined
  use(code: string, at: number): void
  give(token: VoucherToken): void
  token(token: string): VoucherToken | undefined
}

/** Shown codes and voucher tokens over the center's database. */
export function createVouchers(db: Database): Vouchers {
  const show = db.prepare<[Omit<ShownCode, 'usedAt'>]>(
    'INSERT INTO shown_code (code, kind, owner, until) VALUES (@code, @kind, @owner, @until)',
  )
  const shown = db.prepare<[string], ShownCode>(
    'SELECT code, kind, owner, until, used_at AS usedAt FROM shown_code WHERE code = ?',
  )
  const use = db.prepare<[number, string]>('UPDATE shown_code SET used_at = ? WHERE code = ?')
  const give = db.prepare<[VoucherToken]>(
    'INSERT INTO voucher_token (token, person, institution, until) VALUES (@token, @person, @institution, @until)',
  )
  const token = db.prepare<[string], VoucherToken>('SELECT token, person, institution, until FROM voucher_token WHERE token = ?')

  return {
    show: (code) => {
      show.run(code)
    },
    shown: (code) => shown.get(code),
    use: (code, at) => {
      use.run(at, code)
    },
    give: (given) => {
      give.run(given)
    },
    token: (text) => token.get(text),
  }
}
