import { afterEach, describe, expect, it } from 'vitest'
import { keyPairFrom, sm2Sign } from '../../../server-mock/gm/sm2.ts'
import { createPool, type Pool } from '../../../server-mock/workers/pool.ts'

const keys = keyPairFrom(Buffer.alloc(40, 7))
const app = { appId: 'A'.repeat(32), appSecret: 'S'.repeat(32), publicKey: keys.publicKey }
const answer = { version: '1.0.0', timestamp: '1795219200000', code: 0, message: '成功', data: { rxList: [] } }
const signed = { publicKey: keys.publicKey, text: '{}', signature: sm2Sign(keys.privateKey, Buffer.from('{}')) }
const dies = new URL(
  `data:text/javascript,${encodeURIComponent("import('node:worker_threads').then(({ parentPort }) => parentPort.on('message', () => process.exit(1)))")}`,
)

let pool: Pool
afterEach(() => pool.close())

describe.each([0, 1, 3])('a pool of %i threads', (threads) => {
  it('checks signatures, seals answers and opens what was sealed', async () => {
    pool = createPool(threads)
    const { body, kept } = await pool.run('seal', { answer, app, privateKey: keys.privateKey })
    const [right, forged, opened] = await Promise.all([
      pool.run('verify', signed),
      pool.run('verify', { ...signed, text: '{"psn_no":""}' }),
      pool.run('open', { text: Buffer.from(body).toString(), app }),
    ])
    expect({ right, forged }).toEqual({ right: true, forged: false })
    expect(opened).toEqual({ ok: true, data: answer.data })
    expect(kept).toBe(Buffer.from(body).toString())
  })

  it('passes on what a job breaks on, and goes on', async () => {
    pool = createPool(threads)
    const unreadable = { text: 'no JSON', app }
    await expect(pool.run('open', unreadable)).rejects.toThrow(SyntaxError)
    expect(await pool.run('verify', signed)).toBe(true)
  })

  it('finishes what was begun before it closes, and then does nothing more', async () => {
    pool = createPool(threads)
    const begun = pool.run('verify', signed)
    await pool.close()
    expect(await begun).toBe(true)
    await expect(pool.run('verify', signed)).rejects.toThrow('the center is closed')
  })
})

it('says so when a worker died over its work, and starts another', async () => {
  pool = createPool(1, dies)
  await expect(pool.run('verify', signed)).rejects.toThrow('a worker of the center died')
  await expect(pool.run('verify', signed)).rejects.toThrow('a worker of the center died')
})
