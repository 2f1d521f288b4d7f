// What the bootstrap tells the person who waits for it.
import { spawnSync } from 'node:child_process'

/** A condition that the person at the keyboard can mend; shown as one sentence without a stack. */
export class BootstrapError extends Error {}

/** Writes one line of progress to stderr. */
export function say(sentence) {
  process.stderr.write(`bootstrap: ${sentence}\n`)
}

/** Reports what went wrong and ends the process with exit code 1. */
export function fail(error) {
  process.stderr.write(`bootstrap: ${error instanceof BootstrapError ? error.message : (error?.stack ?? error)}\n`)
  process.exit(1)
}

/**
 * Runs a command to its end, its output on stderr, and announces it first: for steps that take seconds or minutes.
 * Throws a BootstrapError naming the command when it fails.
 */
export function runSlowly(sentence, command, args, options = {}) {
  say(`${sentence} …`)
  const started = Date.now()
  const result = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options })
  if (result.status !== 0) {
    throw new BootstrapError(
      `${command} ${args.slice(0, 3).join(' ')} failed (${result.error?.message ?? `exit code ${result.status}`})`,
    )
  }
  say(`${sentence}: done in ${Math.round((Date.now() - started) / 1000)} s`)
}
