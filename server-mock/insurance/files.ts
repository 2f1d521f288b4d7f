import type { CenterContext } from '../context.ts'
import { strictBase64 } from '../gm/envelope.ts'
import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import type { StatementFile } from '../store/statementFiles.ts'
import { chinaTime } from '../time.ts'
import type { InsuranceInterface } from './interface.ts'
import { nextNumber } from './settle.ts'

/** 9101 文件上传: keeps a file under a number for as long as the province says. What is in it, whoever uses it judges (3202). */
export const uploadFile: InsuranceInterface = (context, { input, institution }) => {
  const file = isObject(input.fsUploadIn) ? input.fsUploadIn : {}
  if (textOf(file, 'fixmedins_code') !== institution.code) {
    return refuse('1003', 'fsUploadIn.fixmedins_code', '须与报文头 fixmedins_code 一致')
  }
  const content = strictBase64(textOf(file, 'in'))
  if (content === null) return refuse('1003', 'fsUploadIn.in', '须为标准 Base64')
  const { fileNo, filename, until } = keepFile(context, {
    institution,
    kind: 'upload',
    filename: textOf(file, 'filename'),
    content,
  })
  return give({
    file_qury_no: fileNo,
    filename,
    fixmedins_code: institution.code,
    dld_endtime: chinaTime(until).dateTime,
  })
}

/** 9102 文件下载: a file of this institution, uploaded by it or made for it, by its number and its name. */
export const downloadFile: InsuranceInterface = (context, { input, institution }) => {
  const wanted = isObject(input.fsDownloadIn) ? input.fsDownloadIn : {}
  if (textOf(wanted, 'fixmedins_code') !== institution.code) {
    return refuse('1003', 'fsDownloadIn.fixmedins_code', '须与报文头 fixmedins_code 一致')
  }
  const file = context.store.statementFiles.find(textOf(wanted, 'file_qury_no'))
  if (file?.institution !== institution.code || file.until <= context.clock.now()) {
    return refuse('1061', 'fsDownloadIn.file_qury_no', '本机构没有该文件，或已过下载截止时间')
  }
  if (file.filename !== textOf(wanted, 'filename')) return refuse('1061', 'fsDownloadIn.filename', '须为该文件的文件名')
  return give({ fsDownloadOut: { out: Buffer.from(file.content).toString('base64'), filename: file.filename } })
}

/** Keeps a file of an institution under a fresh number, until `dld_endtime`. */
export function keepFile(
  context: CenterContext,
  { institution, ...file }: Pick<StatementFile, 'kind' | 'filename' | 'content'> & { readonly institution: Institution },
): StatementFile {
  const kept = {
    ...file,
    fileNo: nextNumber(context, institution.area, 'fileNo'),
    institution: institution.code,
    until: context.clock.now() + context.province.statementFileLifetime.value,
  }
  context.store.statementFiles.add(kept)
  return kept
}
