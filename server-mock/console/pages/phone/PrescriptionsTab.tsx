import { type ReactElement, useCallback, useState } from 'react'
import type { PhonePrescription } from '../../../admin/phone/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { PrescriptionView } from './PrescriptionView.tsx'
import { type Pharmacy, phoneOf, standingOf } from './phone.ts'

const PRESCRIPTIONS = ['prescriptions', 'clock'] as const

interface Props {
  readonly person: string
  readonly pharmacies: readonly Pharmacy[]
}

/** The owner's prescriptions, and one of them when it was chosen. */
export function PrescriptionsTab({ person, pharmacies }: Props): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null)
  const prescriptions = useAsked(
    useCallback(({ call }: Pick<Center, 'call'>) => phoneOf(call, person).prescriptions(), [person]),
    PRESCRIPTIONS,
  )
  return (
    <Answer of={prescriptions} isEmpty={(value) => value.length === 0} empty="没有处方。请先在医院端开一张。">
      {(value) => {
        const one = value.find(({ hiRxno }) => hiRxno === chosen)
        if (one !== undefined)
          return <PrescriptionView person={person} prescription={one} pharmacies={pharmacies} onBack={() => setChosen(null)} />
        return (
          <>
            <h3>我的处方</h3>
            <ul className="phone-list">
              {value.map((prescription) => (
                <li key={prescription.hiRxno}>
                  <button type="button" onClick={() => setChosen(prescription.hiRxno)}>
                    <Summary prescription={prescription} />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )
      }}
    </Answer>
  )
}

function Summary({ prescription }: { readonly prescription: PhonePrescription }): ReactElement {
  const { isOpen, word } = standingOf(prescription)
  return (
    <>
      <span className="phone-line">
        <strong>{prescription.rxDetlList.map(({ drugGenname }) => drugGenname).join('、')}</strong>
        <Word tone={isOpen ? 'good' : 'quiet'}>{word}</Word>
      </span>
      <span>{prescription.fixmedinsName}</span>
      <small>{`${prescription.prscTime} 开，${prescription.valiEndTime} 前有效`}</small>
    </>
  )
}
