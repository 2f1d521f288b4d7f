import { type Client, chinaTime } from './client.ts'
import { at, isJson, type Json, textAt } from './envelope.ts'

/** Yuan with two digits, of whole fen. */
const yuan = (fen: number): string => (fen / 100).toFixed(2)
/** Prices of the shelf are told in millionths of a yuan. */
const MILLIONTHS_OF_A_FEN = 10_000

export interface Dispensed {
  readonly hiRxno: string
  readonly epcToken: string
  /** `setlinfo` of 2102A */
  readonly settlement: Json
  /** states after 7207 */
  readonly outbound: Json
  /** fen */
  readonly total: number
}

/** Takes the person's only prescription from the QR of her voucher to its settlement. */
export async function dispense(client: Client, announced: Json, person: string): Promise<Dispensed> {
  const institution = at(announced, 'connection', 'institution')
  const [code, name] = ['code', 'name'].map((field) => textAt(institution, field))
  const pharmacist = (field: string): string => textAt(announced, 'shop', 'pharmacists', 0, field)
  const scan = async (path: string, who: Json): Promise<Json> => client.decode(textAt(await client.admin(path, who), 'qr'))

  const voucher = await scan('voucher/show', { person })
  const signedIn = await client.insurance('9001', { signIn: { opter_no: '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } })
  const session = { sign_no: textAt(signedIn, 'signinoutb', 'sign_no') }
  const who = { mdtrt_cert_type: '01', mdtrt_cert_no: textAt(voucher, 'ecToken'), psn_cert_type: '01' }
  const insured = await client.insurance('1101', { data: who }, session)
  const [personNumber, place] = [textAt(insured, 'baseinfo', 'psn_no'), textAt(insured, 'insuinfo', 0, 'insuplc_admdvs')]

  const authorized = await client.prescription('7201', {
    ...{ mdtrtCertType: '01', mdtrtCertNo: textAt(voucher, 'ecToken'), insuPlcNo: place },
    ...{ opter: '0001', opterName: '林晓', optins: code },
  })
  const held = {
    hiRxno: textAt(authorized, 'rxList', 0, 'hiRxno'),
    epcToken: textAt(authorized, 'rxList', 0, 'epcToken'),
  }
  const downloaded = await client.prescription('7204', { ...held, insuPlcNo: place })
  const [rxFile, signDigest, signCertSn] = ['rxFile', 'signDigest', 'signCertSn'].map((field) => textAt(downloaded, field))
  const verified = await client.prescription('7205', { ...held, fixmedinsCode: code, rxFile, signDigest, signCertSn })
  if (verified.verifyFlag !== '1') throw new Error(`not genuine: ${textAt(verified, 'verifyDscr')}`)

  const own = await scan('voucher/show-pharmacist', { name: pharmacist('name') })
  await client.prescription('7206', {
    rxChkUpInfo: {
      ...{ ...held, ecToken: textAt(own, 'ecToken'), fixmedinsCode: code, fixmedinsName: name },
      ...{ pharCertType: '01', pharCertno: pharmacist('idNumber'), pharCode: pharmacist('code'), pharName: pharmacist('name') },
      ...{ rxChkOpnn: '同意调配', rxChkTime: chinaTime(), rxChkStasCodg: '1' },
      rxSignVerifySn: textAt(verified, 'rxSignVerifySn'),
    },
  })

  const goods = pick(announced, textAt(downloaded, 'rxDetlList', 0, 'medListCodg'), at(downloaded, 'rxDetlList', 0, 'drugCnt'))
  const pay = await scan('voucher/show', { person })
  const sale = {
    druginfo: {
      ...{ psn_no: personNumber, mdtrt_cert_type: '01', mdtrt_cert_no: textAt(pay, 'ecToken'), begntime: chinaTime() },
      ...{ medfee_sumamt: yuan(goods.total), insutype: textAt(insured, 'insuinfo', 0, 'insutype') },
      ...{ acct_used_flag: '1', med_type: textAt(downloaded, 'rxOtpinfo', 'medType') },
    },
    drugdetail: [
      {
        ...{ feedetl_sn: '1', rxno: held.hiRxno, rx_circ_flag: '1', fee_ocur_time: chinaTime() },
        ...{ med_list_codg: goods.drug.nationalCode, medins_list_codg: goods.drug.id },
        ...{ det_item_fee_sumamt: yuan(goods.total), cnt: goods.quantity, pric: goods.price },
      },
    ],
    drug_trac_info: goods.packs.map((pack) => ({
      ...{ feedetl_sn: '1', drug_trac_codg: pack, trdn_flag: '0', min_prcunt_type: '2' },
    })),
  }
  const settling = { ...session, insuplc_admdvs: place }
  const presettled = await client.insurance('2101A', sale, settling)
  const part = (field: string): string => textAt(presettled, 'setlinfo', field)
  const outbound = await client.prescription('7207', {
    data: {
      ...{ hiRxno: held.hiRxno, downloadIdeCode: held.epcToken, pharPracCertNo: pharmacist('licence') },
      ...{ dspeerName: '林晓', proName: '林晓', selRetnTime: chinaTime(), payMode: '2' },
      ...{ fundPaySumamt: part('fund_pay_sumamt'), psnPartAmt: part('psn_part_amt') },
      ...{ acctPay: part('acct_pay'), psnCashPay: part('psn_cash_pay') },
    },
    selinfo: [
      {
        ...{ medListCodg: goods.drug.nationalCode, fixmedinsHilistId: goods.drug.id, fixmedinsHilistName: goods.drug.name },
        ...{ drugDosform: goods.drug.dosageForm, drugSpec: goods.drug.specification, prdrName: goods.drug.manufacturer },
        ...{ manuLotnum: goods.lot.number, manuDate: goods.lot.madeOn, expyEnd: goods.lot.expiresOn, rxFlag: '1', trdnFlag: '0' },
        ...{ finlTrnsPric: goods.price, selRetnCnt: goods.quantity, drugCntUnit: goods.drug.unit, sumamt: yuan(goods.total) },
        drugtracinfo: goods.packs.map((drugTracCodg) => ({ drugTracCodg })),
      },
    ],
  })
  const settled = await client.insurance('2102A', sale, settling)
  const settlement = at(settled, 'setlinfo')
  if (!isJson(settlement)) throw new Error('2102A without setlinfo')
  return { ...held, settlement, outbound, total: goods.total }
}

/** So many whole packs of a drug from the shelf, all of one lot that may be sold today. */
function pick(announced: Json, nationalCode: string, count: unknown) {
  const listed = (field: string): readonly Json[] => {
    const list = at(announced, 'shop', field)
    return Array.isArray(list) ? list.filter(isJson) : []
  }
  const drug = listed('drugs').find((each) => each.nationalCode === nationalCode)
  const lot = listed('lots').find(
    (each) => each.drugId === drug?.id && each.isRecalled === false && String(each.expiresOn) > chinaTime().slice(0, 10),
  )
  const packs = listed('packs').filter((pack) => pack.lotId === lot?.id)
  const quantity = Number(count)
  if (drug === undefined || lot === undefined || packs.length < quantity) throw new Error(`not on the shelf: ${nationalCode}`)
  const fen = Number(drug.price) / MILLIONTHS_OF_A_FEN
  return {
    ...{ drug, lot, quantity: String(quantity), price: yuan(fen), total: Math.round(fen * quantity) },
    packs: packs.slice(0, quantity).map((pack) => String(pack.code)),
  }
}
