import type { Database } from 'better-sqlite3'

/** 签到 of an operator at an institution; it holds for one day. */
interface SignIn {
  readonly signNo: string
  readonly institution: string
  readonly operator: string
  /** yyyy-MM-dd, China Standard Time */
  readonly date: string
}

export interface SignIns {
  add(signIn: SignIn): void
  find(signNo: string): SignIn | undefined
  /** 签退: nobody knows it any more */
  end(signNo: string): void
  /** marks a message number as used; false when it was used before */
  takeMsgid(msgid: string): boolean
}

/** Sign-ins and message numbers of the insurance side over the center's database. */
export function createSignIns(db: Database): SignIns {
  const add = db.prepare<[SignIn]>(
    'INSERT INTO sign_in (sign_no, institution, operator, date) VALUES (@signNo, @institution, @operator, @date)',
  )
  const find = db.prepare<[string], SignIn>(
    'SELECT sign_no AS signNo, institution, operator, date FROM sign_in WHERE sign_no = ?',
  )
  const end = db.prepare<[string]>('DELETE FROM sign_in WHERE sign_no = ?')
  const takeMsgid = db.prepare<[string]>('INSERT INTO used_msgid VALUES (?) ON CONFLICT DO NOTHING')

  return {
    add: (signIn) => {
      add.run(signIn)
    },
    find: (signNo) => find.get(signNo),
    end: (signNo) => {
      end.run(signNo)
    },
    takeMsgid: (msgid) => takeMsgid.run(msgid).changes === 1,
  }
}
