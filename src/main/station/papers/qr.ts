import { Ecc, QrCode } from '@rc-component/qrcode/lib/libs/qrcodegen.js'

/** The modules of a QR code (true is dark), row by row, without the quiet zone around it. `text`: printable ASCII. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return QrCode.encodeText(text, Ecc.MEDIUM).getModules()
}
