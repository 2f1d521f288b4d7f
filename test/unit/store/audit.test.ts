import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../../src/main/station/store/audit.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { sm3 } from './ports.ts'
import { entry, newDataFolder, openRaw, openTestStore } from './support.ts'

const unguard = `DROP TRIGGER audit_never_changed; DROP TRIGGER audit_never_deleted; DROP TRIGGER audit_only_grows`

/** A trail of five entries, then what somebody with the file and without the key did to it. */
function tampered(sql: string) {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  for (const action of ['a', 'b', 'c', 'd', 'e']) store.audit.append(entry(action))
  const raw = openRaw(folder)
  raw.exec(unguard)
  raw.exec(sql)
  return { store, raw }
}

const fault = (seq: number, reason: string) => ({ ok: false, failure: { seq, reason } })

/** Moves the entry `from` to the number `to`. */
const renumber = (from: number, to: number) => `UPDATE audit SET seq = ${to} WHERE seq = ${from};`

describe('the audit trail', () => {
  it('is whole after any entries, whatever their texts hold', () => {
    const text = fc.string({ unit: 'binary' })
    const anyEntry = fc.record({
      accountId: fc.option(text),
      window: fc.option(text),
      action: text,
      subject: fc.option(text),
      detail: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
    })
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 6 }), (entries) => {
        const store = openTestStore()
        for (const each of entries) store.audit.append(each)
        expect(store.audit.verify()).toEqual({ ok: true, value: { entries: entries.length } })
      }),
      { numRuns: 25 },
    )
  })

  it('survives half a surrogate pair, which no database can store', () => {
    const store = openTestStore()
    store.audit.append({
      accountId: '\ud800',
      window: '\udfff',
      action: 'a\ud83d',
      subject: '\ud800',
      detail: { '\ud800': '\udc00' },
    })
    expect(store.audit.verify()).toEqual({ ok: true, value: { entries: 1 } })
  })

  it('refuses to be changed, deleted or replaced', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    store.audit.append(entry('a'))
    const raw = openRaw(folder)
    expect(() => raw.exec(`UPDATE audit SET action = 'b'`)).toThrow('never changed')
    expect(() => raw.exec('DELETE FROM audit')).toThrow('never deleted')
    expect(() => raw.exec('INSERT OR REPLACE INTO audit SELECT * FROM audit')).toThrow('only grows')
    expect(store.audit.verify()).toEqual({ ok: true, value: { entries: 1 } })
  })

  it('hashes what no other entry hashes', () => {
    const hashes = [
      { ...entry('a'), window: 'b', subject: null },
      { ...entry('a'), window: null, subject: 'b' },
      { ...entry('a'), window: 'b","', subject: null },
      { ...entry('a'), window: 'null', subject: 'null' },
      { ...entry('a'), window: null, subject: null },
    ].map((each) => {
      const folder = newDataFolder()
      openTestStore(folder).audit.append(each)
      return openRaw(folder).prepare('SELECT hex(hash) FROM audit').pluck().get()
    })
    expect(new Set(hashes).size).toBe(5)
  })
})

describe('verifying', () => {
  it.each([
    'at = at + 1',
    `account_id = 'P01'`,
    'window_name = NULL',
    `action = 'x'`,
    `subject = ''`,
    `detail = '{ }'`,
    'hash = zeroblob(32)',
  ])('finds the entry where somebody set %s', (change) => {
    const { store } = tampered(`UPDATE audit SET ${change} WHERE seq = 3`)
    expect(store.audit.verify()).toEqual(fault(3, 'changed'))
  })

  it('finds a broken link', () => {
    expect(tampered('UPDATE audit SET previous_hash = zeroblob(32) WHERE seq = 3').store.audit.verify()).toEqual(
      fault(3, 'unlinked'),
    )
  })

  it('finds an entry removed from the middle, closed up or not', () => {
    expect(tampered('DELETE FROM audit WHERE seq = 3').store.audit.verify()).toEqual(fault(3, 'missing'))
    expect(tampered(`DELETE FROM audit WHERE seq = 3; ${renumber(4, 3)} ${renumber(5, 4)}`).store.audit.verify()).toEqual(
      fault(3, 'unlinked'),
    )
    expect(tampered('DELETE FROM audit WHERE seq = 1').store.audit.verify()).toEqual(fault(1, 'missing'))
  })

  it('finds two entries that changed places', () => {
    const { store } = tampered(`${renumber(3, 99)} ${renumber(4, 3)} ${renumber(99, 4)}`)
    expect(store.audit.verify()).toEqual(fault(3, 'unlinked'))
  })

  it('finds the end cut off, down to the last entry and to nothing', () => {
    expect(tampered('DELETE FROM audit WHERE seq = 5').store.audit.verify()).toEqual(fault(5, 'truncated'))
    expect(tampered('DELETE FROM audit').store.audit.verify()).toEqual(fault(1, 'truncated'))
  })

  it('still finds the cut after the trail has gone on', () => {
    const { store } = tampered('DELETE FROM audit WHERE seq >= 4')
    store.audit.append(entry('f'))
    expect(store.audit.verify()).toEqual(fault(4, 'missing'))
  })

  /** What somebody with the file and our program, but without the key, can do: put in a whole other trail whose hashes are right. */
  function replacedBy(actions: readonly string[]) {
    const folder = newDataFolder()
    const forged = openTestStore(folder)
    for (const action of actions) forged.audit.append(entry(action))
    return tampered(
      `ATTACH '${join(folder, DATABASE_FILE)}' AS forged; DELETE FROM audit; INSERT INTO audit SELECT * FROM forged.audit`,
    )
  }

  it('finds a trail written anew, or grown by another hand', () => {
    expect(replacedBy(['a', 'b', 'x', 'd', 'e']).store.audit.verify()).toEqual(fault(5, 'rewritten'))
    expect(replacedBy(['a', 'b', 'c', 'd', 'e', 'f']).store.audit.verify()).toEqual(fault(6, 'added'))
    expect(replacedBy(['a', 'b', 'c', 'd', 'e']).store.audit.verify()).toEqual({ ok: true, value: { entries: 5 } })
  })

  it('without the sealed head cannot see a cut end or a trail written anew, but all else', () => {
    expect(verifyAudit(tampered('DELETE FROM audit WHERE seq = 5').raw, sm3)).toEqual({ ok: true, value: { entries: 4 } })
    expect(verifyAudit(replacedBy(['x']).raw, sm3)).toEqual({ ok: true, value: { entries: 1 } })
    expect(verifyAudit(tampered('DELETE FROM audit WHERE seq = 4').raw, sm3)).toEqual(fault(4, 'missing'))
  })
})
