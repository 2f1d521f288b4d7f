import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import type { Operator } from '../../../src/main/station/gateways/gateways.ts'
import { createGateways } from '../../../src/main/station/gateways/index.ts'
import type { Outcome } from '../../../src/main/station/gateways/outcome.ts'
import type { CenterConnection } from '../../../src/shared/contract/host.ts'

const operator: Operator = { id: '1001', name: '李收银' }
const timeouts = { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 }
let center: MockCenter
let gateways: ReturnType<typeof createGateways>
const centerTimes: number[] = []

function connect(change: Partial<CenterConnection> = {}): ReturnType<typeof createGateways> {
  let sequence = 0
  return createGateways(
    { ...center.connection, ...change },
    {
      clock: () => center.clock.now(),
      nextSequence: () => sequence++,
      timeouts,
      onCenterTime: (time) => centerTimes.push(time),
    },
  )
}

beforeEach(async () => {
  center = await createMockCenter({ port: 0, seed: 'the line of the gateways' })
  gateways = connect()
  centerTimes.length = 0
})
afterEach(async () => {
  await gateways.close()
  await center.close()
})

function done<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'acknowledged') throw new Error(`not acknowledged: ${JSON.stringify(outcome.failure)}`)
  return outcome.value
}

const decode = (person: string) =>
  gateways.voucherPlatform.decode({ qr: center.showVoucher(person).qr, businessType: '02122', operator })

async function signNo(): Promise<string> {
  return done(await gateways.insurance.signIn({ msgid: gateways.insurance.nextMessageId(), operator })).signNo
}

async function authorize(person: string): Promise<ReturnType<typeof gateways.prescriptionCenter.authorize>> {
  const voucher = done(await decode(person))
  return gateways.prescriptionCenter.authorize({
    voucherToken: voucher.token,
    name: voucher.name,
    insuranceArea: voucher.insuranceArea ?? '',
    idNumber: voucher.idNumber,
    operator,
  })
}

describe('the line from the QR to the prescriptions', () => {
  it('goes through all four interfaces', async () => {
    const voucher = done(await decode('王秀兰'))
    expect(voucher).toMatchObject({ name: '王秀兰', idType: '01', insuranceArea: '990101' })
    const msgid = gateways.insurance.nextMessageId()
    const insured = done(await gateways.insurance.person({ msgid, signNo: await signNo(), operator, voucher }))
    expect(insured).toMatchObject({
      name: '王秀兰',
      idNumber: voucher.idNumber,
      gender: 'female',
      places: [{ area: '990101', active: true }],
    })
    const offered = done(
      await gateways.prescriptionCenter.authorize({
        voucherToken: voucher.token,
        name: voucher.name,
        insuranceArea: insured.places[0]?.area ?? '',
        idNumber: insured.idNumber,
        operator,
      }),
    )
    expect(offered.map(({ diagnosis }) => diagnosis).sort()).toEqual(['2型糖尿病', '失眠', '高血压病2级'].sort())
    for (const { tokenUntil, token, prescribedAt, validUntil } of offered) {
      expect(token.length).toBeGreaterThan(0)
      expect(tokenUntil).toBeGreaterThan(center.clock.now())
      expect(validUntil).toBeGreaterThan(prescribedAt)
    }
    expect(centerTimes).toHaveLength(3)
    for (const time of centerTimes) expect(Math.abs(time - center.clock.now())).toBeLessThan(60_000)
  })

  it('may end with nothing waiting', async () => {
    expect(done(await authorize('李建国'))).toEqual([])
  })

  it('may repeat 7201 with the same voucher token', async () => {
    const voucher = done(await decode('王秀兰'))
    const request = {
      voucherToken: voucher.token,
      insuranceArea: '990101',
      name: voucher.name,
      idNumber: voucher.idNumber,
      operator,
    }
    const [first, second] = [
      done(await gateways.prescriptionCenter.authorize(request)),
      done(await gateways.prescriptionCenter.authorize(request)),
    ]
    expect(second.map(({ hiRxno }) => hiRxno)).toEqual(first.map(({ hiRxno }) => hiRxno))
  })
})

describe('the center refuses', () => {
  const refusal = (code: string) => ({ kind: 'refused', failure: { code } })
  const scan = (qr: string) => gateways.voucherPlatform.decode({ qr, businessType: '02122', operator })

  it('an unknown QR', async () => {
    expect(await scan('1'.repeat(28))).toMatchObject(refusal('VOUCHER_QR_UNKNOWN'))
  })

  it('a used QR', async () => {
    const { qr } = center.showVoucher('王秀兰')
    done(await scan(qr))
    expect(await scan(qr)).toMatchObject(refusal('VOUCHER_QR_USED'))
  })

  it('an expired QR', async () => {
    const { qr, until } = center.showVoucher('王秀兰')
    center.clock.set(until + 1)
    expect(await scan(qr)).toMatchObject(refusal('VOUCHER_QR_EXPIRED'))
  })

  it.each([
    ['赵小梅', 'VOUCHER_NOT_ACTIVATED'],
    ['孙立军', 'VOUCHER_CHANNEL_NOT_AUTHORIZED'],
  ])('the voucher of %s: %s', async (person, code) => {
    expect(await decode(person)).toMatchObject(refusal(code))
  })

  it('an institution that it does not know, on every channel', async () => {
    const voucher = done(await decode('王秀兰'))
    const stranger = connect({
      institution: { code: 'P99010100099', name: '无名药房', area: '990101' },
      appId: '0'.repeat(32),
    })
    const qr = center.showVoucher('王秀兰').qr
    expect(await stranger.voucherPlatform.decode({ qr, businessType: '02122', operator })).toMatchObject(
      refusal('INSTITUTION_UNKNOWN'),
    )
    const msgid = stranger.insurance.nextMessageId()
    expect(await stranger.insurance.signIn({ msgid, operator })).toMatchObject(refusal('INSTITUTION_UNKNOWN'))
    const request = {
      voucherToken: voucher.token,
      insuranceArea: '990101',
      name: voucher.name,
      idNumber: voucher.idNumber,
      operator,
    }
    // nobody can sign for an application that is not known, so this refusal proves nothing
    expect(await stranger.prescriptionCenter.authorize(request)).toMatchObject({
      kind: 'unknown',
      failure: { code: 'INSTITUTION_UNKNOWN' },
    })
    await stranger.close()
  })

  it('a signature that is not ours, on both channels that have one', async () => {
    const other = [...center.connections.values()].find(({ appId }) => appId !== center.connection.appId)
    const voucher = done(await decode('王秀兰'))
    const impostor = connect({ privateKey: other?.privateKey ?? '' })
    const msgid = impostor.insurance.nextMessageId()
    expect(await impostor.insurance.signIn({ msgid, operator })).toMatchObject(refusal('OUR_SIGNATURE_REFUSED'))
    const request = {
      voucherToken: voucher.token,
      insuranceArea: '990101',
      name: voucher.name,
      idNumber: voucher.idNumber,
      operator,
    }
    expect(await impostor.prescriptionCenter.authorize(request)).toMatchObject(refusal('OUR_SIGNATURE_REFUSED'))
    await impostor.close()
  })

  it('1101 without a sign-in', async () => {
    const voucher = done(await decode('王秀兰'))
    const msgid = gateways.insurance.nextMessageId()
    expect(await gateways.insurance.person({ msgid, signNo: 'none', operator, voucher })).toMatchObject(
      refusal('BUSINESS_SIGN_IN_MISSING'),
    )
  })

  it('a voucher token that ran out', async () => {
    const voucher = done(await decode('王秀兰'))
    center.clock.advance(24 * 60 * 60 * 1000)
    const request = {
      voucherToken: voucher.token,
      insuranceArea: '990101',
      name: voucher.name,
      idNumber: voucher.idNumber,
      operator,
    }
    expect(await gateways.prescriptionCenter.authorize(request)).toMatchObject(refusal('VOUCHER_TOKEN_DEAD'))
  })

  it('a person who is insured nowhere', async () => {
    const voucher = done(await decode('郑文博'))
    const msgid = gateways.insurance.nextMessageId()
    expect(await gateways.insurance.person({ msgid, signNo: await signNo(), operator, voucher })).toMatchObject(
      refusal('PERSON_NOT_INSURED'),
    )
  })
})

describe('a fault of the center leaves the outcome open', () => {
  it.each([
    ['7201', 'wrongSignature', 'CENTER_SIGNATURE_WRONG'],
    ['7201', 'http500', 'CENTER_ERROR'],
    ['7201', 'dropBefore', 'CENTER_SILENT'],
    ['7201', 'dropAfter', 'CENTER_SILENT'],
    ['7201', 'halfBody', 'CENTER_ANSWER_UNREADABLE'],
    ['7201', 'notJson', 'CENTER_ANSWER_UNREADABLE'],
  ] as const)('%s %s: %s', async (interfaceNumber, kind, code) => {
    center.faults.add(interfaceNumber, { kind })
    expect(await authorize('王秀兰')).toMatchObject({ kind: 'unknown', failure: { code } })
  })

  it('an earlier answer of another patient is not taken for this one’s', async () => {
    done(await authorize('王秀兰'))
    center.faults.add('7201', { kind: 'staleAnswer' })
    expect(await authorize('周海燕')).toMatchObject({ kind: 'unknown', failure: { code: 'CENTER_ANSWER_UNREADABLE' } })
  })

  it('a center that is down was provably never asked', async () => {
    const qr = center.showVoucher('王秀兰').qr
    await center.close()
    const outcome = await gateways.voucherPlatform.decode({ qr, businessType: '02122', operator })
    expect(outcome).toEqual({ kind: 'neverSent', failure: { code: 'CENTER_UNREACHABLE' } })
    center = await createMockCenter({ port: 0, seed: 'another' })
  })
})
