import { national } from './national.ts'
import type { Province } from './province.ts'

/** 福建: outpatient pooling in pharmacies (F, revision of March 2024). What F does not say is as the nation has it. */
export const fujian = {
  ...national,
  name: 'fujian',
  attributes: { value: ['01', '02'], mandatory: true, since: '2024-03-01', source: 'F 1.1.1, 1.2.2' },
  outboundBefore: { value: ['3505'], since: '2024-03-01', source: 'F 3.2.2: 3505 stands before 2101A, 2102A' },
  outboundAfter: { value: [], since: '2024-03-01', source: 'F 3.2.2' },
  served: {
    value: [
      ...['9001', '9002', '1101', '2101A', '2102A', '2103', '2601'],
      ...['1312', '1318', '1319', '3301', '3302'],
      ...['3501', '3502', '3503', '3504', '3505', '3505A', '3506', '3507', '35081', '35082'],
      ...['2201', '2203', '3101', '7101', '7102', '7103', '7104', '7105', '7106', '7107', '7211'],
      ...['pay.order', 'pay.query', 'pay.refund', 'pay.refundQuery'],
      ...['rxSetlChk', 'rxSetlNotify', 'rxSetlRevsNotify', 'fixmedinsSync', 'circDrugSync', 'hiPharSync'],
      ...['circDiseSync', 'hiDrSync'],
      ...['7201', '7204', '7205', '7206'],
    ],
    since: '2024-03-01',
    source:
      'F 2 (list), F 2.4, F 3.3.2 (3502), F 4.2.3 (3505A); 9001, 9002, 1101, 2601, 3507 and catalogues as the base line has them [inferred]',
  },
  servedByDistrict: {
    value: { numbers: ['3503', '3504', '3506', '35082'], districts: ['990101'] },
    since: '2024-03-01',
    source: 'F 2.4: not demanded of all, each district as it needs; that 990101 asks for them is invented',
  },
  dailyStockCheck: { value: true, since: '2024-03-01', source: 'F 4.2.1: 每日库存对账' },
  spelling: { value: 'camelCase', since: '2024-03-01', source: 'F 1.1.4 names the fields of 7101 in camelCase' },
} as const satisfies Province
