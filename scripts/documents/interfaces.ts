import {
  type Condition,
  channels,
  epcEnvelope,
  type Field,
  flowCodes,
  fsiEnvelope,
  type InterfaceTable,
  insuranceCodes,
  interfaceTables,
  localCodes,
  paymentCodes,
  prescriptionCodes,
  type SourceMark,
  voucherCodes,
} from '../../src/shared/wire/index.ts'

function sourceText(source: SourceMark): string {
  const parts = [
    'found' in source ? `found ${source.found.replaceAll(',', ', ')}` : '',
    source.inferred === undefined ? '' : `inferred: ${source.inferred}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function typeText(field: Field): string {
  if ('fields' in field) return field.type
  const { type, length = '' } = field
  if (type === 'json') return `${type}${length}`
  const scale = field.scale === undefined ? '' : `,${field.scale}`
  return `${type}${length}${scale}${field.alsoNumber ? ' (or a JSON number)' : ''}`
}

function conditionText(condition: Condition): string {
  if ('all' in condition) return condition.all.map(conditionText).join(' and ')
  if ('any' in condition) return condition.any.map(conditionText).join(' or ')
  if ('missing' in condition) return `${condition.missing} missing`
  const subject = 'fact' in condition ? `profile ${condition.fact}` : condition.field
  return `${subject} = ${condition.in.join(' / ')}`
}

function requiredText({ required, when, absentWhen }: Field): string {
  const present = when === undefined ? required : `${required}: ${conditionText(when)}`
  return absentWhen === undefined ? present : `${present}; absent: ${conditionText(absentWhen)}`
}

function codesText(field: Field): string {
  if (!('codes' in field) || field.codes === undefined) return ''
  return Object.entries(field.codes)
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join('; ')
}

function rows(fields: readonly Field[], at: string): readonly string[] {
  return fields.flatMap((field) => {
    const path = `${at}${field.name}`
    const cells = [`\`${path}\``, field.label, typeText(field), requiredText(field), codesText(field), sourceText(field.source)]
    const row = `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
    if (field.type === 'object') return [row, ...rows(field.fields, `${path}.`)]
    if (field.type === 'list') return [row, ...rows(field.fields, `${path}[].`)]
    return [row]
  })
}

function fieldTable(title: string, fields: readonly Field[]): readonly string[] {
  return [
    `**${title}**`,
    '',
    '| Field | Name | Type | Required | Codes | Source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows(fields, ''),
    '',
  ]
}

function interfaceSection({ number, name, channel, path, pathSource, input, output }: InterfaceTable): readonly string[] {
  return [
    `## ${number} ${name}`,
    '',
    `Channel ${channel} ${channels[channel]}. Path \`${path}\` (${sourceText(pathSource)}).`,
    '',
    ...fieldTable('Input', input),
    ...fieldTable('Output', output),
  ]
}

function codeSection(title: string, codes: Readonly<Record<string, string>>): readonly string[] {
  return [
    `## ${title}`,
    '',
    '| Code | Meaning |',
    '| --- | --- |',
    ...Object.entries(codes).map(([code, text]) => `| ${code} | ${text} |`),
    '',
  ]
}

/** docs/interfaces.md from the wire tables. */
export function interfacesPage(): string {
  return [
    '# Interfaces',
    '',
    'Made from `src/shared/wire` by `npm run docs`; do not edit. What the source tags mean stands in',
    '[interface-sources.md](interface-sources.md). Whatever is inferred must be confirmed with the province before going live.',
    '',
    'Types: `c30` text of at most 30 characters, `n16,2` decimal of at most 16 digits with at most 2 after the point, `d` yyyy-MM-dd,',
    '`dt` yyyy-MM-dd HH:mm:ss (Asia/Shanghai), `t` long text, `json` an object that another table describes. Required: `Y` always, `C` on a condition, `-` optional;',
    '`absent`: must not be there; `profile outbound`: the moment of the outbound upload in the province, before or after the settlement.',
    '',
    ...Object.values(interfaceTables).flatMap(interfaceSection),
    ...[fsiEnvelope, epcEnvelope].flatMap(({ name, channel, request, response }) => [
      `## Envelope of channel ${channel}: ${name}`,
      '',
      ...fieldTable('Request', request),
      ...fieldTable('Response', response),
    ]),
    ...codeSection('Answer codes of channel C (V table C.4)', voucherCodes),
    ...codeSection('Answer codes of channel A (all but -1 inferred)', insuranceCodes),
    ...codeSection('Answer codes of channel B (inferred)', prescriptionCodes),
    ...codeSection('More codes of 7202, 7203, 7209, 7210 and channel D (inferred)', flowCodes),
    ...codeSection('Answer codes of channel L, besides those of channel B (inferred)', localCodes),
    ...codeSection('Answer codes of channel E, besides those of channel B (inferred)', paymentCodes),
  ].join('\n')
}
