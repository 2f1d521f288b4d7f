import type { Institution } from '../store/registry.ts'
import type { Rule } from './province.ts'

type Kind = Institution['kind']

const since = '2022-06-01'
const HOSPITAL = (source: string): Rule<Kind> => ({ value: 'hospital', since, source })
const PHARMACY = (source: string): Rule<Kind> => ({ value: 'pharmacy', since, source })

/**
 * Whose function an interface is; one that is not here is open to both. Rows 8 to 15 of N 9.4.2 name 定点医药机构, hospitals among them: but what a hospital
 * dispenses it settles by interfaces that this center does not have, so here they are a pharmacy's [inferred], as F 2 has them.
 */
const kinds: Readonly<Record<string, Rule<Kind>>> = {
  '2201': HOSPITAL('F 1.2.2: 医保挂号 of a hospital'),
  '2203': HOSPITAL('F 1.2.2: 就诊信息上传 of a hospital'),
  '3101': HOSPITAL('F 3.1.2, 4.1.3: asked by a doctor'),
  '7101': HOSPITAL('N 9.4.2 row 1'),
  '7102': HOSPITAL('N 9.4.2 row 2'),
  '7103': HOSPITAL('N 9.4.2 row 3'),
  '7104': HOSPITAL('N 9.4.2 row 5'),
  '7105': HOSPITAL('N 9.4.2 row 4'),
  '7106': HOSPITAL('N 9.4.2 row 7'),
  '7107': HOSPITAL('N 9.4.2 row 6'),
  '2101': PHARMACY('药店预结算'),
  '2101A': PHARMACY('药店预结算; F 2.1'),
  '2102': PHARMACY('药店结算'),
  '2102A': PHARMACY('药店结算; F 2.1'),
  '2103': PHARMACY('药店结算撤销; F 2.1'),
  ...Object.fromEntries(
    ['3501', '3502', '3503', '3504', '3505', '3506', '3507']
      .flatMap((number) => [number, `${number}A`])
      .map((number) => [number, PHARMACY('F 3.3: stock of a pharmacy')]),
  ),
  '7201': PHARMACY('N 9.4.2 row 8, F 2.3'),
  '7202': PHARMACY('N 9.4.2 row 10'),
  '7203': PHARMACY('N 9.4.2 row 9'),
  '7204': PHARMACY('N 9.4.2 row 11, F 2.3'),
  '7205': PHARMACY('N 9.4.2 row 12, F 2.3'),
  '7206': PHARMACY('N 9.4.2 row 13, F 2.3'),
  '7207': PHARMACY('N 9.4.2 row 14'),
  '7208': PHARMACY('N 9.4.2 row 14'),
  '7209': PHARMACY('N 9.4.2 row 15'),
  '7210': PHARMACY('N 9.4.2 row 15'),
}

const NAMES = { hospital: '定点医疗机构', pharmacy: '定点零售药店' } as const satisfies Record<Kind, string>

/** The rule that an institution breaks which asks for a function of the other kind (N 9.4.2); null where it may. */
export function foreignFunction(number: string, institution: Pick<Institution, 'kind'>): string | null {
  const kind = kinds[number]?.value ?? institution.kind
  return kind === institution.kind ? null : `该功能仅限${NAMES[kind]} (N 9.4.2)`
}
