import { catalogueCommands as commands } from '../../../../shared/contract/commands/stock/catalogue.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { CatalogueKeeping } from '../../workflows/stock/catalogue/catalogue.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** The shop's list of drugs. */
export function catalogueHandlers(catalogue: CatalogueKeeping): Pick<Handlers, keyof typeof commands> {
  return {
    'catalogue.list': serve(commands['catalogue.list'], ({ text, offset }) => ok(catalogue.list(text, offset))),
    'catalogue.drug': serve(commands['catalogue.drug'], ({ id }) => catalogue.drug(id)),
    'catalogue.save': serve(commands['catalogue.save'], ({ drug, prefixes, isNew }, { person }) =>
      emptied(catalogue.save(drug, prefixes, isNew, signedIn(person))),
    ),
    'catalogue.preview': serve(commands['catalogue.preview'], ({ file }) => catalogue.preview(file)),
    'catalogue.import': serve(commands['catalogue.import'], ({ previewId }, { person }) =>
      emptied(catalogue.begin(previewId, signedIn(person))),
    ),
    'catalogue.update': serve(commands['catalogue.update'], (_input, { person }) => emptied(catalogue.update(signedIn(person)))),
    'catalogue.map': serve(commands['catalogue.map'], (_input, { person }) => emptied(catalogue.map(signedIn(person)))),
    'catalogue.status': serve(commands['catalogue.status'], () => ok(catalogue.status())),
  }
}
