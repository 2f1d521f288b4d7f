import type { Field } from '../table.ts'

const found = { found: 'S2' } as const

const count = <const N extends string>(name: N, label: string) =>
  ({
    name,
    label,
    type: 'n',
    length: 10,
    required: 'Y',
    source: { found: 'S2', inferred: '长度、必填' },
  }) as const satisfies Field

/** What a paged query of the catalogues is asked by; `filters` are those of one of them. */
export const pagedQuery = <const F extends readonly Field[]>(filters: F) =>
  [
    {
      name: 'data',
      label: '查询条件',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        ...filters,
        { name: 'updt_time', label: '更新时间', type: 'dt', required: 'Y', source: found },
        { name: 'page_num', label: '当前页数', type: 'n', length: 10, required: 'Y', source: { found: 'S2', inferred: '长度' } },
        {
          name: 'page_size',
          label: '本页数据量',
          type: 'n',
          length: 10,
          required: 'Y',
          source: { found: 'S2', inferred: '长度' },
        },
      ],
    },
  ] as const satisfies readonly Field[]

/** One page of rows. Pages and rows are counted from 1. */
export const page = <const F extends readonly Field[]>(fields: F) =>
  [
    count('firstPage', '首页页码'),
    count('lastPage', '末页页码'),
    count('size', '本页数据量'),
    count('startRow', '本页首行'),
    count('pageSize', '每页数据量'),
    count('pageNum', '当前页数'),
    count('recordCounts', '总记录数'),
    count('pages', '总页数'),
    { name: 'data', label: '数据', type: 'list', required: 'Y', source: found, fields },
  ] as const satisfies readonly Field[]
