import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SwitchesState } from '../../../server-mock/admin/contract.ts'
import { faultEffects } from '../../../server-mock/faults/kinds.ts'
import { scenarios } from '../../../server-mock/scenarios/index.ts'
import { voucherCodes } from '../../../src/shared/wire/index.ts'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const textOf = (path: string): string => readFileSync(fromRoot(path), 'utf8')
const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => found ?? [])

test('every file that the architecture page names for a step exists', () => {
  const files = matches(textOf('docs/architecture.md'), /\| `([^`]+)` \|$/gm)
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => !existsSync(fromRoot(file)))).toEqual([])
})

test('every document that a README or a page of docs links to exists', () => {
  const pages = readdirSync(fromRoot('docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
  expect(pages.length).toBeGreaterThan(5)
  const dead = ['README.md', 'README.zh-CN.md', ...pages.map((page) => `docs/${page}`)].flatMap((page) =>
    matches(textOf(page), /\]\((?!http)([^)#\s]+)/g)
      .filter((link) => !existsSync(fromRoot(join(dirname(page), link))))
      .map((link) => `${page}: ${link}`),
  )
  expect(dead).toEqual([])
})

test('the page of the mock center names every field of the line that it announces', () => {
  const [, fields = ''] = /JSON\.stringify\(\{ ([\w, ]+) \}\)/.exec(textOf('server-mock/cli.ts')) ?? []
  const names = fields.split(', ')
  expect(names).toContain('shop')
  const page = textOf('docs/mock-center.md')
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

test('the page of the mock center names every scenario, fault, switch and request of its administration', () => {
  const page = textOf('docs/mock-center.md')
  const rows = scenarios.map(({ name, title }) => `| ${name} | ${title} |`)
  const words = [...Object.keys(faultEffects), ...Object.keys(SwitchesState.shape)].map((word) => `\`${word}\``)
  const requests = ['routes', 'voucherRoutes'].flatMap((file) =>
    matches(textOf(`server-mock/admin/${file}.ts`), /(?:post|app\.post|app\.get)\('\/([^']+)'/g),
  )
  expect(requests.length).toBeGreaterThan(8)
  expect([...rows, ...words, ...requests].filter((wanted) => !page.includes(wanted))).toEqual([])
})

test('the page of the mock center lists the codes of the voucher platform that its rules never give', () => {
  const rules = readdirSync(fromRoot('server-mock/voucher')).map((file) => textOf(`server-mock/voucher/${file}`))
  const given = new Set(rules.flatMap((text) => matches(text, /'(-?\d+)'/g)))
  const never = Object.keys(voucherCodes).filter((code) => !given.has(code))
  const [list = ''] = matches(textOf('docs/mock-center.md'), /no situation leads to ([^.]+)/g)
  const listed = list.split(/,\s+/).flatMap((item) => {
    const [first = 0, last = first] = item.split(' to ').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
  })
  expect(listed.toSorted()).toEqual(never.toSorted())
})

test('both READMEs name every command that a person may give', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
  const commands = Object.keys(scripts).filter((name) => !/^(pre|bootstrap$|lockfile$|docs(:|$))/.test(name))
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const text = textOf(readme)
    expect(
      commands.filter((name) => !new RegExp(name === 'test' ? 'npm test' : `npm run (-s )?${name}`).test(text)),
      readme,
    ).toEqual([])
  }
})
