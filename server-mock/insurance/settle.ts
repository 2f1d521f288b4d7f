import { type CenterContext, nextChoices } from '../context.ts'
import { isOfPrescription, tellSettled } from '../local/inProcess.ts'
import { give } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { claimPacks } from '../trace.ts'
import { settlementAnswer } from './answer.ts'
import { computeSettlement, type Figures } from './figures.ts'
import { findPacks, refuseOutbound, saleOfPacks } from './goods.ts'
import type { InsuranceInterface } from './interface.ts'
import { plans } from './plans.ts'
import { termsOf } from './policies.ts'
import { type Purchase, readPurchase } from './purchase.ts'
import { writeSettled } from './settled.ts'

/**
 * 2101 and 2101A 药店预结算: what a settlement would come to; changes nothing. It may be asked before the goods left and before their packs were scanned,
 * so that the outbound upload and missing codes are no fault yet; codes that are given are checked.
 */
export const presettle: InsuranceInterface = (context, call) => {
  const read = readPurchase(context, call)
  if (!read.ok) return read
  const { purchase } = read
  const { lines, packs } = purchase
  const { code: institution } = call.institution
  const sale = saleOf(context, purchase, institution, call.msgid)
  const found = findPacks(context, lines, packs, { sale, institution }, false)
  if (!found.ok) return found
  const numbers = { setlId: null, mdtrtId: nextNumber(context, call.institution.area, 'mdtrtId'), msgid: call.msgid }
  return give(settlementAnswer(purchase, figuresOf(context, purchase), numbers, call.institution, context.clock.now()))
}

/** 2102 and 2102A 药店结算: the same figures as 2101, and the money moves. 2102 has no place for trace codes: it is for goods that carry none. */
export function settle(number: '2102' | '2102A'): InsuranceInterface {
  return (context, call) => {
    const { institution, msgid, input } = call
    const read = readPurchase(context, call)
    if (!read.ok) return read
    const { purchase } = read
    const { insurance, lines, prescription } = purchase
    const sold = lines.map(({ drug, quantity }) => ({ drug: drug.code, quantity }))
    const sale = saleOf(context, purchase, institution.code, msgid)
    const refused = prescription === null ? null : refuseOutbound(context, prescription.hiRxno, sold, institution.code)
    if (refused) return refused
    const found = findPacks(context, lines, purchase.packs, { sale, institution: institution.code }, true)
    if (!found.ok) return found
    const { packs } = found

    const figures = figuresOf(context, purchase)
    const at = context.clock.now()
    const setlId = nextNumber(context, institution.area, 'setlId')
    const mdtrtId = nextNumber(context, institution.area, 'mdtrtId')
    const output = settlementAnswer(purchase, figures, { setlId, mdtrtId, msgid }, institution, at)
    const settlement = {
      setlId,
      mdtrtId,
      msgid,
      interface: number,
      institution: institution.code,
      ...yearOf(context, purchase),
      area: insurance.area,
      hiRxno: prescription?.hiRxno ?? null,
      at,
      request: writeSettled({ sale, sold, packs, input }),
      result: JSON.stringify(output),
      accountPaid: figures.account,
      deductiblePaid: figures.deductible,
      fundPaid: figures.fund,
      reverses: null,
      ended: null,
    } as const
    context.store.settlements.add(settlement)
    claimPacks(context, packs, { source: number, sale, institution: institution.code })
    if (isOfPrescription(settlement)) tellSettled(context, settlement)
    return give(output)
  }
}

/** A number of 30 characters: area, time, and ten digits that never come twice. */
export function nextNumber(context: CenterContext, area: string, kind: 'setlId' | 'mdtrtId' | 'fileNo'): string {
  return `${area}${chinaTime(context.clock.now()).compact}${nextChoices(context, kind).digits(10)}`
}

function saleOf(context: CenterContext, { prescription, packs }: Purchase, institution: string, msgid: string): string {
  return prescription?.hiRxno ?? saleOfPacks(context, packs, institution, msgid)
}

function figuresOf(context: CenterContext, purchase: Purchase): Figures {
  const { insurance, lines, plan, usesAccount } = purchase
  const { accountPaysOutside } = plans[plan]
  const paid = context.store.settlements.accumulation(yearOf(context, purchase))
  const state = { ...paid, balance: insurance.balance, usesAccount }
  return computeSettlement(termsOf(context, plan, insurance.type), accountPaysOutside.value, state, lines)
}

function yearOf(context: CenterContext, { person, insurance, plan }: Purchase) {
  const year = Number(chinaTime(context.clock.now()).date.slice(0, 4))
  return { person: person.identityNumber, insuranceType: insurance.type, year, plan }
}
