import { type ReactElement, useState } from 'react'
import { PhoneChoices } from '../../../admin/phone/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { goTo, useRoute } from '../../route.ts'
import { MessagesTab } from './MessagesTab.tsx'
import { PaymentsTab } from './PaymentsTab.tsx'
import { PrescriptionsTab } from './PrescriptionsTab.tsx'
import type { Pharmacy } from './phone.ts'
import { VoucherTab } from './VoucherTab.tsx'
import './phone.css'

const PEOPLE = ['people'] as const
const askChoices = ({ call }: Pick<Center, 'call'>) => call('GET', '/phone', PhoneChoices)

/** The phones of the people of the province, one at a time. */
export function PhonePage(): ReactElement {
  const choices = useAsked(askChoices, PEOPLE)
  const [, , named] = useRoute().split('/')
  return (
    <>
      <PageHead title="手机端" about="替一位参保人拿着手机：出示凭证码，看处方，授权药店，付款，收消息。" />
      <Answer of={choices}>
        {({ people, pharmacies }) => {
          const owner = people.find(({ identityNumber }) => identityNumber === named) ?? people[0]
          return (
            <div className="phone-desk">
              <nav className="card phone-people" aria-label="参保人">
                <h2>谁的手机</h2>
                <ul>
                  {people.map(({ name, identityNumber }) => (
                    <li key={identityNumber}>
                      <button
                        type="button"
                        aria-pressed={identityNumber === owner?.identityNumber}
                        onClick={() => goTo(`/phone/${identityNumber}`)}
                      >
                        {name}
                        <small>{`…${identityNumber.slice(-4)}`}</small>
                      </button>
                    </li>
                  ))}
                </ul>
              </nav>
              {owner !== undefined && <Phone key={owner.identityNumber} owner={owner} pharmacies={pharmacies} />}
            </div>
          )
        }}
      </Answer>
    </>
  )
}

const tabs = { voucher: '凭证码', prescriptions: '我的处方', payments: '付款', messages: '消息' } as const
type Tab = keyof typeof tabs
const tabNames: readonly Tab[] = ['voucher', 'prescriptions', 'payments', 'messages']

interface PhoneProps {
  readonly owner: PhoneChoices['people'][number]
  readonly pharmacies: readonly Pharmacy[]
}

/** One phone, as large as one. */
function Phone({ owner, pharmacies }: PhoneProps): ReactElement {
  const [tab, setTab] = useState<Tab>('voucher')
  return (
    <section className="phone" aria-label={`${owner.name} 的手机`} data-testid="phone">
      <header>
        <strong>{owner.name}</strong>
        <span>医保服务 · 培训</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the phone is scrolled by the keyboard */}
      <div className="phone-screen" role="tabpanel" aria-label={tabs[tab]} tabIndex={0}>
        {tab === 'voucher' && <VoucherTab person={owner.identityNumber} name={owner.name} />}
        {tab === 'prescriptions' && <PrescriptionsTab person={owner.identityNumber} pharmacies={pharmacies} />}
        {tab === 'payments' && <PaymentsTab person={owner.identityNumber} />}
        {tab === 'messages' && <MessagesTab person={owner.identityNumber} />}
      </div>
      <div className="phone-tabs" role="tablist" aria-label="手机上的功能">
        {tabNames.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === tab} onClick={() => setTab(name)}>
            {tabs[name]}
          </button>
        ))}
      </div>
    </section>
  )
}
