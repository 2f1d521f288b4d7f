import { expect, it } from 'vitest'
import { qrModules } from '../../../src/main/station/papers/qr.ts'

it('a QR code is square and has its three finders, and another text is another code', () => {
  const modules = qrModules('JS0000000099')
  const size = modules.length
  expect(modules.every((row) => row.length === size)).toBe(true)
  const finder = (top: number, left: number) =>
    Array.from({ length: 7 }, (_, down) =>
      modules[top + down]
        ?.slice(left, left + 7)
        .map(Number)
        .join(''),
    )
  const wanted = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
  expect([finder(0, 0), finder(0, size - 7), finder(size - 7, 0)]).toEqual([wanted, wanted, wanted])
  expect(qrModules('JS0000000098')).not.toEqual(modules)
})
