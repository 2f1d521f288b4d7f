import { describe, expect, it } from 'vitest'
import { createPharmacistRegister } from '../../../src/main/station/workflows/dispense/pharmacist.ts'
import { createShop } from '../../../src/main/station/workflows/shop.ts'
import type { Mode } from '../../../src/shared/contract/host.ts'
import { inventedIdNumber, newDataFolder, openTestStore } from '../store/support.ts'

const details = { name: '安和大药房', address: '示范路 1 号', phone: '0000-1', officeName: '医保办', officePhone: '0000-2' }
const manager = { id: 'M01', name: '王敏', roles: ['manager' as const] }
const pharmacist = { name: '陈国栋', idNumber: inventedIdNumber('19810309'), code: 'YS990101000001', licence: '990101000001' }

function openShop(mode: Mode, folder = newDataFolder()) {
  const store = openTestStore(folder)
  const register = createPharmacistRegister(store)
  const training = () => ({ name: '明心大药房', officeName: '医保中心', officePhone: '0000-99' })
  return { register, shop: createShop({ mode, store, register, training }) }
}

describe('the details of the shop', () => {
  it('are what the manager says, over a restart', () => {
    const folder = newDataFolder()
    const { shop } = openShop('real', folder)
    expect(shop.details()).toEqual({ name: '', address: '', phone: '', officeName: '', officePhone: '' })
    expect(shop.change(details, manager)).toMatchObject({ ok: true })
    expect(shop.details()).toEqual(details)
    expect(openShop('real', folder).shop.details()).toEqual(details)
  })

  it('are those of the mock center in training, and fixed', () => {
    const { shop, register } = openShop('training')
    const given = { name: '明心大药房', address: '', phone: '', officeName: '医保中心', officePhone: '0000-99' }
    expect(shop.details()).toEqual(given)
    expect(shop.change(details, manager)).toEqual({ ok: false, failure: { code: 'SETTING_FIXED' } })
    expect(shop.setPharmacists([pharmacist], manager)).toEqual({ ok: false, failure: { code: 'SETTING_FIXED' } })
    expect(shop.details()).toEqual(given)
    expect(register.list()).toEqual([])
  })
})

describe('the pharmacists of the shop', () => {
  it('are a whole list, found by their identity number', () => {
    const { shop, register } = openShop('real')
    const other = { ...pharmacist, name: '吴彤', idNumber: inventedIdNumber('19900228') }
    expect(
      shop.setPharmacists([{ ...pharmacist, idNumber: ` ${pharmacist.idNumber.toLowerCase()}` }, other], manager),
    ).toMatchObject({ ok: true })
    expect(shop.pharmacists()).toEqual([pharmacist, other])
    expect(register.withNumber(pharmacist.idNumber)).toEqual(pharmacist)
    shop.setPharmacists([other], manager)
    expect(register.withNumber(pharmacist.idNumber)).toBeNull()
  })

  it('have right identity numbers, or the first that is wrong is named and nothing changes', () => {
    const { shop } = openShop('real')
    shop.setPharmacists([pharmacist], manager)
    const wrong = pharmacist.idNumber.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const answer = shop.setPharmacists([pharmacist, { ...pharmacist, idNumber: wrong }], manager)
    expect(answer).toEqual({ ok: false, failure: { code: 'IDENTITY_NUMBER_WRONG', field: 'pharmacists.1.idNumber' } })
    expect(shop.pharmacists()).toEqual([pharmacist])
  })
})
