import { keyPairFrom } from '../gm/sm2.ts'
import type { Random } from '../random.ts'
import type { Application } from '../store/applications.ts'
import type { Card, ChannelAuthorization, Holder } from '../store/holders.ts'
import type { LocalSystem } from '../store/localSystems.ts'
import type { Institution, Person, Terminal } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { digestOf } from '../voucher/digest.ts'
import type { PersonSketch } from './scenario.ts'

/** What people have at the voucher platform. */
export interface FilledVouchers {
  readonly holders: readonly Omit<Holder, 'lockedUntil'>[]
  readonly cards: readonly Card[]
  readonly channelAuthorizations: readonly ChannelAuthorization[]
}

/** The insurance system of the place, with keys from the seed. */
export function fillLocalSystem(random: Random): LocalSystem {
  const choices = random.for('local system')
  return {
    code: 'YB990101',
    name: '九江路医疗保障信息系统',
    area: '990101',
    approved: 1,
    appId: choices.text(32),
    appSecret: choices.text(32),
    ...keyPairFrom(choices.bytes(40)),
  }
}

/** The scanner that an institution has from the beginning. */
export function fillTerminal({ code, name }: Institution, random: Random, now: number): Terminal {
  const address = Buffer.from(random.for(`mac/${name}`).bytes(5)).toString('hex')
  return {
    id: random.for(`terminal/${name}`).digits(20),
    institution: code,
    // locally administered: no maker's
    mac: `02${address.replace(/../g, ':$&')}`,
    name: '收银台扫码终端',
    purpose: '扫描医保电子凭证',
    version: '1.0',
    developer: '青石软件有限公司',
    registeredOn: chinaTime(now).date,
  }
}

/** Vouchers, cards and passwords of everybody, in the order of `people`; labels of their own keep what else the seed gives as it is. */
export function fillVouchers(
  people: readonly { readonly sketch: PersonSketch; readonly person: Person }[],
  applications: readonly Application[],
  random: Random,
): FilledVouchers {
  const numberOf = (wanted: (application: Application) => boolean): string => {
    const found = applications.find(wanted)
    if (found === undefined) throw new Error('a scenario needs an official and a third-party channel')
    return found.appId
  }
  const others = applications.filter(({ official }) => official === 0).map(({ name }) => name)
  const filled = people.map(({ sketch, person: { identityNumber, name, phone, personNumber } }) => {
    const choices = random.for(`voucher/${identityNumber}`)
    const state = sketch.voucher ?? 'active'
    const password = sketch.password === undefined ? phone.slice(-6) : sketch.password
    const isActive = state !== 'notActivated'
    const usual = state === 'active' || state === 'withoutPlace' ? others.slice(0, 1) : []
    const holder = {
      person: identityNumber,
      name: isActive ? name : null,
      application: numberOf(({ official }) => official === (state === 'channelNotAuthorized' ? 0 : 1)),
      namesPlace: state === 'withoutPlace' ? 0 : 1,
      face: choices.text(32),
      wrongPasswords: sketch.wrongPasswords ?? 0,
      password: isActive && password !== null ? digestOf(identityNumber, password) : null,
    }
    const card = {
      person: identityNumber,
      number: sketch.card?.number ?? `X${personNumber.slice(-8)}`,
      identification: sketch.card?.identification ?? `${personNumber.slice(0, 6)}D156${choices.digits(22)}`,
    }
    return {
      holder,
      cards: sketch.card === null ? [] : [card],
      authorizations: (sketch.channels ?? usual).map((channel) => ({
        code: random.for(`channel/${identityNumber}/${channel}`).text(32),
        person: identityNumber,
        application: numberOf((application) => application.name === channel),
      })),
    }
  })
  return {
    holders: filled.map(({ holder }) => holder),
    cards: filled.flatMap(({ cards }) => cards),
    channelAuthorizations: filled.flatMap(({ authorizations }) => authorizations),
  }
}
