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
