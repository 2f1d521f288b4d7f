import { ConfigProvider } from 'antd'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { CaseHistory } from '../../../src/renderer/screens/panels/CaseHistory.tsx'
import type { CaseHappening } from '../../../src/shared/contract/case.ts'

const html = (element: ReactElement): string =>
  renderToString(createElement(I18nextProvider, { i18n }, createElement(ConfigProvider, null, element)))

const AT = Date.parse('2026-12-01T02:30:00Z')
const purchaser = {
  name: '孙小代',
  lastFour: '0027',
  relation: 'child',
  reason: '行动不便',
  isByHand: false,
  registeredAt: AT - 60_000,
  patientBy: 'identityCard',
} as const
const summary = {
  id: 'c1',
  document: 'LS20261201-0001',
  state: 'verified',
  openedAt: AT,
  patientName: '王秀兰',
  lastFour: '041X',
  diagnosis: '高血压',
  person: null,
  uploadsLeft: 0,
} as const

test('the history of a case says who collects, how both were known, what to the patient, why and since when, and who withdrew it', () => {
  const happened = (what: string, more: Partial<NonNullable<CaseHappening['purchaser']>>): CaseHappening => ({
    at: AT,
    by: '林晓燕',
    what,
    state: 'verified',
    purchaser: { ...purchaser, ...more },
  })
  const value = [happened('purchaserNamed', {}), happened('purchaserWithdrawn', { isByHand: true, patientBy: null })]
  const [, named = '', withdrawn = ''] = html(createElement(CaseHistory, { summary, history: { value } })).split('<li>')
  for (const word of ['登记代购人', '孙小代', '0027', '读卡', '子女', '行动不便', '10:29', '参保人凭身份证'])
    expect(named.replaceAll(/<[^>]*>/g, '')).toContain(word)
  for (const word of ['取消代购人', '林晓燕', '手工录入']) expect(withdrawn).toContain(word)
  expect(withdrawn).not.toContain('参保人凭')
})
