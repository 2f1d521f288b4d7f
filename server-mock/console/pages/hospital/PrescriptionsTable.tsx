import type { ReactElement } from 'react'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { timeOf } from '../../format/time.ts'
import { standingOf } from './standing.ts'

const PRESCRIPTIONS = ['prescriptions', 'clock'] as const
const askPrescriptions = async ({ admin }: Pick<Center, 'admin'>) => (await admin.prescriptions()).toReversed()

/** Every prescription that the center has, the newest first. */
export function PrescriptionsTable(): ReactElement {
  const prescriptions = useAsked(askPrescriptions, PRESCRIPTIONS)
  return (
    <section className="card" aria-label="已开的处方">
      <h2>已开的处方</h2>
      <Answer of={prescriptions} isEmpty={(value) => value.length === 0} empty="还没有处方。">
        {(value) => (
          <table className="rows">
            <thead>
              <tr>
                <th>患者</th>
                <th>诊断</th>
                <th>有效期至</th>
                <th>状态</th>
              </tr>
            </thead>
            <tbody>
              {value.map((prescription) => {
                const { tone, word } = standingOf(prescription)
                return (
                  <tr key={prescription.hiRxno}>
                    <td>
                      <a href={`#/hospital/${prescription.hiRxno}`}>{prescription.person}</a>
                    </td>
                    <td>{prescription.diagnosis}</td>
                    <td>{timeOf(prescription.validUntil).slice(0, 16)}</td>
                    <td>
                      <Word tone={tone}>{word}</Word>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Answer>
    </section>
  )
}
