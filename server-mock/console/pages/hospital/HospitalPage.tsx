import type { ReactElement } from 'react'
import { HospitalView } from '../../../admin/hospital/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { useRoute } from '../../route.ts'
import { OnePrescription } from './OnePrescription.tsx'
import { OrderForm } from './OrderForm.tsx'
import { PrescriptionsTable } from './PrescriptionsTable.tsx'
import './hospital.css'

const PEOPLE = ['people'] as const
const askHospital = ({ call }: Pick<Center, 'call'>) => call('GET', '/hospital', HospitalView)

/** A doctor's workstation: a new prescription at the left, those that were written at the right; or one of them. */
export function HospitalPage(): ReactElement {
  const view = useAsked(askHospital, PEOPLE)
  const [, , hiRxno] = useRoute().split('/')
  if (hiRxno !== undefined && hiRxno !== '') return <OnePrescription key={hiRxno} hiRxno={hiRxno} />
  return (
    <>
      <PageHead
        title={view.value?.hospital.name ?? '医院端'}
        about="门诊医师站：选好患者和药品，一个按钮走完登记、预核验、签名、上传。"
      />
      <Answer of={view}>
        {(value) => (
          <div className="hospital-desk">
            <OrderForm view={value} />
            <PrescriptionsTable />
          </div>
        )}
      </Answer>
    </>
  )
}
