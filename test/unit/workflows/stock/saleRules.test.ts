import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Drug } from '../../../../src/main/station/store/goods.ts'
import { measureBox, pharmacistFor, refuseDrug } from '../../../../src/main/station/workflows/stock/sale/saleRules.ts'
import type { Price } from '../../../../src/shared/domain/money.ts'
import { amlodipine } from '../../store/books.ts'

const otc: Drug = { ...amlodipine, prescriptionDrug: 'no' }
const ephedrine: Drug = { ...otc, special: ['ephedrine'] }

describe('a drug without a prescription', () => {
  it.each([
    ['a prescription drug', { ...otc, prescriptionDrug: 'yes' }, 'SALE_PRESCRIPTION_DRUG'],
    ['a psychotropic', { ...otc, special: ['psychotropic2'] }, 'SALE_RESTRICTED_DRUG'],
    ['a toxic one', { ...otc, special: ['toxic'] }, 'SALE_RESTRICTED_DRUG'],
    ['what needs special leave', { ...otc, special: ['restricted'] }, 'SALE_RESTRICTED_DRUG'],
    ['one without a price', { ...otc, price: 0 as Price }, 'SALE_PRICE_MISSING'],
  ] as const)('is refused when it is %s', (_what, drug, code) => {
    expect(refuseDrug(drug, [])?.code).toBe(code)
  })

  it.each([
    ['over the counter', otc],
    ['both, and goes over the counter', { ...otc, prescriptionDrug: 'both' }],
    ['one that must be kept cold', { ...otc, special: ['coldChain'] }],
  ] as const)('is sold when it is %s', (_what, drug) => {
    expect(refuseDrug(drug, [otc, otc, otc])).toBeNull()
  })

  it('goes twice with ephedrine, whichever drugs these are, and not a third time', () => {
    const other = { ...ephedrine, id: 'SP0099' }
    expect(refuseDrug(ephedrine, [other, otc])).toBeNull()
    expect(refuseDrug(ephedrine, [other, ephedrine])?.code).toBe('SALE_EPHEDRINE_LIMIT')
    expect(refuseDrug(otc, [other, ephedrine])).toBeNull()
  })
})

describe('what is taken of a box', () => {
  it('is the whole box, or what an opened one still holds, unless somebody asks for fewer pieces', () => {
    expect(measureBox(otc, { pieces: 28 }, null)).toEqual({ pieces: null, quantity: 10_000, amount: 2_350 })
    expect(measureBox(otc, { pieces: 14 }, null)).toEqual({ pieces: 14, quantity: 5_000, amount: 1_175 })
    expect(measureBox(otc, { pieces: 28 }, 7)).toEqual({ pieces: 7, quantity: 2_500, amount: 588 })
    expect(measureBox(otc, { pieces: 28 }, 28)).toEqual({ pieces: null, quantity: 10_000, amount: 2_350 })
  })

  it('is never more than the box holds, and never a part of what is not opened', () => {
    const single = { ...otc, piecesPerPack: 1 }
    expect(measureBox(otc, { pieces: 14 }, 15)).toBeNull()
    expect(measureBox(otc, { pieces: 14 }, 0)).toBeNull()
    expect(measureBox(single, { pieces: 1 }, null)).toEqual({ pieces: null, quantity: 10_000, amount: 2_350 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 200 }), (inBox, wanted) => {
        const measured = measureBox({ ...otc, piecesPerPack: 100 }, { pieces: inBox }, wanted)
        expect(measured === null).toBe(wanted > inBox)
        expect(measured?.quantity ?? 0).toBeLessThanOrEqual(inBox * 100)
      }),
    )
  })
})

it('an upload names the pharmacist at the counter, else the first of the shop', () => {
  const registered = ['陈国栋', '李敏'].map((name) => ({ name, idNumber: '1', code: 'c', licence: name }))
  expect(pharmacistFor(registered, { name: '李敏' })?.name).toBe('李敏')
  expect(pharmacistFor(registered, { name: '林晓燕' })?.name).toBe('陈国栋')
  expect(pharmacistFor([], { name: '李敏' })).toBeNull()
})
