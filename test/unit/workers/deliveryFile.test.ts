import iconv from 'iconv-lite'
import { describe, expect, it, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { dayOf } from '../../../src/main/station/workers/deliveries/cells.ts'
import { type DeliveryFile, readDeliveryFile } from '../../../src/main/station/workers/deliveries/deliveryFile.ts'

const HEAD = ['供应商', '随货单号', '商品编码', '药品名称', '批号', '生产日期', '有效期至', '数量', '单价', '追溯码', '箱码']
const row = (change: Readonly<Record<string, string>> = {}): readonly string[] => {
  const cells: Readonly<Record<string, string>> = {
    供应商: '甲供应',
    随货单号: 'SH1',
    商品编码: 'SP0001',
    药品名称: '氨氯地平片',
    批号: 'L1',
    生产日期: '2027-01-01',
    有效期至: '2029/12/31',
    数量: '2',
    单价: '20.5',
    ...change,
  }
  return HEAD.map((title) => cells[title] ?? '')
}
const csv = (rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.join(',')).join('\n')
const code = (serial: number): string => `8100101${String(serial).padStart(13, '0')}`

async function read(file: Uint8Array | string): Promise<DeliveryFile> {
  const result = await readDeliveryFile(Buffer.from(file).toString('base64'))
  if (!result.ok) throw new Error(result.failure)
  return result.value
}
const faultsOf = async (rows: readonly (readonly string[])[]) =>
  (await read(csv([HEAD, ...rows]))).faults.map(({ line, column, fault }) => [line, column, fault])

describe('a delivery note', () => {
  const expected = {
    supplier: '甲供应',
    note: 'SH1',
    faultCount: 0,
    lines: [
      {
        keys: [{ by: 'own', text: 'SP0001' }],
        named: '氨氯地平片',
        lotNumber: 'L1',
        madeOn: '2027-01-01',
        expiresOn: '2029-12-31',
        quantity: 20_000,
        price: 20_500_000,
        boxes: [],
      },
    ],
  }

  it('is the same from xlsx, and from csv in each encoding', async () => {
    const rows = [HEAD, row()]
    const xlsx = await writeXlsxFile(rows.map((cells) => cells.map((value) => ({ value })))).toBuffer()
    for (const file of [csv(rows), `\ufeff${csv(rows)}`, iconv.encode(csv(rows), 'gb18030'), xlsx])
      expect(await read(file)).toMatchObject(expected)
  })

  it('with a row for each box counts the boxes, keeps their cases, and makes one line of a lot', async () => {
    const { lines } = await read(
      csv([
        HEAD,
        row({ 追溯码: code(1), 箱码: 'C1', 数量: '' }),
        row({ 追溯码: code(2), 箱码: 'C1', 数量: '2' }),
        row({ 追溯码: code(3), 批号: 'L2' }),
      ]),
    )
    expect(lines.map(({ lotNumber, quantity, boxes }) => [lotNumber, quantity, boxes.length])).toEqual([
      ['L1', 20_000, 2],
      ['L2', 10_000, 1],
    ])
    expect(lines[0]?.boxes[1]).toEqual({ code: code(2), caseCode: 'C1' })
  })

  it('names every place that is wrong, and then gives nothing of the rest', async () => {
    expect(
      await faultsOf([
        row({ 数量: '' }),
        row({ 数量: '两盒' }),
        row({ 批号: '' }),
        row({ 有效期至: '明年' }),
        row({ 单价: '贵' }),
        row({ 追溯码: '6901234567892' }),
        row({ 追溯码: code(1) }),
        row({ 追溯码: code(1) }),
        row({ 随货单号: 'SH2' }),
        row({ 批号: 'L'.repeat(31) }),
        row({ 商品编码: '', 药品名称: '' }),
      ]),
    ).toEqual([
      [2, '数量', 'empty'],
      [3, '数量', 'number'],
      [4, '批号', 'empty'],
      [5, '有效期至', 'day'],
      [6, '单价', 'number'],
      [7, '追溯码', 'code'],
      [9, '追溯码', 'codeTwice'],
      [10, '随货单号', 'twoNotes'],
      [11, '批号', 'tooLong'],
      [12, '商品编码', 'empty'],
    ])
    expect((await read(csv([HEAD, row(), row({ 数量: '0' })]))).lines).toEqual([])
  })

  it('without titles, or without those that are needed, says so', async () => {
    expect((await read('一,二\n1,2')).faults).toMatchObject([{ line: 1, fault: 'titles' }])
    const faults = (await read('商品编码,批号\nSP0001,L1')).faults.map(({ column, fault }) => [column, fault])
    expect(faults).toEqual([
      ['生产日期', 'titleMissing'],
      ['有效期至', 'titleMissing'],
      ['数量', 'titleMissing'],
    ])
  })
})

describe('a relation file', () => {
  const relation = (codes: string, batch = 'batchNo="L1" madeDate="2027-01-01" validateDate="2029-12"') =>
    `<?xml version="1.0" encoding="UTF-8"?><Document><Events Version="3.0"><Event Name="RelationCreate"><Relation productCode="100101">
    <Batch ${batch}>${codes}</Batch></Relation></Event></Events></Document>`

  it('names the boxes of each lot with the case that they are in', async () => {
    const codes = [
      '<Code curCode="81001019990000000001" packLayer="2" parentCode="" flag="0"/>',
      ...[1, 2].map((n) => `<Code curCode="${code(n)}" packLayer="1" parentCode="81001019990000000001" flag="0"/>`),
    ]
    expect((await read(relation(codes.join('')))).lines).toEqual([
      {
        keys: [{ by: 'prefix', text: '8100101' }],
        named: '8100101',
        lotNumber: 'L1',
        madeOn: '2027-01-01',
        expiresOn: '2029-12-31',
        quantity: 20_000,
        price: null,
        boxes: [1, 2].map((n) => ({ code: code(n), caseCode: '81001019990000000001' })),
      },
    ])
  })

  it('that is broken, has another form, names a code twice or days that are none, is refused with the place', async () => {
    const faultIn = async (text: string) => (await read(text)).faults.map(({ column, fault }) => [column, fault])
    expect(await faultIn('<Document><Events>')).toMatchObject([['', 'xml']])
    expect(await faultIn('<Other/>')).toEqual([['Document', 'xml']])
    const one = `<Code curCode="${code(1)}" packLayer="1" parentCode=""/>`
    expect(await faultIn(relation(one + one))).toEqual([['curCode', 'codeTwice']])
    expect(await faultIn(relation('<Code curCode="one" packLayer="1" parentCode=""/>'))).toEqual([['curCode', 'code']])
    expect(await faultIn(relation(one, 'batchNo="L1" madeDate="x" validateDate="2029-12-31"'))).toEqual([['madeDate', 'day']])
  })

  it('whose entities name other files is refused', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>
      <Document><Events><Event><Relation><Batch batchNo="&b;" madeDate="2027-01-01" validateDate="2029-12-31"/></Relation></Event></Events></Document>`
    expect((await read(bomb)).faults).toMatchObject([{ fault: 'xml' }])
  })
})

test.each([
  ['2027-01-05', '2027-01-05'],
  ['2027/1/5', '2027-01-05'],
  ['2027.01.05', '2027-01-05'],
  ['20270105', '2027-01-05'],
  ['2027年1月5日', '2027-01-05'],
  ['2027-01-05 00:00:00', '2027-01-05'],
  ['2028-02', '2028-02-29'],
  ['202802', '2028-02-29'],
  ['2027-02-30', null],
  ['2027-13-01', null],
  ['27-01-05', null],
  ['', null],
])('%s is the day %s', (text, day) => expect(dayOf(text)).toBe(day))
