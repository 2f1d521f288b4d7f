import { expect, onTestFinished, test } from 'vitest'
import { checkSignedFile } from '../../../src/main/station/gateways/gm/signedFile.ts'
import type { Paper } from '../../../src/main/station/papers/paper.ts'
import { renderPdf } from '../../../src/main/station/papers/pdf.ts'
import { createWorker } from '../../../src/main/station/workers/pool.ts'
import { signedRecord } from '../server-mock/fileParts.ts'

const genuine = signedRecord(true)
const altered = Uint8Array.from(genuine, (byte, index) => (index === 100 ? byte ^ 1 : byte))

function openWorker(entry?: string) {
  const deaths: unknown[] = []
  const worker = createWorker(
    (error) => deaths.push(error),
    entry === undefined ? undefined : new URL(`data:text/javascript,${encodeURIComponent(entry)}`),
  )
  onTestFinished(worker.close)
  return { ...worker, deaths }
}

/** Gives back how long the input is; an empty one kills it, one of a single byte throws where nobody catches it. */
const MORTAL = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ id, input }) => {
  if (input.length === 0) process.exit(1)
  if (input.length === 1) throw new Error('killed')
  parentPort.postMessage({ id, output: input.length })
})`

test('a file is judged in the worker as it would be here', async () => {
  const { run } = openWorker()
  const judged = await Promise.all([run('checkFile', genuine), run('checkFile', altered), run('checkFile', new Uint8Array())])
  expect(judged).toEqual([genuine, altered, new Uint8Array()].map((file) => ({ ok: true, value: checkSignedFile(file) })))
  expect(judged[0]).toMatchObject({ value: { kind: 'genuine' } })
})

test('a paper comes out of the worker byte for byte as it would here', async () => {
  const paper: Paper = { title: '购药清单', sort: 'receipt', at: 0, blocks: [{ kind: 'title', text: '购药清单' }] }
  const made = await openWorker().run('paper', paper)
  expect(made.ok && Buffer.from(made.value).equals(renderPdf(paper))).toBe(true)
})

test('a job that breaks tells so to whoever asked, and the next one is done', async () => {
  const { run, deaths } = openWorker()
  const broken: Paper = { title: '', sort: 'receipt', at: Number.NaN, blocks: [] }
  await expect(run('paper', broken)).rejects.toThrow()
  expect(await run('checkFile', altered)).toMatchObject({ ok: true })
  expect(deaths).toEqual([])
})

test.each([
  ['ends', 0, []],
  ['throws where nobody catches it', 1, [expect.objectContaining({ message: 'killed' })]],
])('when it %s, all that it had is lost, and the next job starts it again', async (_how, length, told) => {
  const { run, deaths } = openWorker(MORTAL)
  expect(await run('checkFile', new Uint8Array(2))).toEqual({ ok: true, value: 2 })
  const waiting = [new Uint8Array(length), new Uint8Array(3), new Uint8Array(4)].map((input) => run('checkFile', input))
  expect(await Promise.all(waiting)).toEqual([1, 2, 3].map(() => ({ ok: false, failure: 'lost' })))
  expect(deaths).toEqual(told)
  expect(await run('checkFile', new Uint8Array(5))).toEqual({ ok: true, value: 5 })
})

test('what a closed worker had, and what is asked of it later, is lost', async () => {
  const { run, close } = openWorker(MORTAL)
  const asked = run('checkFile', new Uint8Array(2))
  await close()
  expect(await asked).toEqual({ ok: false, failure: 'lost' })
  expect(await run('checkFile', new Uint8Array(2))).toEqual({ ok: false, failure: 'lost' })
})
