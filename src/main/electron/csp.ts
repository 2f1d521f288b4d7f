import { randomBytes } from 'node:crypto'

/** A nonce for one answer. */
export function freshNonce(): string {
  return randomBytes(16).toString('base64')
}

/**
 * The headers of every answer under app://, whatever it is: a worker takes the policy of its own script's answer, and a page
 * shown by mistake must not be able to do more than the counter's own. Styles that Ant Design makes at run time carry the nonce.
 */
export function securityHeaders(nonce: string): Readonly<Record<string, string>> {
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
  }
}
