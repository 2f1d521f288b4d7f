import { mkdtempSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Counter } from './sale.ts'

/** The station dies as it stands, and the next one finds the books as something made them that happened in between. */
export async function dieAndFind(counter: Counter, changes: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-shop-'))
  const file = join(folder, 'rxcounter.db')
  const before = new Database(join(counter.shop.folder, 'rxcounter.db'), { readonly: true })
  before.prepare('VACUUM INTO ?').run(file)
  before.close()
  const db = new Database(file)
  const { changes: changed } = db.prepare(changes).run()
  db.close()
  if (changed !== 1) {
    rmSync(folder, { recursive: true })
    throw new Error(`${changed} rows were changed`)
  }
  await copyFile(join(counter.shop.folder, 'station.json'), join(folder, 'station.json'))
  const resume = counter.shop.sessions.get('counter') ?? null
  await counter.shop.reopen(folder)
  counter.page = counter.shop.page('counter', resume)
  await counter.page.sees(({ center }) => center.signIn === 'done')
}

/** What a start that was broken off left: the journal had made open questions of what was sent, and nothing else was written yet. */
export const BROKEN_OFF = "UPDATE exchanges SET state = 'unknown' WHERE state = 'sent'"
