import {
  AppstoreOutlined,
  BankOutlined,
  FileSearchOutlined,
  MedicineBoxOutlined,
  MobileOutlined,
  SafetyCertificateOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** A page of the consoles. */
export interface ConsolePage {
  /** after the `#` of the address; what stands below it belongs to the page as well */
  readonly path: string
  readonly title: string
  readonly icon: ComponentType
  readonly Page: LazyExoticComponent<ComponentType>
}

/** Every page, in the order of the menu. A new one is a folder of its own and a line here. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/',
    title: '总览',
    icon: AppstoreOutlined,
    Page: lazy(async () => ({ default: (await import('./overview/OverviewPage.tsx')).OverviewPage })),
  },
  {
    path: '/hospital',
    title: '医院端',
    icon: MedicineBoxOutlined,
    Page: lazy(async () => ({ default: (await import('./hospital/HospitalPage.tsx')).HospitalPage })),
  },
  {
    path: '/phone',
    title: '手机端',
    icon: MobileOutlined,
    Page: lazy(async () => ({ default: (await import('./phone/PhonePage.tsx')).PhonePage })),
  },
  {
    path: '/province',
    title: '省平台',
    icon: BankOutlined,
    Page: lazy(async () => ({ default: (await import('./province/ProvincePage.tsx')).ProvincePage })),
  },
  {
    path: '/faults',
    title: '故障与时钟',
    icon: ThunderboltOutlined,
    Page: lazy(async () => ({ default: (await import('./faults/FaultsPage.tsx')).FaultsPage })),
  },
  {
    path: '/inspector',
    title: '报文查看',
    icon: FileSearchOutlined,
    Page: lazy(async () => ({ default: (await import('./inspector/InspectorPage.tsx')).InspectorPage })),
  },
  {
    path: '/conformance',
    title: '符合性',
    icon: SafetyCertificateOutlined,
    Page: lazy(async () => ({ default: (await import('./conformance/ConformancePage.tsx')).ConformancePage })),
  },
]

/** The page for what stands after the `#`; undefined when there is none. */
export function pageAt(route: string): ConsolePage | undefined {
  return pages.find(({ path }) => route === path || (path !== '/' && route.startsWith(`${path}/`)))
}
