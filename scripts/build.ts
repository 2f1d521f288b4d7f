// Builds the application and the consoles of the mock center into out/.
import { type StdioOptions, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { fromRoot } from './bootstrap/paths.mjs'

const commands = [
  ['electron-vite', 'build', '--logLevel', 'warn'],
  ['vite', 'build', '--config', 'console.vite.config.ts', '--logLevel', 'warn'],
] as const

/** Builds everything, saying only what is wrong; true when it succeeded. `output` takes what is said, when it is not to be this program's own. */
export function build(output: 'inherit' | number = 'inherit'): boolean {
  const stdio: StdioOptions = ['ignore', output, output]
  return commands.every(([program, ...args]) => spawnSync(program, args, { cwd: fromRoot('.'), stdio }).status === 0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = build() ? 0 : 1
