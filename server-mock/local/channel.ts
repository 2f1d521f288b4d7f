import { interfaceTables, localCodes, prescriptionCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Channel } from '../http/channel.ts'
import { createSignedChannel, type PlatformKeys } from '../http/signedChannel.ts'
import { syncDisease, syncDoctor } from './hospitalSync.ts'
import { checkSettlement, noteReversal, noteSettlement } from './settlement.ts'
import { syncDrug, syncInstitution, syncPharmacist } from './sync.ts'
import { insuranceSystem, type LocalInterface } from './system.ts'

/** The interfaces for insurance systems. A new one is its table, a function and a line here. */
const interfaces = {
  rxSetlChk: checkSettlement,
  rxSetlNotify: noteSettlement,
  rxSetlRevsNotify: noteReversal,
  fixmedinsSync: syncInstitution,
  hiPharSync: syncPharmacist,
  circDrugSync: syncDrug,
  circDiseSync: syncDisease,
  hiDrSync: syncDoctor,
} as const satisfies Readonly<Record<string, LocalInterface>>

/** Channel L (N 10.1): the insurance system, and nobody else, asks the prescription center, tells it of settlements, and keeps its registers. */
export function createLocalChannel(context: CenterContext, keys: PlatformKeys): Channel {
  const system = insuranceSystem(context.random)
  return createSignedChannel(context, keys, {
    letter: 'L',
    interfaces,
    callerOf: (_context, appId) => (appId === system.appId ? system : undefined),
    inputOf: (_context, number) => ({ fields: interfaceTables[number].input, facts: {} }),
    sentences: { ...prescriptionCodes, ...localCodes },
  })
}
