// Every check that needs no running program, one after the other; all are run, and the names of those that failed come last.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname } from 'node:path'

const typeProjects = globSync(['{src,server-mock,test,scripts}/**/tsconfig*.json'], {
  exclude: (name) => name === 'node_modules',
}).sort()

const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  ...typeProjects.map((project) => ({
    name: `types of ${dirname(project)}${project.includes('electron33') ? ' against the test runtime' : ''}`,
    // the native compiler takes a tenth of the time, what it remembers another; tools that read TypeScript still need the other one
    command: [
      ...['node', 'node_modules/typescript-native/bin/tsc', '--project', project, '--incremental'],
      ...['--tsBuildInfoFile', `node_modules/.cache/types/${project.replaceAll('/', '-')}.tsbuildinfo`],
    ],
  })),
  { name: 'dependency arrows', command: ['node', 'scripts/check-arrows.ts'] },
  { name: 'unused code', command: ['knip'] },
  // folder by folder: its time grows with the square of the number of files
  ...['*.*', ...['assets', 'docs', 'scripts', 'server-mock', 'src', 'test'].map((folder) => `${folder}/**/*`)].map((files) => ({
    name: `secrets in ${files}`,
    command: ['secretlint', files],
  })),
  { name: 'generated documents are fresh', command: ['node', 'scripts/documents.ts', '--check'] },
]

const failed: string[] = []
for (const { name, command } of checks) {
  const started = Date.now()
  const [program = '', ...args] = command
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  process.stdout.write(`check: ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (status !== 0) failed.push(name)
}
process.stdout.write(failed.length === 0 ? `check: all ${checks.length} ok\n` : `check: failed: ${failed.join('; ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
