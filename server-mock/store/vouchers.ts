import type { Database } from 'better-sqlite3'

/** A QR on somebody's phone. */
export interface ShownCode {
  readonly code: string
  readonly kind: 'patient' | 'pharmacist'
  /** a patient's identity number, or a pharmacist's code */
  readonly owner: string
  /** appId of the application that shows it */
  readonly application: string
  /** the place of insurance that the owner chose; null where nothing was to choose */
  readonly area: string | null
  /** epoch ms */
  readonly until: number
  readonly usedAt: number | null
}

/** 鉴权 TOKEN (V 2.10): what an identification is worth, to the institution at which it was made. */
export interface VoucherToken {
  readonly token: string
  /** identity number */
  readonly person: string
  readonly institution: string
  /** by which way the person was identified */
  readonly source: 'code' | 'face' | 'password'
  /** the place of insurance that was told with it */
  readonly area: string | null
  /** epoch ms */
  readonly until: number
}

export interface Vouchers {
  show(code: Omit<ShownCode, 'usedAt'>): void
  shown(code: string): ShownCode | undefined
  use(code: string, at: number): void
  /** ends what the owner shows in an application and nobody has scanned yet */
  endShown(owner: string, application: string, at: number): void
  give(token: VoucherToken): void
  token(token: string): VoucherToken | undefined
}

/** Shown codes and voucher tokens over the center's database. */
export function createVouchers(db: Database): Vouchers {
  const show = db.prepare<[Omit<ShownCode, 'usedAt'>]>(
    'INSERT INTO shown_code VALUES (@code, @kind, @owner, @application, @area, @until, NULL)',
  )
  const shown = db.prepare<[string], ShownCode>(
    'SELECT code, kind, owner, application, area, until, used_at AS usedAt FROM shown_code WHERE code = ?',
  )
  const use = db.prepare<[number, string]>('UPDATE shown_code SET used_at = ? WHERE code = ?')
  const endShown = db.prepare<[{ owner: string; application: string; at: number }]>(
    'UPDATE shown_code SET until = @at WHERE owner = @owner AND application = @application AND used_at IS NULL AND until > @at',
  )
  const give = db.prepare<[VoucherToken]>(
    'INSERT INTO voucher_token VALUES (@token, @person, @institution, @source, @area, @until)',
  )
  const token = db.prepare<[string], VoucherToken>('SELECT * FROM voucher_token WHERE token = ?')

  return {
    show: (code) => {
      show.run(code)
    },
    shown: (code) => shown.get(code),
    use: (code, at) => {
      use.run(at, code)
    },
    endShown: (owner, application, at) => {
      endShown.run({ owner, application, at })
    },
    give: (given) => {
      give.run(given)
    },
    token: (text) => token.get(text),
  }
}
