import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

export const CONSOLE_PATH = '/console/'

/** Stands in the built page where each answer puts its own. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** What the pages are made of; a file of any other kind is not served. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.bcmap', 'application/octet-stream'],
])

/** Where the pages are built to: sources, their bundle and the packaged bundle lie at different depths below the folder with the package's name. */
export function builtConsole(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return join(folder, 'out', 'console')
}

/**
 * Serves the files below `folder` under /console/ and nothing else: 400 for a path that leaves the folder, 404 for what is not there or no part of a page, 503 with a page
 * that says so when nothing was built. The pages may load from and talk to this center alone, whatever gets into them.
 */
export function serveConsole(app: FastifyInstance, folder: string): void {
  app.get(CONSOLE_PATH.slice(0, -1), (_request, reply) => reply.redirect(CONSOLE_PATH))

  app.get<{ Params: { '*': string } }>(`${CONSOLE_PATH}*`, async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    reply.headers(securityHeaders(nonce))
    const file = fileBelow(folder, request.params['*'] || 'index.html')
    if (file === null) return reply.code(400).send()
    const contentType = contentTypes.get(extname(file))
    const content = contentType === undefined ? null : await readFile(file).catch(() => null)
    if (contentType !== undefined && content !== null) {
      const isPage = extname(file) === '.html'
      return reply.type(contentType).send(isPage ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : content)
    }
    if (request.params['*'] !== '') return reply.code(404).send()
    return reply.code(503).type('text/html; charset=utf-8').send(notBuilt(nonce))
  })
}

/** The file that a decoded path names, or null when it leads out of the folder. */
function fileBelow(folder: string, path: string): string | null {
  if (path.includes('\0')) return null
  const file = resolve(folder, `./${path}`)
  const way = relative(folder, file)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? null : file
}

/** Styles that Ant Design makes at run time carry the nonce. */
function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-cache',
  }
}

function notBuilt(nonce: string): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>培训中心</title>
    <style nonce="${nonce}">
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; border: 8px solid #6a1b9a; box-sizing: border-box; font: 20px/1.7 sans-serif }
      code { padding: .2em .5em; background: #f3f5f8 }
    </style>
  </head>
  <body>
    <main role="alert">
      <h1>培训 · 控制台页面还没有生成</h1>
      <p>请在项目文件夹中运行 <code>npm run build</code>，然后刷新本页。模拟中心本身运行正常。</p>
    </main>
  </body>
</html>
`
}
