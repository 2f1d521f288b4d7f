import { type ReactElement, useCallback } from 'react'
import { useCenter } from '../../api/center.tsx'
import { ShownCode } from './ShownCode.tsx'

/** The voucher's QR, for the scanner of a counter. */
export function VoucherTab({ person, name }: { readonly person: string; readonly name: string }): ReactElement {
  const { admin } = useCenter()
  const ask = useCallback(() => admin.showVoucher(person), [admin, person])
  return (
    <>
      <h3>医保电子凭证</h3>
      <p>请对准柜台的扫码枪。</p>
      <ShownCode label={`${name} 的医保电子凭证码`} ask={ask} />
    </>
  )
}
