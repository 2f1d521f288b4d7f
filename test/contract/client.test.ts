import { afterEach, describe, expect, it } from 'vitest'
import { type Dispensed, DispenseStopped, dispense } from '../../scripts/counter/dispense.ts'
import { clearText, type Example, parseExactly, readExamples, recording } from '../../scripts/counter/examples.ts'
import { createGateways } from '../../src/main/station/gateways/index.ts'
import { type Profile, profiles } from '../../src/shared/profiles/index.ts'
import { interfaceTables } from '../../src/shared/wire/index.ts'
import { app, connectionTo, type PlayedCenter, playCenter, sealed } from '../integration/gateways/center.ts'
import { dig } from '../integration/server-mock/pharmacy.ts'

/** What the counter makes of each recorded refusal: a failure's code, or the center's own words of a file that is not genuine. */
const reasons: Readonly<Record<string, string>> = {
  '7201-expired': 'nothing waits',
  '7201-held-elsewhere': 'PRESCRIPTION_HELD_ELSEWHERE',
  '7204-used-elsewhere': 'PRESCRIPTION_USED',
  '7204-withdrawn-after-authorization': 'PRESCRIPTION_WITHDRAWN',
  '7205-certificate-expired': '签名证书不是本中心根证书签发，或不在有效期内',
  '7205-data-differs': '处方中心的处方数据与医疗机构所签原件的数据不一致',
  '7205-expires-in-between': 'PRESCRIPTION_EXPIRED',
  '7205-file-tampered': '处方原件在签名之后被改动：P7 验签不通过',
  '7205-withdrawn-after-download': 'PRESCRIPTION_WITHDRAWN',
  '7206-pharmacist-elsewhere': 'PHARMACIST_NOT_REGISTERED',
  '9001-institution-suspended': 'INSTITUTION_UNKNOWN',
  '2101A-code-sold': 'TRACE_CODE_SOLD',
  '2101A-insurance-paused': 'INSURANCE_SUSPENDED',
  '2101A-not-covered': 'DRUG_NOT_COVERED',
  '2101A-not-the-owner': 'PERSON_MISMATCH',
  '2101A-withdrawn-after-review': 'PRESCRIPTION_WITHDRAWN',
  '2102A-withdrawn-after-outbound': 'PRESCRIPTION_WITHDRAWN',
}

/** Their last request is not that of the sale: another drug, another person's voucher, another certificate. */
const ofAnotherSale = ['not-covered', 'not-the-owner', 'certificate-expired']

const played: PlayedCenter[] = []
afterEach(async () => {
  for (const center of played.splice(0)) await center.close()
})

/** Plays one recorded answer after the other, whatever is asked. */
async function play(examples: readonly Example[]): Promise<PlayedCenter> {
  let next = 0
  const center = await playCenter((_request, response) => {
    const example = examples[next++]
    if (example === undefined) response.writeHead(404).end()
    else response.end(interfaceTables[example.number].channel === 'B' ? sealedAgain(example) : example.response)
  })
  played.push(center)
  return center
}

function sealedAgain({ response }: Example): string {
  const { timestamp, code, message, data } = parseExactly(response)
  const said = { timestamp: String(timestamp), code: Number(JSON.stringify(code)), message: String(message) }
  return sealed({ ...said, ...(data === undefined ? {} : { data: Object(data) }) })
}

/** A sale and its return at a counter where everybody shows what was shown at the recording. */
async function sellAt({ url }: PlayedCenter, profile: Profile, sale: readonly Example[]): Promise<Dispensed> {
  const sent = (title: string): unknown => JSON.parse(sale.find((example) => example.title === title)?.request ?? '{}')
  const text = (title: string, ...path: readonly string[]): string => String(dig(sent(title), ...path))
  const patientCodes = ['ec.query-fetch', 'ec.query-pay'].map((title) => text(title, 'data', 'ecQrCode'))
  const until = recording.at + 60_000
  const center = {
    showVoucher: () => ({ qr: patientCodes.shift() ?? '', until }),
    showPharmacistVoucher: () => ({ qr: text('ec.query-pharmacist', 'data', 'ecQrCode'), until }),
    pharmacists: [
      {
        name: text('7206-review', 'data', 'rxChkUpInfo', 'pharName'),
        code: text('7206-review', 'data', 'rxChkUpInfo', 'pharCode'),
        practiceNumber: text('3505-sale', 'input', 'selinfo', 'phar_prac_cert_no'),
      },
    ],
  }
  let sequence = 0
  const clock = () => recording.at
  const gateways = createGateways(
    { ...connectionTo(url), terminalId: text('ec.query-fetch', 'data', 'termId') },
    {
      clock,
      nextSequence: () => ++sequence,
      timeouts: { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 },
      address: recording.address,
    },
    profile,
  )
  try {
    return await dispense({ center, gateways, profile, clock, patientName: '王秀兰' }, { andReturn: true })
  } finally {
    await gateways.close()
  }
}

function expectSent({ requests }: PlayedCenter, examples: readonly Example[]): void {
  const sent = requests.map(({ path, text }) => ({ path, request: clearText(text, app) }))
  const recorded = examples.map(({ number, request }) => ({ path: interfaceTables[number].path, request }))
  expect(sent).toEqual(recorded)
}

describe.each(Object.values(profiles))('the counter at a center that answers as recorded, under $name', (profile) => {
  const { sale, refusals } = readExamples(profile.name)

  it('asks word for word what is recorded, and understands every answer', async () => {
    const center = await play(sale)
    // what was asked says more than why it came to a stop
    const [result] = await Promise.allSettled([sellAt(center, profile, sale)])
    expectSent(center, sale)
    if (result.status === 'rejected') throw result.reason
    expect(result.value).toMatchObject({
      prescription: {
        hiRxno: '990101202611200912006379957361',
        state: 'valid',
        used: false,
        owner: { name: '王秀兰', idNumber: '990101195304160868', gender: 'female', ageTenths: 730 },
        hospital: { code: 'H99010100001', name: '九江路第一人民医院', department: '心血管内科' },
        doctor: '高雪梅',
        prescribedAt: Date.parse('2026-11-20T09:12:00+08:00'),
        lines: [
          {
            drugCode: 'XC08CAA001A001010100001',
            genericName: '苯磺酸氨氯地平片',
            quantity: 20_000,
            unit: '盒',
            dose: { quantity: 10_000, unit: '片' },
            frequency: '每日一次',
            overTheCounter: false,
          },
        ],
      },
      settlement: {
        settlementId: '990101202611211000007589082022',
        amounts: { total: 3_670, fund: 0, deductible: 3_670, person: 3_670, account: 3_670, cash: 0, balance: 40_732 },
      },
      personPays: 3_670,
      totalsAgree: true,
    })
  })

  it.each(refusals)('stops where the center refuses: $title', async (refusal) => {
    const at = sale.findIndex(({ number }) => number === refusal.number)
    const isSameSale = !ofAnotherSale.some((name) => refusal.title.endsWith(name))
    const told = [...sale.slice(0, at), refusal]
    const center = await play(told)
    await expect(sellAt(center, profile, sale)).rejects.toEqual(
      new DispenseStopped(refusal.number, String(reasons[refusal.title])),
    )
    expectSent(center, isSameSale ? told : sale.slice(0, at + 1))
  })
})

it('knows a reason for every recorded refusal, and for nothing else', () => {
  const titles = Object.keys(profiles).flatMap((name) => readExamples(name).refusals.map(({ title }) => title))
  expect([...new Set(titles)].sort()).toEqual(Object.keys(reasons).sort())
})
