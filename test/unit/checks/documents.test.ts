import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

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

test('both READMEs name every command that a person may give', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
  const commands = Object.keys(scripts).filter((name) => !/^(pre|bootstrap$|lockfile$|docs:)/.test(name))
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const text = textOf(readme)
    expect(
      commands.filter((name) => !text.includes(name === 'test' ? 'npm test' : `npm run ${name}`)),
      readme,
    ).toEqual([])
  }
})
