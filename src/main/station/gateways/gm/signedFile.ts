import { missingCase } from '../../../../shared/domain/result.ts'
import { type PdfFault, readPdfSignature } from './pdfSignature.ts'
import { type FileSigner, type SignedDataFault, verifySignedData } from './signedData.ts'

/** Whether a prescription's file is as its signer left it. */
export type SignedFileCheck =
  | { readonly kind: 'genuine'; readonly signer: FileSigner; readonly signedAt: number | null }
  | { readonly kind: 'altered' | 'unsigned' | 'unreadable'; readonly reason: PdfFault | SignedDataFault }

/**
 * Checks the SM2 signature in a PDF (GB/T 35275-2017, in the names of that standard or of PKCS#7) over the whole file. `genuine`: not one byte was changed
 * since the holder of the certificate signed; `signedAt` is that signer's word, epoch ms. `altered`: it was changed, or something was added. Nothing is
 * thrown, whatever the bytes are, and the time is in proportion to their number: about 10 ms for a prescription of 40 KB, so not on the station's own thread.
 */
export function checkSignedFile(pdf: Uint8Array): SignedFileCheck {
  const found = readPdfSignature(pdf)
  if (!found.ok) return { kind: kindOf(found.failure), reason: found.failure }
  const verified = verifySignedData(found.value.p7, found.value.covered)
  if (!verified.ok) return { kind: kindOf(verified.failure), reason: verified.failure }
  return { kind: 'genuine', ...verified.value }
}

function kindOf(fault: PdfFault | SignedDataFault): 'altered' | 'unsigned' | 'unreadable' {
  switch (fault) {
    case 'NO_SIGNATURE':
      return 'unsigned'
    case 'NOT_WHOLE_FILE':
    case 'CONTENT_DIFFERS':
    case 'SIGNATURE_DIFFERS':
      return 'altered'
    case 'NOT_A_PDF':
    case 'BYTE_RANGE_MALFORMED':
    case 'SIGNATURE_MALFORMED':
    case 'ALGORITHM_UNKNOWN':
    case 'CERTIFICATE_MISSING':
      return 'unreadable'
    default:
      return missingCase(fault)
  }
}
