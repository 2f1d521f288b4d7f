import type { Random } from '../random.ts'

/** The department that reviews a hospital's prescriptions: its code and name are the same everywhere. */
export const PHARMACY = { code: 'YJK', name: '药剂科' } as const

/** 医保医师、药师代码 of a member of a hospital's staff: the same for the same seed, hospital and name. */
export function staffCode(random: Random, kind: 'D' | 'HY', hospital: string, name: string): string {
  return `${kind}${hospital.slice(1, 7)}${random.for(`staff/${hospital}/${name}`).digits(6)}`
}

/** 科室编号 in a hospital's own list. */
export function departmentCode(random: Random, hospital: string, name: string): string {
  return name === PHARMACY.name ? PHARMACY.code : random.for(`department/${hospital}/${name}`).digits(4)
}
