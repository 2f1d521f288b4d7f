/** A number as it is compared and looked up: full-width characters, blanks and small letters make no difference. */
export function normalNumber(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
}

/** A person's name as it is compared and looked up: as a number, and the point inside it (买买提·艾力) may be typed in many ways. */
export function normalName(text: string): string {
  return normalNumber(text).replaceAll(/[•‧・∙⋅.]/gu, '·')
}

interface Named {
  readonly name: string
  readonly idNumber: string
}

/** Whether two records are of one person: the whole name and the whole number. */
export function isSamePerson(one: Named, other: Named): boolean {
  return normalName(one.name) === normalName(other.name) && normalNumber(one.idNumber) === normalNumber(other.idNumber)
}

/** A name as it is shown where others may read it, on a paper that lies about or in the customer's window: 王*兰, 李*. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  const [first = '', ...others] = characters
  const last = characters.length > 2 ? (others.pop() ?? '') : ''
  return `${first}${'*'.repeat(others.length)}${last}`
}
