import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import type { CustomScheme } from 'electron'
import { freshNonce, securityHeaders } from './csp.ts'
import { APP_SCHEME, isAppUrl } from './origin.ts'
import { REFUSAL_PATH, refusalPage } from './refusal.ts'

/** How the scheme must be registered before the app is ready. */
export const appScheme: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
}

const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** What the counter's page is made of; a file of any other kind is not served. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.webp', 'image/webp'],
  ['.ico', 'image/x-icon'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.ttf', 'font/ttf'],
  ['.wasm', 'application/wasm'],
  ['.bcmap', 'application/octet-stream'],
  ['.pfb', 'application/octet-stream'],
])

/**
 * Answers requests under app://counter with the files below `folder` and nothing else. 405 for anything but reading, 403 for another
 * host, 400 for a path that cannot be decoded or leaves the folder, 404 for what is not there. The policy headers are on every answer.
 */
export function createAppHandler(folder: string): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async ({ url, method }) => {
    const nonce = freshNonce()
    const answer = (status: number, body: BodyInit | null = null, contentType = 'text/plain; charset=utf-8'): Response =>
      new Response(method === 'HEAD' ? null : body, {
        status,
        headers: { ...securityHeaders(nonce), 'content-type': contentType, 'cache-control': 'no-cache' },
      })

    if (method !== 'GET' && method !== 'HEAD') return answer(405)
    if (!isAppUrl(url)) return answer(403)
    const { pathname, searchParams } = new URL(url)
    if (pathname === REFUSAL_PATH) return answer(200, refusalPage(searchParams.get('code'), nonce), contentTypes.get('.html'))

    const file = fileBelow(folder, pathname)
    if (file === null) return answer(400)
    const contentType = contentTypes.get(extname(file).toLowerCase())
    if (contentType === undefined) return answer(404)
    const content = await readFile(file).catch(() => null)
    if (content === null) return answer(404)
    const body =
      extname(file) === '.html' ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(content)
    return answer(200, body, contentType)
  }
}

/** The file that an address's path names, or null when the path cannot be decoded or leads out of the folder. */
function fileBelow(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const file = resolve(folder, `.${decoded}`)
  const way = relative(folder, file)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? null : file
}
