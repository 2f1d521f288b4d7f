import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyProvince, freshCode, manifestOf, provinceOf } from '../../bench/center/province.ts'
import { arrivals } from '../../bench/center/schedule.ts'

let kept = ''
let folder = ''
let db: Database.Database
beforeAll(() => {
  kept = mkdtempSync(join(tmpdir(), 'bench-'))
  vi.stubEnv('TMPDIR', kept)
  folder = provinceOf({ waiting: 2, soldCodes: 1_000 })
  db = new Database(join(folder, 'center.sqlite'), { readonly: true })
})
afterAll(() => {
  db.close()
  vi.unstubAllEnvs()
  rmSync(kept, { recursive: true })
})

function count(sql: string): unknown {
  return db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get()
}

describe('the province of the benchmark', () => {
  it('has the prescriptions that wait, with their files, and as many sold codes as were asked for, ten to a used prescription', () => {
    expect(count('prescription WHERE used_by IS NULL')).toBe(2)
    expect(count('prescription_file')).toBe(2)
    expect(count('trace_claim')).toBe(1_000)
    expect(count('prescription WHERE used_by IS NOT NULL')).toBe(100)
    expect(count('trace_claim JOIN prescription ON hi_rxno = sale WHERE used_by IS NOT NULL')).toBe(1_000)
  })

  it('sells no pack in a dispense that was sold before', () => {
    const codes = Array.from({ length: 2_000 }, (_, index) => freshCode(index))
    expect(new Set(codes).size).toBe(2_000)
    expect(codes.every((code) => /^8100101[0-8]\d{12}$/.test(code))).toBe(true)
    expect(count("trace_claim WHERE code GLOB '81001019*' AND length(code) = 20")).toBe(1_000)
  })

  it('tells four pharmacies with a pharmacist each, and whom to expect', () => {
    const { pharmacies, people } = manifestOf(folder)
    expect(new Set(pharmacies.map(({ pharmacist }) => pharmacist.code)).size).toBe(4)
    for (const { idNumber, personNumber, hiRxno } of people) {
      expect(count(`prescription WHERE hi_rxno = '${hiRxno}' AND person = '${idNumber}'`)).toBe(1)
      expect(count(`person WHERE identity_number = '${idNumber}' AND person_number = '${personNumber}'`)).toBe(1)
    }
  })

  it('is copied as one of today', () => {
    const copy = copyProvince(folder, Date.parse('2027-01-02T12:00:00+08:00'))
    const copied = new Database(join(copy, 'center.sqlite'), { readonly: true })
    expect(copied.prepare("SELECT value FROM meta WHERE name = 'origin'").pluck().get()).toContain('"day":"2027-01-02"')
    copied.close()
  })
})

describe('the arrivals of an open loop', () => {
  it('come in order, within the time, as often as was asked for, the same for the same seed', () => {
    const times = arrivals('a seed', 50, 200)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(200)
    expect(Math.abs(times.length - 10_000)).toBeLessThan(400)
    expect(arrivals('a seed', 50, 200)).toEqual(times)
    expect(arrivals('another', 50, 200)).not.toEqual(times)
  })

  it('do not know of each other: a share of 1/e of the gaps is longer than their mean', () => {
    const times = arrivals('a seed', 50, 200)
    const longer = times.filter((time, index) => time - (times[index - 1] ?? 0) > 1 / 50)
    expect(Math.abs(longer.length / times.length - Math.exp(-1))).toBeLessThan(0.02)
  })
})
