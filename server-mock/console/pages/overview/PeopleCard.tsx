import { Button, Typography } from 'antd'
import { type ReactElement, useState } from 'react'
import type { PersonView, Shown } from '../../../admin/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { clockOf } from '../../format/time.ts'

const PEOPLE = ['people', 'prescriptions', 'clock'] as const
const askPeople = ({ admin }: Pick<Center, 'admin'>) => admin.people()

const vouchers: Readonly<Record<PersonView['voucher'], string>> = {
  active: '凭证正常',
  withoutPlace: '凭证未定参保地',
  notActivated: '凭证未激活',
  channelNotAuthorized: '渠道未授权',
}

/** Everybody with a voucher, and what waits for them. */
export function PeopleCard(): ReactElement {
  const people = useAsked(askPeople, PEOPLE)
  const { admin } = useCenter()
  const { isBusy, run } = useDeed()
  const [shown, setShown] = useState<(Shown & { readonly name: string }) | null>(null)
  const show = ({ name, identityNumber }: PersonView): void => {
    void run(async () => setShown({ ...(await admin.showVoucher(identityNumber)), name }))
  }
  return (
    <section className="card" aria-label="参保人">
      <h2>参保人</h2>
      {shown !== null && (
        <p className="shown-code" role="status">
          <span>{shown.name} 的凭证码</span>
          <Typography.Text copyable={{ tooltips: ['复制', '已复制'] }}>{shown.qr}</Typography.Text>
          <span>{clockOf(shown.until)} 前有效，只能用一次</span>
        </p>
      )}
      <Answer of={people}>
        {(value) => (
          <table className="rows">
            <thead>
              <tr>
                <th>姓名</th>
                <th>凭证</th>
                <th>待取药</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {value.map((person) => (
                <tr key={person.identityNumber}>
                  <td>{person.name}</td>
                  <td>
                    <Word tone={person.voucher === 'active' ? 'good' : 'warn'}>{vouchers[person.voucher]}</Word>
                  </td>
                  <td>{person.openPrescriptions}</td>
                  <td>
                    <Button disabled={isBusy} onClick={() => show(person)}>
                      出示凭证
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </section>
  )
}
