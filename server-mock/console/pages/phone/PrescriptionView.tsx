import { Button, Select } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import type { PhonePrescription } from '../../../admin/phone/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { type Pharmacy, phoneOf, standingOf } from './phone.ts'
import { ShownCode } from './ShownCode.tsx'

const DELIVERY = ['prescriptions'] as const

interface Props {
  readonly person: string
  readonly prescription: PhonePrescription
  readonly pharmacies: readonly Pharmacy[]
  readonly onBack: () => void
}

/** One prescription on the phone: what is in it, its QR, a pharmacy for it, and how far its delivery is. */
export function PrescriptionView({ person, prescription, pharmacies, onBack }: Props): ReactElement {
  const { call } = useCenter()
  const { hiRxno, rxDetlList, fixmedinsName, prscDeptName, prscDrName, maindiagName, valiEndTime } = prescription
  const { isOpen, word } = standingOf(prescription)
  const [isShown, setShown] = useState(false)
  const askQr = useCallback(() => phoneOf(call, person).qr(hiRxno), [call, person, hiRxno])
  return (
    <>
      <Button onClick={onBack}>‹ 我的处方</Button>
      <h3>{word}</h3>
      <p>{`${fixmedinsName} ${prscDeptName} ${prscDrName}`}</p>
      <p>{`诊断：${maindiagName}`}</p>
      <ul className="phone-drugs">
        {rxDetlList.map(({ drugGenname, drugSpec, drugCnt, drugDosunt, usedFrquName, medcWayDscr }) => (
          <li key={drugGenname}>
            <strong>{`${drugGenname} × ${Number(drugCnt)}${drugDosunt}`}</strong>
            <span>{`${drugSpec}，${usedFrquName}，${medcWayDscr}`}</span>
          </li>
        ))}
      </ul>
      <p>{`${valiEndTime} 前有效`}</p>
      {isOpen && isShown && <ShownCode label="处方码" ask={askQr} />}
      {isOpen && !isShown && (
        <Button type="primary" size="large" block onClick={() => setShown(true)}>
          到店出示处方码
        </Button>
      )}
      {isOpen && <PharmacyChoice person={person} hiRxno={hiRxno} pharmacies={pharmacies} />}
      <Delivery person={person} hiRxno={hiRxno} />
    </>
  )
}

function PharmacyChoice({
  person,
  hiRxno,
  pharmacies,
}: Pick<Props, 'person' | 'pharmacies'> & { readonly hiRxno: string }): ReactElement {
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const [pharmacy, setPharmacy] = useState(pharmacies[0]?.code)
  const [authorized, setAuthorized] = useState<string | null>(null)
  const authorize = (): void => {
    if (pharmacy === undefined) return
    void run(async () => {
      const { fixmedinsName, authValidEndTime } = await phoneOf(call, person).authorize(hiRxno, pharmacy)
      setAuthorized(`已授权 ${fixmedinsName}，${authValidEndTime} 前有效`)
    })
  }
  return (
    <fieldset className="phone-choice">
      <legend>或者在线授权一家药店</legend>
      <Select
        aria-label="药店"
        value={pharmacy ?? null}
        onChange={setPharmacy}
        options={pharmacies.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Button onClick={authorize} loading={isBusy} disabled={pharmacy === undefined}>
        授权这家药店
      </Button>
      {authorized !== null && <p role="status">{authorized}</p>}
    </fieldset>
  )
}

function Delivery({ person, hiRxno }: { readonly person: string; readonly hiRxno: string }): ReactElement {
  const delivery = useAsked(
    useCallback(({ call }: Pick<Center, 'call'>) => phoneOf(call, person).delivery(hiRxno), [person, hiRxno]),
    DELIVERY,
  )
  return (
    <section aria-label="配送">
      <h4>配送</h4>
      <Answer of={delivery} isEmpty={({ delvList }) => delvList.length === 0} empty="没有配送。">
        {({ delvList, signTime }) => (
          <ol className="phone-list">
            {delvList.map(({ delvStasName, delvStasTime, delvStasDscr, delvEntpName }) => (
              <li key={`${delvStasTime}${delvStasName}`}>
                <strong>{delvStasName}</strong>
                <time>{delvStasTime}</time>
                <p>{`${delvEntpName} ${delvStasDscr ?? ''}`}</p>
              </li>
            ))}
            {signTime != null && <li>{`已签收 ${signTime}`}</li>}
          </ol>
        )}
      </Answer>
    </section>
  )
}
