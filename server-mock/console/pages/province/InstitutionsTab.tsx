import { Switch } from 'antd'
import type { ReactElement } from 'react'
import { createProvinceClient } from '../../../admin/province/client.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'

const PEOPLE = ['people'] as const
const kinds = { pharmacy: '定点零售药店', hospital: '定点医疗机构' } as const
const askInstitutions = ({ call }: Pick<Center, 'call'>) => createProvinceClient(call).institutions()

/** Who is let in: a suspended institution is refused from its next message on. */
export function InstitutionsTab(): ReactElement {
  const institutions = useAsked(askInstitutions, PEOPLE)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const setOpen = (code: string, name: string, isOpen: boolean): void => {
    void run(
      async () => {
        await createProvinceClient(call).setOpen(code, isOpen)
        institutions.reload()
      },
      isOpen ? `${name} 已开通` : `${name} 已暂停，下一条报文起不再接受`,
    )
  }
  return (
    <Answer of={institutions} isEmpty={(value) => value.length === 0} empty="没有机构。">
      {(value) => (
        <table className="rows" data-testid="institutions">
          <thead>
            <tr>
              <th>机构</th>
              <th>编码</th>
              <th>类型</th>
              <th>统筹区</th>
              <th>状态</th>
              <th>开通</th>
            </tr>
          </thead>
          <tbody>
            {value.map(({ code, name, kind, area, isOpen }) => (
              <tr key={code}>
                <td>{name}</td>
                <td>{code}</td>
                <td>{kinds[kind]}</td>
                <td>{area}</td>
                <td>
                  <Word tone={isOpen ? 'good' : 'bad'}>{isOpen ? '已开通' : '已暂停'}</Word>
                </td>
                <td>
                  <Switch
                    aria-label={`开通 ${name}`}
                    checked={isOpen}
                    disabled={isBusy}
                    onChange={(wanted) => setOpen(code, name, wanted)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Answer>
  )
}
