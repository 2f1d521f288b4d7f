import { expect, it } from 'vitest'
import { numbersInHand } from '../../../src/main/station/store/numbersInHand.ts'
import { newDataFolder, openTestStore } from './support.ts'

it('numbers taken in advance are counted on, and none is given twice, whoever else takes some', () => {
  const store = openTestStore(newDataFolder())
  const mine = numbersInHand(store.settings, 'msgid', 3)
  const yours = numbersInHand(store.settings, 'msgid', 2)
  const given = [mine(), mine(), yours(), mine(), mine(), store.settings.nextNumber('msgid'), yours(), yours()]
  expect(given).toEqual([1, 2, 4, 3, 6, 9, 5, 10])
  store.close()
})
