// Checks who imports whom, and that the check has seen every source file: an incompatible TypeScript makes
// dependency-cruiser see nothing and report that all is well.
import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['src', 'server-mock', 'scripts', 'test/integration/stranger']

export interface ArrowReport {
  /** one line per forbidden import, and one when files were not seen */
  readonly problems: readonly string[]
  /** the names of the rules that were broken */
  readonly broken: readonly string[]
  readonly modules: number
}

/** The names of all rules, for the test that wants a failing fixture of each. */
export function arrowRules(): readonly string[] {
  return ruleSet().forbidden.map((rule) => rule.name)
}

/**
 * Follows every import below the `followed` folders of `root` and compares it with the rules; a source file that was not seen is a
 * problem too. Rejects only when the tool itself fails.
 */
export async function checkArrows(root: string, followed: readonly string[] = SOURCES): Promise<ArrowReport> {
  const rules = ruleSet()
  const { output } = await cruise(
    [...followed],
    { ...rules.options, baseDir: root, validate: true, ruleSet: { forbidden: rules.forbidden } },
    { bustTheCache: true },
    { tsConfig: extractTSConfig(join(PROJECT, 'tsconfig.base.json')) },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
  return report(output, root)
}

function report(result: ICruiseResult, root: string): ArrowReport {
  const files = globSync(
    SOURCES.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  )
  const seen = new Set(result.modules.map((module) => module.source))
  const unseen = files.filter((file) => !seen.has(file))
  const violations = result.summary.violations
  return {
    problems: [
      ...violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`),
      ...(unseen.length > 0 ? [`not seen: ${unseen.join(', ')}`] : []),
    ],
    broken: [...new Set(violations.map((violation) => violation.rule.name))],
    modules: seen.size,
  }
}

function ruleSet(): { forbidden: (IForbiddenRuleType & { name: string })[]; options: ICruiseOptions } {
  return createRequire(import.meta.url)('../.dependency-cruiser.cjs')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, modules } = await checkArrows(PROJECT)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.stdout.write(`arrows: ${modules} modules seen, ${problems.length} problems\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
