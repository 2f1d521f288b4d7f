import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { Mode, RegisteredPharmacist } from '../../../shared/contract/host.ts'
import { ShopDetails } from '../../../shared/contract/shop.ts'
import { isIdentityNumber } from '../../../shared/domain/identityNumber.ts'
import { normalNumber } from '../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { Store } from '../store/store.ts'
import type { PharmacistRegister } from './dispense/pharmacist.ts'

const SHOP = 'shop'
const UNKNOWN: ShopDetails = { name: '', address: '', phone: '', officeName: '', officePhone: '' }

export interface ShopPorts {
  readonly mode: Mode
  readonly store: Store
  readonly register: Pick<PharmacistRegister, 'list' | 'replace'>
  /** the training shop as the mock center has it; null while there is none */
  readonly training: () => Pick<ShopDetails, 'name' | 'officeName' | 'officePhone'> | null
}

/** The shop as its papers name it. In training the mock center says who it is, and nothing of it can be changed. */
export interface Shop {
  /** empty texts while nobody has said */
  details(): ShopDetails
  pharmacists(): readonly RegisteredPharmacist[]
  keep(details: ShopDetails): void
  /** SETTING_FIXED in training */
  change(details: ShopDetails, manager: Person): Result<void, Failure>
  /** the whole list; SETTING_FIXED in training, IDENTITY_NUMBER_WRONG names the first that is */
  setPharmacists(pharmacists: readonly RegisteredPharmacist[], manager: Person): Result<void, Failure>
}

export function createShop({ mode, store, register, training }: ShopPorts): Shop {
  const isFixed = mode === 'training'
  let details = ShopDetails.nullable().parse(store.settings.get(SHOP)) ?? UNKNOWN

  function keep(changed: ShopDetails): void {
    store.settings.set(SHOP, changed)
    details = changed
  }

  function audit(action: string, manager: Person): void {
    store.audit.append({ accountId: manager.id, window: null, action, subject: null, detail: {} })
  }

  return {
    details: () => (isFixed ? { ...UNKNOWN, ...training() } : details),
    pharmacists: register.list,
    keep,

    change: (changed, manager) => {
      if (isFixed) return err(failure('SETTING_FIXED'))
      store.transaction(() => {
        keep(changed)
        audit('shop.changed', manager)
      })
      return ok(undefined)
    },

    setPharmacists: (pharmacists, manager) => {
      if (isFixed) return err(failure('SETTING_FIXED'))
      const registered = pharmacists.map((each) => ({ ...each, idNumber: normalNumber(each.idNumber) }))
      const wrong = registered.findIndex(({ idNumber }) => !isIdentityNumber(idNumber))
      if (wrong >= 0) return err(failure('IDENTITY_NUMBER_WRONG', { field: `pharmacists.${wrong}.idNumber` }))
      store.transaction(() => {
        register.replace(registered)
        audit('shop.pharmacistsChanged', manager)
      })
      return ok(undefined)
    },
  }
}
