import { nextUndo } from '../../../../shared/domain/caseTransition.ts'
import type { Upload } from '../../../../shared/domain/dispenseCase.ts'
import type { NationalNumber, UndoStep } from '../../../../shared/profiles/profile.ts'
import type { OutboundMoment, SalePayment, SignedCall, StockMovement } from '../../gateways/gateways.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Told } from '../messages.ts'
import type { Work } from './caseSteps.ts'
import { createMovements, type Movement } from './movements.ts'
import { basketOf, type OutgoingGoods, outboundLine, outgoingGoods } from './outgoing.ts'
import { heldOf, patientOf, reviewerOf } from './parties.ts'
import type { MoneyPorts } from './settlement.ts'

/** Why goods that were reported are taken back, where nobody said why. */
const GIVEN_UP = '放弃购药'
const RETURNED = '患者退药'

/** 7207 and 3505: goods that leave, before the settlement or after it; 7208, 3506 and 3507: goods that come back. */
export function createUploads(ports: MoneyPorts) {
  const { store, steps } = ports
  const movements = createMovements(ports)

  function goodsOf(record: CaseRecord): readonly OutgoingGoods[] {
    return outgoingGoods(basketOf(record, store), store.goods.lot)
  }

  /** Whether an upload of this case is made after the settlement, and then what that was. */
  function momentOf({ machine, settlement }: CaseRecord, upload: Upload): OutboundMoment {
    if (!machine.uploads.after.includes(upload)) return { moment: 'before' }
    if (settlement === null) throw new Error('an upload after the settlement has none')
    return { moment: 'after', settlementId: settlement.settlementId, settledAt: settlement.settledAt }
  }

  function reportToCenter(work: Work): Promise<boolean> {
    const { caseId, gateways } = work
    const record = steps.find(caseId)
    const { voucherToken: _token, ...pharmacist } = reviewerOf(record)
    const { at: soldAt, by } = paymentOf(record)
    const seller = store.accounts.find(by)?.name ?? work.operator.name
    const { fund, person, account, familyAccount, cash } = answerOf(record).amounts
    return steps.exchange(work, {
      action: { kind: 'report', upload: '7207' },
      message: {
        number: '7207',
        businessKey: `${caseId}/7207`,
        call: {
          plain: () =>
            gateways.prescriptionCenter.reportOutbound({
              ...heldOf(record, store),
              outbound: momentOf(record, '7207'),
              pharmacist,
              // the same message every time, so that a lost one may be sent again
              dispenser: seller,
              handedOutBy: seller,
              soldAt,
              amounts: { fund, person, account, familyAccount, cash },
              lines: goodsOf(record).map(outboundLine),
            }),
        },
      },
      done: () => ({}),
    })
  }

  function undoAtCenter(work: Work): Promise<boolean> {
    const { caseId, operator, gateways } = work
    const record = steps.find(caseId)
    const { hiRxno, patient } = heldOf(record, store)
    return steps.exchange(work, {
      action: { kind: 'undo', upload: '7207' },
      message: {
        number: '7208',
        businessKey: `${caseId}/7208`,
        call: {
          plain: () =>
            gateways.prescriptionCenter.undoOutbound({
              hiRxno,
              patient,
              outbound: momentOf(record, '7207'),
              operator,
              reason: reasonFor(record),
              at: steps.now(),
            }),
        },
      },
      done: () => ({}),
    })
  }

  function reasonFor({ machine, givenUpBecause }: CaseRecord): string {
    return machine.state === 'revoked' ? RETURNED : (givenUpBecause ?? GIVEN_UP)
  }

  function movementOf(record: CaseRecord, goods: OutgoingGoods, call: SignedCall, batchSerial: string): StockMovement {
    const { article, quantity, codes: traceCodes, lot, isSplit, price } = goods
    return {
      ...call,
      batchSerial,
      article,
      quantity,
      traceCodes,
      lot,
      isSplit,
      price,
      at: steps.now(),
      visitNumber: answerOf(record).visitId,
      patient: patientOf(record, store),
    }
  }

  /** 3505 of one line of goods. */
  function saleOf(record: CaseRecord, goods: OutgoingGoods): Movement {
    const { hiRxno, document, prescription } = record
    const { voucherToken: _token, ...pharmacist } = reviewerOf(record)
    const at = momentOf(record, '3505')
    const payment: SalePayment =
      at.moment === 'before'
        ? { kind: 'insured', moment: 'before' }
        : { kind: 'insured', moment: 'after', settlementId: at.settlementId }
    return {
      number: '3505',
      base: `${record.id}/3505/${goods.number}`,
      serial: `${document}-${goods.number}`,
      send: ({ gateways }, call, serial) =>
        gateways.stock.sale({
          ...movementOf(record, goods, call, serial),
          payment,
          doctor: prescription?.doctor ?? '',
          pharmacist,
          hiRxno,
          document,
        }),
    }
  }

  /** 3506 of one line of goods, which names the 3505 that it takes back. */
  function returnOf(record: CaseRecord, goods: OutgoingGoods): Movement {
    const at = momentOf(record, '3505')
    const { serial: soldUnder } = movements.stateOf(saleOf(record, goods))
    return {
      number: '3506',
      base: `${record.id}/3506/${goods.number}`,
      serial: `${record.document}-${goods.number}T`,
      send: ({ gateways }, call, serial) =>
        gateways.stock.saleReturn({
          ...movementOf(record, goods, call, serial),
          soldUnder,
          settlementId: at.moment === 'after' ? at.settlementId : null,
        }),
    }
  }

  /** An action of several messages: its begin and its end stand beside them, and what is done already is not done again. */
  async function bracket(
    work: Work,
    kind: 'report' | 'undo',
    messages: () => Promise<Told<null>>,
    standsPartly: () => boolean,
  ): Promise<boolean> {
    const action = { kind, upload: '3505' } as const
    if (!steps.begin(work, action)) return false
    const told = await messages()
    store.transaction(() => steps.end(work, { action, done: () => ({}), partly: standsPartly }, told))
    return told.kind === 'done'
  }

  async function eachInTurn(all: readonly Movement[], act: (one: Movement) => Promise<Told<null>>): Promise<Told<null>> {
    for (const one of all) {
      const told = await act(one)
      if (told.kind !== 'done') return told
    }
    return { kind: 'done', value: null }
  }

  function isMade(movement: Movement): boolean {
    return movements.stateOf(movement).isMade
  }

  function reportToInsurance(work: Work): Promise<boolean> {
    const record = steps.find(work.caseId)
    const sales = goodsOf(record).map((goods) => saleOf(record, goods))
    return bracket(
      work,
      'report',
      () => eachInTurn(sales, (sale) => movements.make(work, sale)),
      () => sales.some(isMade),
    )
  }

  /** 3506 of each line that stands, or 3507 where the shop is not connected to it. */
  function undoAtInsurance(work: Work): Promise<boolean> {
    const { undoAfterSettlement, cancelOutbound } = work.profile
    const record = steps.find(work.caseId)
    const wanted =
      record.machine.state === 'revoked'
        ? undoAfterSettlement.value.find((step) => step.includes('3506') || step.includes('3507'))
        : cancelOutbound.value['3505']
    const standing = goodsOf(record).filter((goods) => isMade(saleOf(record, goods)))
    const isStillThere = () => true
    if (connected(wanted ?? [], work) === '3507') {
      const sales = standing.map((goods) => saleOf(record, goods))
      return bracket(work, 'undo', () => eachInTurn(sales, (sale) => movements.remove(work, sale)), isStillThere)
    }
    const returns = standing.map((goods) => returnOf(record, goods))
    return bracket(work, 'undo', () => eachInTurn(returns, (each) => movements.make(work, each)), isStillThere)
  }

  return {
    report: (work: Work, upload: Upload): Promise<boolean> =>
      upload === '7207' ? reportToCenter(work) : reportToInsurance(work),

    /** the next upload that still stands, by the profile's steps for a return or for a sale that was given up */
    undo: (work: Work): Promise<boolean> => {
      const upload = nextUndo(steps.find(work.caseId).machine)
      if (upload === null) throw new Error(`nothing of case ${work.caseId} is left to be taken back`)
      return upload === '7207' ? undoAtCenter(work) : undoAtInsurance(work)
    },
  }
}

/** The first of a step's interfaces that the shop is connected to. */
function connected(step: UndoStep, { profile }: Work): NationalNumber | undefined {
  return step.find((number) => profile.interfaces[number].value !== null)
}

/** What the center last said of the money: the settlement, or what it would come to. */
function answerOf({ id, settlement, presettlement }: CaseRecord) {
  const answer = settlement ?? presettlement
  if (answer === null) throw new Error(`nobody reckoned case ${id}`)
  return answer
}

function paymentOf({ id, payment }: CaseRecord) {
  if (payment === null) throw new Error(`nobody paid for case ${id}`)
  return payment
}
