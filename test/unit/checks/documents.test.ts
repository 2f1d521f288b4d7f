import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SwitchesState } from '../../../server-mock/admin/contract.ts'
import { faultEffects } from '../../../server-mock/faults/faults.ts'
import { scenarios } from '../../../server-mock/scenarios/index.ts'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const textOf = (path: string): string => readFileSync(fromRoot(path), 'utf8')
const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => found ?? [])

test('every file that the architecture page names for a step exists', () => {
  const files = matches(textOf('docs/architecture.md'), /\| `([^`]+)` \|$/gm)
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => !existsSync(fromRoot(file)))).toEqual([])
})

test('every document that a README links to exists', () => {
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const links = matches(textOf(readme), /\]\((?!http)([^)#]+)\)/g)
    expect(links.filter((link) => !existsSync(fromRoot(link)))).toEqual([])
  }
})

test('the page of the mock center names every scenario, fault, switch and request of its administration', () => {
  const page = textOf('docs/mock-center.md')
  const rows = scenarios.map(({ name, title }) => `| ${name} | ${title} |`)
  const words = [...Object.keys(faultEffects), ...Object.keys(SwitchesState.shape)].map((word) => `\`${word}\``)
  const requests = matches(textOf('server-mock/admin/routes.ts'), /(?:post|app\.post|app\.get)\('\/([^']+)'/g)
  expect(requests.length).toBeGreaterThan(8)
  expect([...rows, ...words, ...requests].filter((wanted) => !page.includes(wanted))).toEqual([])
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
