import type { InterfaceTable } from '../table.ts'
import { answerWith, terminalInput } from './nodes.ts'

const V = { found: 'V', inferred: '名称、长度' } as const
const NAME = '终端登记'

/** ec.termReg 终端登记 (V 2.8, 7.2.1.1, table 1): a scanner becomes known and is given its 20-digit filing number. */
export const ecTerminal = {
  number: 'ec.termReg',
  name: NAME,
  channel: 'C',
  path: '/cfc/api/hsecfc/termRegister',
  pathSource: { inferred: '占位路径；V 在电子凭证管理中心登记' },
  input: terminalInput('ec.termReg', NAME, [
    { name: 'termName', label: '终端的名称', type: 'c', length: 50, required: 'Y', source: V },
    { name: 'termUse', label: '终端的用途', type: 'c', length: 200, required: 'Y', source: V },
    { name: 'termVersion', label: '终端的版本 X.Y', type: 'c', length: 20, required: 'Y', source: V },
    { name: 'orgName', label: '终端的使用单位', type: 'c', length: 200, required: 'Y', source: V },
    { name: 'developer', label: '终端的开发单位', type: 'c', length: 200, required: 'Y', source: V },
    { name: 'mac', label: '终端 MAC 地址', type: 'c', length: 17, required: 'Y', source: V },
  ]),
  output: answerWith([
    { name: 'termId', label: '终端备案号', type: 'c', length: 20, required: 'Y', source: { found: 'V' } },
    {
      name: 'regDate',
      label: '系统备案日期',
      type: 'd',
      required: 'Y',
      source: { found: 'V', inferred: '名称；V 示例以斜线分隔' },
    },
  ]),
} as const satisfies InterfaceTable
