/**
 * One step of the database's shape. Shipped steps are never edited, only followed by new ones: a test pins the text of each. `version` is what the
 * database's user_version becomes.
 */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}
