import { expect, it } from 'vitest'
import { PaperKind } from '../../../src/shared/contract/case.ts'
import { casePapers, papersOf } from '../../../src/shared/domain/casePapers.ts'
import { caseStates } from '../../../src/shared/domain/dispenseCase.ts'

it('the papers are those that can be asked for', () => {
  expect(casePapers).toEqual(PaperKind.options)
})

it('each state has its papers: nothing is receipted before it is paid, nothing refunded before it is revoked', () => {
  const papers = Object.fromEntries(
    caseStates.map((state) => [state, papersOf({ state }).join(' ')]).filter(([, has]) => has !== ''),
  )
  expect(papers).toEqual({
    approved: 'prescription',
    rejected: 'prescription',
    picked: 'prescription bagLabel',
    presettled: 'goodsList prescription bagLabel',
    outboundReported: 'goodsList prescription bagLabel',
    settled: 'goodsList receipt prescription bagLabel',
    handedOver: 'goodsList receipt prescription bagLabel',
    cancelling: 'prescription',
    outboundCancelled: 'prescription',
    revoked: 'receipt refund prescription',
    returned: 'receipt refund prescription',
    notGenuine: 'notGenuine',
  })
})
