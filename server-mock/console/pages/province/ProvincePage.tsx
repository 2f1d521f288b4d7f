import type { ReactElement } from 'react'
import { PageHead } from '../../components/PageHead.tsx'
import { goTo, useRoute } from '../../route.ts'
import { CatalogueTab } from './CatalogueTab.tsx'
import { InstitutionsTab } from './InstitutionsTab.tsx'
import { PoliciesTab } from './PoliciesTab.tsx'
import { SettlementsTab } from './SettlementsTab.tsx'
import { StockTab } from './StockTab.tsx'

/** What the province keeps; the part that is shown stands in the address. */
const tabs = [
  { name: 'institutions', title: '机构', Tab: InstitutionsTab },
  { name: 'catalogue', title: '药品目录', Tab: CatalogueTab },
  { name: 'settlements', title: '结算', Tab: SettlementsTab },
  { name: 'policies', title: '待遇数值', Tab: PoliciesTab },
  { name: 'stock', title: '实时库存', Tab: StockTab },
] as const

/** The books of the province, one at a time. */
export function ProvincePage(): ReactElement {
  const [, , named] = useRoute().split('/')
  const shown = tabs.find(({ name }) => name === named) ?? tabs[0]
  return (
    <>
      <PageHead title="省平台" about="谁可以接入，药品怎么付，结了哪些账，待遇是多少，药店有什么货。" />
      <div className="tabs" role="tablist" aria-label="省平台">
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === shown.name}
            onClick={() => goTo(`/province/${name}`)}
          >
            {title}
          </button>
        ))}
      </div>
      <section className="card" role="tabpanel" aria-label={shown.title}>
        <shown.Tab />
      </section>
    </>
  )
}
