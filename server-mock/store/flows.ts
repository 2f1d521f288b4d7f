import type { Database } from 'better-sqlite3'

/** The QR of one prescription on a phone. */
interface PrescriptionCode {
  readonly code: string
  readonly hiRxno: string
  /** epoch ms */
  readonly until: number
  /** what the pharmacy that decoded it was given; null while nobody did */
  readonly token: string | null
  /** 0 or 1: a newer one replaced it */
  readonly ended: number
}

/** An authorization that the patient gave from her phone: its numbers, and the prescription token behind them. */
interface OnlineAuthorization {
  readonly authRxno: string
  readonly authSn: string
  readonly token: string
}

export interface Flows {
  /** shows a QR; the one before it ends */
  show(code: Pick<PrescriptionCode, 'code' | 'hiRxno' | 'until'>): void
  shown(code: string): PrescriptionCode | undefined
  /** a pharmacy decoded it and was given this token */
  decode(code: string, token: string): void
  authorize(authorization: OnlineAuthorization): void
  authorization(authRxno: string): OnlineAuthorization | undefined
}

/** How phones authorize pharmacies, over the center's database. The authorizations themselves are those of every way. */
export function createFlows(db: Database): Flows {
  const end = db.prepare<[string]>('UPDATE prescription_code SET ended = 1 WHERE hi_rxno = ? AND ended = 0')
  const show = db.prepare<[Pick<PrescriptionCode, 'code' | 'hiRxno' | 'until'>]>(
    'INSERT INTO prescription_code (code, hi_rxno, until) VALUES (@code, @hiRxno, @until)',
  )
  const shown = db.prepare<[string], PrescriptionCode>(
    'SELECT code, hi_rxno AS hiRxno, until, token, ended FROM prescription_code WHERE code = ?',
  )
  const decode = db.prepare<[string, string]>('UPDATE prescription_code SET token = ? WHERE code = ?')
  const authorize = db.prepare<[OnlineAuthorization]>('INSERT INTO online_authorization VALUES (@authRxno, @authSn, @token)')
  const authorization = db.prepare<[string], OnlineAuthorization>(
    'SELECT auth_rxno AS authRxno, auth_sn AS authSn, token FROM online_authorization WHERE auth_rxno = ?',
  )
  return {
    show: (code) => {
      end.run(code.hiRxno)
      show.run(code)
    },
    shown: (code) => shown.get(code),
    decode: (code, token) => {
      decode.run(token, code)
    },
    authorize: (each) => {
      authorize.run(each)
    },
    authorization: (authRxno) => authorization.get(authRxno),
  }
}
