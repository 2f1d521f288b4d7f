import { z } from 'zod'
import { CataloguePage, CatalogueStatus, DrugFields, DrugView, ImportPreview, Prefix } from '../../stock/catalogue.ts'
import { type CommandRule, Id, MANAGING, Nothing } from '../rule.ts'

/** A file of 10 MB as text; a larger one the page does not even read. */
const LONGEST_FILE = 14_000_000

/** The shop's list of drugs: anybody looks, the manager changes. */
export const catalogueCommands = {
  // a part of a name, of a code or of an EAN; a trace code finds the drug of its prefix; empty: all
  'catalogue.list': {
    input: z.strictObject({ text: z.string().max(200), offset: z.number().int().min(0) }),
    output: CataloguePage,
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  'catalogue.drug': {
    input: z.strictObject({ id: Id }),
    output: DrugView,
    by: 'signedIn',
    failures: ['DRUG_UNKNOWN'],
    audit: 'none',
  },
  'catalogue.save': {
    input: z.strictObject({ drug: DrugFields, prefixes: z.array(Prefix).max(20), isNew: z.boolean() }),
    output: Nothing,
    by: MANAGING,
    failures: ['DRUG_UNKNOWN', 'DRUG_CODE_TAKEN', 'DRUG_COUNTED', 'PREFIX_TAKEN', 'CATALOGUE_BUSY'],
    audit: 'workflow',
  },
  // base64 of an xlsx or csv file; nothing is written
  'catalogue.preview': {
    input: z.strictObject({ file: z.string().max(LONGEST_FILE) }),
    output: ImportPreview,
    by: MANAGING,
    failures: ['FILE_TOO_LARGE', 'FILE_UNREADABLE'],
    audit: 'none',
  },
  // begins; how it goes is told by stock.changed
  'catalogue.import': {
    input: z.strictObject({ previewId: Id }),
    output: Nothing,
    by: MANAGING,
    failures: ['IMPORT_GONE', 'IMPORT_FAULTY', 'CATALOGUE_BUSY'],
    audit: 'workflow',
  },
  // 1312, 1318 and 1319 from the last time on
  'catalogue.update': {
    input: Nothing,
    output: Nothing,
    by: MANAGING,
    failures: ['CATALOGUE_BUSY', 'CENTER_UNREACHABLE'],
    audit: 'command',
  },
  // 3301 of every drug that the province does not know as what it is
  'catalogue.map': {
    input: Nothing,
    output: Nothing,
    by: MANAGING,
    failures: ['CATALOGUE_BUSY', 'CENTER_UNREACHABLE'],
    audit: 'command',
  },
  'catalogue.status': { input: Nothing, output: CatalogueStatus, by: 'signedIn', failures: [], audit: 'none' },
} as const satisfies Record<string, CommandRule>
