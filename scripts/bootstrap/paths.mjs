import { fileURLToPath } from 'node:url'

/** The absolute path of something in the project, whatever the current folder is. */
export function fromRoot(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}
