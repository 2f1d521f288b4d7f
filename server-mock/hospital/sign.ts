import { strictBase64 } from '../gm/envelope.ts'
import { readJsonObject } from '../json.ts'
import { isSignable, readPdfSignature } from '../prescription/file/pdfSignature.ts'
import { signedValue } from '../prescription/file/record.ts'
import { signValueAndFile } from '../prescription/file/sign.ts'
import type { PrescriptionInterface } from '../prescription/interface.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { findChecked, signedNames } from './signedFields.ts'

/**
 * 7102 电子处方医保电子签名 (N 8.1.1.4 j 2): the center signs with the hospital's certificate what passed the check and the hospital's own pharmacist. `originalValue` is the
 * JSON of the signed fields with sorted names; the file is an unsigned PDF. Nothing is kept: 7103 brings both back.
 */
export const sign: PrescriptionInterface = (context, { data, caller: hospital }) => {
  if (textOf(data, 'fixmedinsCode') !== hospital.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const value = strictBase64(textOf(data, 'originalValue'))
  const fields = value && readJsonObject(value)?.value
  const isWhole = fields && Object.keys(fields).toSorted().join() === signedNames.toSorted().join()
  if (!value || !isWhole || Object.values(fields).some((each) => typeof each !== 'string'))
    return refuse('-2', 'originalValue', '须为 7103 前 20 个字段（空值为 ""）JSON 的 Base64')
  if (Buffer.compare(value, signedValue(fields)) !== 0) return refuse('-2', 'originalValue', 'JSON 须按字段名称排序，无空白')
  const found = findChecked(context, fields, hospital, (field) => `originalValue.${field}`)
  if (!found.ok) return found
  const file = strictBase64(textOf(data, 'originalRxFile'))
  if (file === null || !isSignable(file)) return refuse('-2', 'originalRxFile', '须为 PDF（经典交叉引用表）的 Base64')
  if (readPdfSignature(file) !== null) return refuse('-2', 'originalRxFile', '须为未经医保电子签名的文件')

  const signed = signValueAndFile(context, hospital, { value, file })
  return give({
    rxFile: Buffer.from(signed.pdf).toString('base64'),
    signDigest: signed.signDigest,
    signCertSn: signed.certSn,
    signCertDn: signed.certDn,
  })
}
