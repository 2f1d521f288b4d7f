import { strictBase64 } from '../gm/envelope.ts'
import { isPublicKey } from '../gm/sm2.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import type { LocalInterface } from './system.ts'

const CREDENTIAL_LENGTH = 32

/** 定点医药机构接入信息同步 (N 10.1 item 4): from the next message on the institution is let in with these keys, or no more. */
export const syncInstitution: LocalInterface = ({ store }, { data }) => {
  const [code, appId, appSecret] = ['fixmedinsCode', 'appId', 'appSecret'].map((name) => textOf(data, name))
  if (code === undefined || appId === undefined || appSecret === undefined) throw new Error('not of its table')
  const kind = textOf(data, 'fixmedinsType') === '1' ? 'hospital' : 'pharmacy'
  const known = store.registry.institution(code)
  if (known !== undefined && known.kind !== kind) return refuse('700321', 'fixmedinsType', '须为登记的机构类型')
  if (!(kind === 'hospital' ? /^H\d{11}$/ : /^P\d{11}$/).test(code)) {
    return refuse('-2', 'fixmedinsCode', '须为 H（定点医疗机构）或 P（定点零售药店）和 11 位数字')
  }
  if (appId.length !== CREDENTIAL_LENGTH) return refuse('-2', 'appId', `须为 ${CREDENTIAL_LENGTH} 个字符`)
  if (appSecret.length !== CREDENTIAL_LENGTH) return refuse('-2', 'appSecret', `须为 ${CREDENTIAL_LENGTH} 个字符`)
  const owner = store.registry.institutionOfApp(appId)
  if ((owner !== undefined && owner.code !== code) || store.applications.find(appId) !== undefined) {
    return refuse('700321', 'appId', '应用渠道编号已属他人')
  }
  const publicKey = strictBase64(textOf(data, 'pubKey'))
  if (publicKey === null || !isPublicKey(publicKey)) return refuse('-2', 'pubKey', '须为 SM2 公钥 04‖X‖Y 的 Base64')
  // the private key stays with the institution; ours for training goes when the public one changes
  const isSameKey = known !== undefined && Buffer.compare(known.publicKey, publicKey) === 0
  const openStas = textOf(data, 'openStas')
  store.registry.putInstitution({
    code,
    name: textOf(data, 'fixmedinsName'),
    kind,
    area: textOf(data, 'admdvs'),
    approved: Number(openStas),
    appId,
    appSecret,
    privateKey: isSameKey ? known.privateKey : new Uint8Array(),
    publicKey,
  })
  return give({ fixmedinsCode: code, openStas })
}

/** 处方审核医保药师信息同步 (N 10.1 item 8): who reviews where. A pharmacist is somebody the province knows, with one code. */
export const syncPharmacist: LocalInterface = ({ store }, { data }) => {
  const { registry } = store
  const code = textOf(data, 'pharCode')
  const person = registry.person(textOf(data, 'pharCertno'))
  if (person === undefined) return refuse('700322', 'pharCertno', '查无此人')
  if (person.name !== textOf(data, 'pharName')) return refuse('700322', 'pharName', '须与证件号码的本人一致')
  const known = registry.pharmacists().find((each) => each.code === code || each.person === person.identityNumber)
  if (known !== undefined && known.person !== person.identityNumber) return refuse('700322', 'pharCode', '该代码已属其他药师')
  if (known !== undefined && known.code !== code) return refuse('700322', 'pharCode', '该药师已有其他代码')
  const institution = registry.institution(textOf(data, 'fixmedinsCode'))
  if (institution === undefined) return refuse('700321', 'fixmedinsCode', '机构未登记')
  const valiFlag = textOf(data, 'valiFlag')
  if (valiFlag === '0' && known === undefined) return refuse('700322', 'pharCode', '没有登记该药师')
  if (valiFlag === '0') registry.removePharmacist(code)
  else {
    registry.putPharmacist({
      code,
      person: person.identityNumber,
      practiceNumber: textOf(data, 'pharPracCertNo'),
      institution: institution.code,
    })
  }
  return give({ pharCode: code, valiFlag })
}

/** 处方流转药品目录信息同步 (N 10.1 item 5). What a drug's trace codes begin with is no part of it: a new drug is taken to carry none [inferred]. */
export const syncDrug: LocalInterface = ({ store, clock }, { data }) => {
  const code = textOf(data, 'medListCodg')
  const known = store.drugs.find(code)
  const valiFlag = textOf(data, 'valiFlag')
  store.drugs.put({
    code,
    genericName: textOf(data, 'drugGenname'),
    productName: textOf(data, 'drugProdname') || textOf(data, 'drugGenname'),
    dosageForm: textOf(data, 'drugDosform'),
    spec: textOf(data, 'drugSpec'),
    unit: textOf(data, 'drugCntUnit'),
    maker: textOf(data, 'prdrName'),
    approval: textOf(data, 'aprvno'),
    itemType: oneOf(['11', '12', '13'], textOf(data, 'rxItemTypeCode')),
    level: oneOf(['01', '02', '03'], textOf(data, 'chrgitmLv')),
    prescriptionFlag: oneOf(['0', '1', '2'], textOf(data, 'rxFlag')),
    dualChannel: Number(textOf(data, 'dualChnlFlag')),
    covered: Number(valiFlag),
    tracePrefix: known?.tracePrefix ?? null,
    specialClass: known?.specialClass ?? null,
    listedOn: known?.listedOn ?? chinaTime(clock.now()).date,
  })
  return give({ medListCodg: code, valiFlag })
}

/** A code that the table has already found to be one of these. */
function oneOf<const C extends string>(codes: readonly C[], text: string): C {
  const found = codes.find((code) => code === text)
  if (found === undefined) throw new Error(`${text} is not of its code table`)
  return found
}
