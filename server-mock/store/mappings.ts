import type { Database } from 'better-sqlite3'

/** Which drug of the national catalogue an article of a shop's own catalogue is (3301). */
export interface Mapping {
  readonly institution: string
  /** fixmedins_hilist_id */
  readonly article: string
  /** med_list_codg */
  readonly drug: string
  /** list_type */
  readonly listType: string
  readonly name: string
  /** yyyy-MM-dd */
  readonly since: string
  /** yyyy-MM-dd, the last day */
  readonly until: string
  /** epoch ms */
  readonly at: number
}

export interface Mappings {
  /** the one that was not withdrawn */
  find(institution: string, article: string): Mapping | undefined
  add(mapping: Mapping): void
  withdraw(institution: string, article: string, at: number): void
}

/** Catalogue mappings over the center's database. */
export function createMappings(db: Database): Mappings {
  const find = db.prepare<
    [string, string],
    Mapping
  >(`SELECT institution, article, drug, list_type AS listType, name, since, until, at
    FROM catalogue_mapping WHERE institution = ? AND article = ? AND withdrawn_at IS NULL`)
  const add = db.prepare<[Mapping]>(`INSERT INTO catalogue_mapping (institution, article, drug, list_type, name, since, until, at)
    VALUES (@institution, @article, @drug, @listType, @name, @since, @until, @at)`)
  const withdraw = db.prepare<[number, string, string]>(
    'UPDATE catalogue_mapping SET withdrawn_at = ? WHERE institution = ? AND article = ? AND withdrawn_at IS NULL',
  )
  return {
    find: (institution, article) => find.get(institution, article),
    add: (mapping) => {
      add.run(mapping)
    },
    withdraw: (institution, article, at) => {
      withdraw.run(at, institution, article)
    },
  }
}
