import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberTexts, parseKeepingNumbers, readJsonObject } from '../../../server-mock/json.ts'

const jsonObject = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))

describe('the members of a JSON object', () => {
  it('are the exact texts of its values', () => {
    fc.assert(
      fc.property(jsonObject, (object) => {
        const members = memberTexts(JSON.stringify(object))
        expect(members?.size).toBe(Object.keys(object).length)
        for (const [name, text] of members ?? []) expect(text).toBe(JSON.stringify(object[name]))
      }),
    )
  })

  it('keep spaces, numbers and escapes as they were written', () => {
    const text = '{ "input" : { "a" : 1.50, "b":"\\u5f20,}" } ,"infno":"9001"}'
    expect(memberTexts(text)?.get('input')).toBe('{ "a" : 1.50, "b":"\\u5f20,}" }')
  })

  it.each(['{"input":{"a":1},"input":{"a":2}}', '{"input":1,"\\u0069nput":2}'])(
    'are refused when a name occurs twice: %s',
    (text) => {
      expect(memberTexts(text)).toBeNull()
    },
  )
})

describe('a body', () => {
  it.each([
    ['no JSON', Buffer.from('{')],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['empty', Buffer.alloc(0)],
    ['GBK instead of UTF-8', Buffer.from([0x7b, 0x22, 0xcd, 0xf5, 0x22, 0x3a, 0x31, 0x7d])],
    ['marked with a byte order mark', Buffer.from('\ufeff{}')],
    ['absurdly nested', Buffer.from(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
  ])('that is %s is not read', (_what, body) => {
    expect(readJsonObject(body)).toBeNull()
  })

  it('is read with its exact text', () => {
    const text = '{"名称" : "明心大药房"}'
    expect(readJsonObject(Buffer.from(text))).toEqual({ text, value: { 名称: '明心大药房' } })
  })
})

describe('numbers', () => {
  it('keep the text they were written with', () => {
    expect(parseKeepingNumbers('{"a":[12.50,-0,1E+2],"b":"7"}')).toEqual({ a: ['12.50', '-0', '1E+2'], b: '7' })
  })
})
