import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clearText, codeOf, type Example, examplesFolder, fileNames, readExamples } from '../../scripts/counter/examples.ts'
import { apart } from '../../scripts/counter/headless.ts'
import { refusals } from '../../server-mock/scenarios/refusals.ts'
import { nationalNumbers, type Profile, profiles } from '../../src/shared/profiles/index.ts'
import {
  type Channel,
  type Facts,
  type Field,
  fsiEnvelope,
  insuranceCodes,
  interfaceTables,
  prescriptionCodes,
  successCodes,
  validateNode,
  voucherCodes,
} from '../../src/shared/wire/index.ts'

type Json = Readonly<Record<string, unknown>>
const codes: Readonly<Partial<Record<Channel, object>>> = { A: insuranceCodes, B: prescriptionCodes, C: voucherCodes }

/** Under what a profile's messages of an interface are made. */
function factsOf({ outboundUploads }: Profile, number: string): Facts {
  const upload = outboundUploads.value.find((each) => each.number === (number === '7208' ? '7207' : number))
  return upload === undefined ? {} : { outbound: upload.moment }
}

/** Whether a code says success on its channel. */
function isSuccess(channel: Channel, code: string): boolean {
  return Object.entries(successCodes).some(([letter, known]) => letter === channel && known.some((success) => success === code))
}

/** What an example breaks of its tables, both ways, with the message's own path before each issue. */
function issuesOf({ number, request, response }: Example, profile: Profile): readonly unknown[] {
  const { channel, input, output } = interfaceTables[number]
  const facts = factsOf(profile, number)
  const asked: Json = JSON.parse(request)
  const said: Json = JSON.parse(response)
  const isYes = isSuccess(channel, codeOf(response))
  const check = (fields: readonly Field[], node: unknown, at: string) => validateNode(fields, node, { at, facts })
  const content = (node: unknown, at: string) => (isYes ? check(output, node, at) : [])
  switch (channel) {
    case 'A':
      return [
        ...check(fsiEnvelope.request, asked, ''),
        ...check(input, asked.input, 'input'),
        ...check(fsiEnvelope.response, said, ''),
        ...content(said.output, 'output'),
      ]
    case 'B':
      return [...check(input, asked.data, 'data'), ...content(said.data, 'data')]
    case 'C':
      return [...check(input, asked, ''), ...check(output, said, '')]
    default:
      throw new Error(`the counter does not speak on channel ${channel}`)
  }
}

it('a recording keeps the order of names and the text of numbers, without the signature and the long file', () => {
  const text = '{"infno":"X","cainfo":"s","input":{"b":12.50,"a":[1.0,{"rxFile":"JVBERg=="}]}}'
  const recorded = clearText(text, { appId: '', appSecret: '' })
  expect(recorded.replace(/\s/g, '')).toBe('{"infno":"X","input":{"b":12.50,"a":[1.0,{"rxFile":"JVBERi0xLjc="}]}}')
})

it('there are examples of every profile, beside those of what no counter speaks', () => {
  expect(readdirSync(examplesFolder(''))).toEqual(expect.arrayContaining(Object.keys(profiles)))
})

it('every scenario that is refused has an example under some profile', () => {
  const scenarios = Object.keys(profiles).flatMap((profile) =>
    readExamples(profile).refusals.map(({ number, title }) => title.slice(number.length + 1)),
  )
  expect([...new Set(scenarios)].sort()).toEqual(refusals.map(({ name }) => name).sort())
})

describe.each(Object.values(profiles))('the examples of $name', (profile) => {
  const { sale, refusals: refused } = readExamples(profile.name)
  const all = [...sale, ...refused]

  it('are every file that is there, each named by the code that it holds', () => {
    expect(readdirSync(examplesFolder(profile.name)).sort()).toEqual(['order.json', ...all.flatMap(fileNames)].sort())
  })

  it('show every interface of the flow that the profile serves', () => {
    const wanted = nationalNumbers.filter((number) => !apart.includes(number) && profile.interfaces[number].value !== null)
    expect([...new Set(sale.map(({ number }) => number))].sort()).toEqual([...wanted].sort())
  })

  it.each(all)('$title is as its table demands, and its code is known', (example) => {
    expect(issuesOf(example, profile)).toEqual([])
    const code = codeOf(example.response)
    const { channel } = interfaceTables[example.number]
    expect(isSuccess(channel, code) || Object.hasOwn(codes[channel] ?? {}, code)).toBe(true)
  })
})
