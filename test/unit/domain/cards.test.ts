import { expect, it } from 'vitest'
import { cardFailureCodes } from '../../../src/shared/contract/cards.ts'
import { failureFacts } from '../../../src/shared/contract/failureFacts.ts'
import { agreesWithNumber, cardDate, cardFailureReasons } from '../../../src/shared/domain/cards.ts'

it('every reason why a card gave no reading has a code of its own, and none moved money', () => {
  const codes = cardFailureReasons.map((reason) => cardFailureCodes[reason])
  expect(new Set(codes).size).toBe(cardFailureReasons.length)
  expect(Object.keys(cardFailureCodes).sort()).toEqual([...cardFailureReasons].sort())
  for (const code of codes) expect(failureFacts[code].money).toBe('untouched')
})

it('a date on a card is a day of the calendar, however it is written', () => {
  const texts = [
    '20240229',
    '2024-02-29',
    '2024.02.29',
    '2024/02/29',
    '20230229',
    '2024-0229',
    '2024-02.29',
    '长期',
    '',
    '17991231',
  ]
  expect(texts.map(cardDate)).toEqual([...Array(4).fill('2024-02-29'), ...Array(6).fill(null)])
})

it('the number says when and as what somebody was born', () => {
  expect(agreesWithNumber('990101199001010027', '1990-01-01', 'female')).toBe(true)
  expect(agreesWithNumber('990101199001010027', '1990-01-01', 'male')).toBe(false)
  expect(agreesWithNumber('990101199001010027', '1990-01-02', 'female')).toBe(false)
  expect(agreesWithNumber('990101199001010027', null, null)).toBe(true)
})
