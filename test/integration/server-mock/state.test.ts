import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockCenter } from '../../../server-mock/server.ts'
import { CenterConnection } from '../../../src/shared/contract/host.ts'
import { createPharmacy, dig } from './pharmacy.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mock-center-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function select(file: string, sql: string): unknown[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

describe('the state of a center', () => {
  it('lives on in its data file', async () => {
    const dataFile = join(folder, 'lasting.sqlite')
    const first = await createMockCenter({ port: 0, seed: 'state', dataFile })
    const token = await createPharmacy(first).tokenOf('王秀兰')
    const before = await createPharmacy(first).authorize(token)
    await first.close()
    const second = await createMockCenter({ port: 0, seed: 'state', dataFile })
    const after = await createPharmacy(second).authorize(token)
    expect(dig(after, 'data', 'rxList', 0, 'hiRxno')).toBe(dig(before, 'data', 'rxList', 0, 'hiRxno'))
    expect(dig(after, 'data', 'rxList', 0, 'epcToken')).not.toBe(dig(before, 'data', 'rxList', 0, 'epcToken'))
    await second.close()
  })

  it('has one authorization per prescription: the last', async () => {
    const dataFile = join(folder, 'authorizations.sqlite')
    const center = await createMockCenter({ port: 0, seed: 'state', dataFile })
    const pharmacy = createPharmacy(center)
    const other = createPharmacy(center, center.connections.get('P99010100002'))
    await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    await pharmacy.authorize(await pharmacy.tokenOf('周海燕'))
    const last = await other.authorize(await other.tokenOf('王秀兰'))
    const living = select(dataFile, 'SELECT token, institution FROM authorization WHERE ended = 0 ORDER BY rowid')
    expect(living).toEqual([
      { token: expect.any(String), institution: 'P99010100001' },
      ...[0, 1, 2].map((index) => ({ token: dig(last, 'data', 'rxList', index, 'epcToken'), institution: 'P99010100002' })),
    ])
    await center.close()
  })

  it('is the same for the same seed, and another for another', async () => {
    const tokenWith = async (seed: string): Promise<[unknown, unknown]> => {
      const center = await createMockCenter({ port: 0, seed })
      const qr = center.showVoucher('王秀兰').qr
      const answer = await createPharmacy(center).query(qr)
      await center.close()
      return [qr, answer]
    }
    const first = await tokenWith('a')
    expect(await tokenWith('a')).toEqual(first)
    expect((await tokenWith('b'))[0]).not.toBe(first[0])
  })

  it('is kept in STRICT tables', async () => {
    const dataFile = join(folder, 'strict.sqlite')
    await (await createMockCenter({ port: 0, seed: 'state', dataFile })).close()
    const tables = select(dataFile, "SELECT sql FROM sqlite_master WHERE type = 'table'")
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) expect(dig(table, 'sql')).toMatch(/\) STRICT$/)
  })
})

describe('a center', () => {
  it('announces a connection of the shape that the program expects', async () => {
    const center = await createMockCenter({ port: 0, seed: 'shape' })
    for (const connection of center.connections.values()) expect(CenterConnection.parse(connection)).toEqual(connection)
    expect(center.connection.institution).toEqual({ code: 'P99010100001', name: '明心大药房', area: '990101' })
    await center.close()
  })

  it('listens on 127.0.0.1 and on no other address of this machine', async () => {
    const center = await createMockCenter({ port: 0, seed: 'loopback' })
    const isOpen = (host: string): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect({ host, port: center.port })
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
        socket.once('close', () => socket.destroy())
      })
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map(({ address }) => address)
    expect(await isOpen('127.0.0.1')).toBe(true)
    for (const host of ['127.0.0.2', '::1', ...others.filter((address) => address !== '127.0.0.1')])
      expect(await isOpen(host)).toBe(false)
    await center.close()
  })

  it('does not answer a page that made its own name resolve to this machine', async () => {
    const center = await createMockCenter({ port: 0, seed: 'rebinding' })
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: center.port })
      const chunks: Buffer[] = []
      socket
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks).toString()))
        .on('error', reject)
      socket.write('GET /_admin/people HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
    })
    expect(answer).toMatch(/^HTTP\/1.1 403/)
    await center.close()
  })

  it.each([-1, 65_536, 1.5, Number.NaN])('does not start on port %d', async (port) => {
    await expect(createMockCenter({ port, seed: 'x' })).rejects.toMatchObject({ code: 'PORT_INVALID' })
  })

  it('says that a port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    await expect(createMockCenter({ port, seed: 'x' })).rejects.toMatchObject({ code: 'PORT_IN_USE' })
    taken.close()
  })

  it('says that it does not know a scenario', async () => {
    await expect(createMockCenter({ port: 0, seed: 'x', scenario: 'constructor' })).rejects.toMatchObject({
      code: 'SCENARIO_UNKNOWN',
    })
  })

  it('does not touch a file that is not its own, nor one of another seed', async () => {
    const text = join(folder, 'text.sqlite')
    writeFileSync(text, 'not a database, but long enough to look like something that could be one')
    await expect(createMockCenter({ port: 0, seed: 'x', dataFile: text })).rejects.toMatchObject({ code: 'DATA_FILE_UNUSABLE' })

    const foreign = join(folder, 'foreign.sqlite')
    new Database(foreign).exec('CREATE TABLE other (id INTEGER)').close()
    await expect(createMockCenter({ port: 0, seed: 'x', dataFile: foreign })).rejects.toMatchObject({
      code: 'DATA_FILE_UNUSABLE',
    })

    const dataFile = join(folder, 'seeded.sqlite')
    await (await createMockCenter({ port: 0, seed: 'one', dataFile })).close()
    await expect(createMockCenter({ port: 0, seed: 'two', dataFile })).rejects.toMatchObject({ code: 'DATA_FILE_UNUSABLE' })
    expect(existsSync(dataFile)).toBe(true)
  })
})
