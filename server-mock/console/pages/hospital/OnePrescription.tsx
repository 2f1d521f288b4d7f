import { Button, Input } from 'antd'
import { type ReactElement, useCallback, useId, useState } from 'react'
import { FileView, HospitalStepView, ResultsView } from '../../../admin/hospital/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { PdfPages } from '../../components/pdf/PdfPages.tsx'
import { resultRows } from './results.ts'
import { Steps } from './Steps.tsx'

const PRESCRIPTIONS = ['prescriptions', 'settlements', 'clock'] as const
const NOTHING = [] as const
/** The form is one page of A5 across; this is how wide it is read well. */
const FILE_WIDTH = 620

/** One prescription: the file as it was signed, what the province says about it now, and taking it back. */
export function OnePrescription({ hiRxno }: { readonly hiRxno: string }): ReactElement {
  const query = `hiRxno=${encodeURIComponent(hiRxno)}`
  const file = useAsked(
    useCallback(({ call }: Pick<Center, 'call'>) => call('GET', `/hospital/file?${query}`, FileView), [query]),
    NOTHING,
  )
  const results = useAsked(
    useCallback(({ call }: Pick<Center, 'call'>) => call('GET', `/hospital/results?${query}`, ResultsView), [query]),
    PRESCRIPTIONS,
  )
  return (
    <>
      <PageHead title="处方" about={`医保处方编号 ${hiRxno}`}>
        <Button type="primary" size="large" href="#/hospital">
          再开一张
        </Button>
      </PageHead>
      <div className="hospital-one">
        <section className="card" aria-label="处方原件">
          <Answer of={file}>{(value) => <PdfPages file={value.file} label="处方原件" width={FILE_WIDTH} />}</Answer>
        </section>
        <section className="card" aria-label="处方现在的情况">
          <h2>现在的情况</h2>
          <Answer of={results}>
            {(value) => (
              <>
                <dl className="results" data-testid="results">
                  {resultRows(value).map(({ name, text }) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd>{text}</dd>
                    </div>
                  ))}
                </dl>
                <h3>向省平台的查询</h3>
                <Steps steps={value.steps} />
              </>
            )}
          </Answer>
          <Withdrawal hiRxno={hiRxno} onDone={results.reload} />
        </section>
      </div>
    </>
  )
}

function Withdrawal({ hiRxno, onDone }: { readonly hiRxno: string; readonly onDone: () => void }): ReactElement {
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const id = useId()
  const [reason, setReason] = useState('患者用药方案调整')
  const [step, setStep] = useState<HospitalStepView | null>(null)
  const withdraw = (): void => {
    void run(async () => {
      setStep(await call('POST', '/hospital/withdraw', HospitalStepView, { hiRxno, reason }))
      onDone()
    })
  }
  return (
    <div className="withdrawal">
      <h3>撤销处方</h3>
      <label htmlFor={id}>原因</label>
      <Input id={id} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
      <Button danger loading={isBusy} disabled={reason.trim() === ''} onClick={withdraw}>
        撤销这张处方
      </Button>
      {step !== null && <Steps steps={[step]} />}
    </div>
  )
}
