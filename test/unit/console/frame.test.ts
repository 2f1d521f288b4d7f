import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { areasOfTable } from '../../../server-mock/changes.ts'
import { forgetToken, takeToken, tokenIn } from '../../../server-mock/console/api/token.ts'
import { TrainingStrip } from '../../../server-mock/console/components/TrainingStrip.tsx'
import { pageAt, pages } from '../../../server-mock/console/pages/pages.ts'
import { pairs, palette } from '../../../server-mock/console/theme.ts'

const TOKEN = 'ab12'.repeat(16)

function pageWith(hash: string) {
  const kept = new Map<string, string>()
  return {
    location: { hash },
    history: {
      replaceState(_state: null, _unused: '', url: string) {
        this.shown = url
      },
      shown: hash,
    },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  }
}

describe('the token', () => {
  it('is taken out of the address, kept for the tab, and forgotten when it is refused', () => {
    const page = pageWith(`#token=${TOKEN}`)
    expect(takeToken(page)).toBe(TOKEN)
    expect(page.history.shown).toBe('#/')
    expect(takeToken({ ...page, location: { hash: '#/faults' } })).toBe(TOKEN)
    forgetToken(page)
    expect(takeToken({ ...page, location: { hash: '#/faults' } })).toBeNull()
  })

  it('may come with the page to show', () => {
    const page = pageWith(`#token=${TOKEN}&/phone`)
    expect(takeToken(page)).toBe(TOKEN)
    expect(page.history.shown).toBe('#/phone')
  })

  it.each([
    [TOKEN, TOKEN],
    [`  http://127.0.0.1:8080/console/#token=${TOKEN}\n`, TOKEN],
    [`http://127.0.0.1:8080/console/#token=${TOKEN}&/phone`, TOKEN],
    ['http://127.0.0.1:8080/console/', null],
    ['<script>', null],
    ['', null],
  ])('is found in what was pasted: %s', (pasted, found) => {
    expect(tokenIn(pasted)).toBe(found)
  })
})

describe('the menu', () => {
  it('finds a page by its address, and by what stands below it', () => {
    for (const page of pages) {
      expect(pageAt(page.path)).toBe(page)
      if (page.path !== '/') expect(pageAt(`${page.path}/1`)).toBe(page)
    }
    expect(pageAt('/nowhere')).toBeUndefined()
  })
})

describe('the frame', () => {
  it('says 培训', () => {
    expect(renderToStaticMarkup(TrainingStrip())).toContain('<strong>培训</strong>')
  })

  it.each(pairs)('is readable: %s on %s', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the areas', () => {
  it('of a table that nobody placed are all of them', () => {
    expect(areasOfTable('message')).toEqual(['messages'])
    expect(areasOfTable('serial')).toEqual([])
    expect(areasOfTable('nobody_knows')).toHaveLength(8)
  })
})

/** WCAG 2.1, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
