import {
  agreesWithNumber,
  type CardFailureReason,
  type CardReading,
  cardDate,
  isExpired,
} from '../../../../../shared/domain/cards.ts'
import { isIdentityNumber } from '../../../../../shared/domain/identityNumber.ts'
import { nationCodeOf } from '../../../../../shared/domain/nations.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'

/** Fields of the two lines in their order (interface reference 8.3, the reader's middleware of one province). */
const SOCIAL_SECURITY_FIELDS = 11
const IDENTITY_FIELDS = 9
/** No line of either kind is longer, in characters. */
const LONGEST = 1024
const FOREVER = '长期'
const SEXES: Readonly<Record<string, 'male' | 'female'>> = Object.freeze({ '1': 'male', 男: 'male', '2': 'female', 女: 'female' })

/**
 * The card that a middleware's line describes: eleven fields of a social-security card or nine of an identity card between `|`, with or without one at the
 * end. Judged on `today` (`yyyy-mm-dd`) by the rules that a card read directly passes.
 */
export function readMiddlewareLine(line: string, today: string): Result<CardReading, CardFailureReason> {
  if (line.length > LONGEST || /[\p{Cc}\p{Cf}\ufffd]/u.test(line)) return err('unreadable')
  const fields = line.split('|').map((field) => field.trim())
  if (fields.at(-1) === '' && (fields.length === SOCIAL_SECURITY_FIELDS + 1 || fields.length === IDENTITY_FIELDS + 1))
    fields.pop()
  if (fields.length === SOCIAL_SECURITY_FIELDS) return socialSecurityCard(fields, today)
  return fields.length === IDENTITY_FIELDS ? identityCard(fields, today) : err('unreadable')
}

// 发卡地区, 社保号, 卡号, 卡识别码, 姓名, 卡复位信息, 规范版本, 发卡日期, 有效期, 终端机号, 终端设备号
function socialSecurityCard(fields: readonly string[], today: string): Result<CardReading, CardFailureReason> {
  const [area = '', idNumber = '', cardNumber = '', cardSn = '', name = '', , , , to = ''] = fields
  const isWhole = /^[0-9A-Z]{9}$/.test(cardNumber) && /^[0-9A-Fa-f]{32}$/.test(cardSn) && name !== ''
  if (!isWhole || !isIdentityNumber(idNumber)) return err('unreadable')
  const validTo = cardDate(to)
  if (isExpired({ validTo }, today)) return err('expired')
  return ok({
    kind: 'socialSecurityCard',
    name,
    idNumber,
    cardNumber,
    cardSn: cardSn.toUpperCase(),
    issuingArea: area === '' ? null : area,
    validTo,
  })
}

// 姓名, 性别, 民族, 出生日期, 地址, 身份证号, 发卡日期, 有效日期, 签发机关
function identityCard(fields: readonly string[], today: string): Result<CardReading, CardFailureReason> {
  const [name = '', sexText = '', nationText = '', born = '', address = '', idNumber = '', from = '', to = '', authority = ''] =
    fields
  const sex = SEXES[sexText]
  const nation = nationCodeOf(nationText)
  const [bornOn, validFrom] = [cardDate(born), cardDate(from)]
  const validTo = to === FOREVER ? null : cardDate(to)
  if (!sex || nation === null || bornOn === null || validFrom === null || (validTo === null && to !== FOREVER)) {
    return err('unreadable')
  }
  if (name === '' || address === '' || authority === '' || !isIdentityNumber(idNumber)) return err('unreadable')
  if (!agreesWithNumber(idNumber, bornOn, sex) || validFrom < bornOn || (validTo !== null && validTo < validFrom)) {
    return err('contradictory')
  }
  if (isExpired({ validTo }, today)) return err('expired')
  return ok({ kind: 'identityCard', name, sex, nation, bornOn, address, idNumber, authority, validFrom, validTo })
}
