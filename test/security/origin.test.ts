import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppUrl } from '../../src/main/electron/origin.ts'

describe("the application's own origin", () => {
  it.each(['app://counter/', 'app://counter/index.html', 'app://counter/a/b.js?x=1#y', 'app://counter'])(
    'holds %s',
    (address) => {
      expect(isAppUrl(address)).toBe(true)
    },
  )

  it.each([
    'app://counter.evil/',
    'app://counter@evil/',
    'app://user@counter/',
    'app://user:secret@counter/',
    'app://counter:8080/',
    'app://evil/counter',
    'app:counter',
    'app:///counter',
    'apps://counter/',
    'https://counter/',
    'file:///counter',
    'data:text/html,app://counter/',
    'javascript:location="app://counter/"',
    'about:blank',
    'blob:app://counter/1',
    '',
    'counter',
  ])('does not hold %j', (address) => {
    expect(isAppUrl(address)).toBe(false)
  })

  it('holds no address that names anything between scheme and path but exactly its host', () => {
    fc.assert(
      fc.property(fc.webAuthority({ withPort: true, withUserInfo: true }), (authority) => {
        expect(isAppUrl(`app://${authority}/index.html`)).toBe(authority === 'counter')
      }),
    )
  })
})
