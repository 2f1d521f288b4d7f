import type { Database } from 'better-sqlite3'
import type { FilledScenario } from '../scenarios/fill.ts'

/** Writes a filled scenario into empty tables. */
export function writeScenario(db: Database, scenario: FilledScenario): void {
  const institution = db.prepare(
    'INSERT INTO institution VALUES (@code, @name, @kind, @area, @approved, @appId, @appSecret, @privateKey, @publicKey)',
  )
  const terminal = db.prepare('INSERT INTO terminal VALUES (@id, @institution)')
  const pharmacist = db.prepare('INSERT INTO pharmacist VALUES (@code, @name, @institution)')
  const person = db.prepare('INSERT INTO person VALUES (@identityNumber, @name, @gender, @born, @phone, @personNumber, @voucher)')
  const insurance = db.prepare('INSERT INTO insurance VALUES (@person, @area, @type, @active, @balance, @since)')
  const entitlement = db.prepare('INSERT INTO entitlement VALUES (@person, @type, @memo, @since)')
  const prescription = db.prepare(
    'INSERT INTO prescription VALUES (@hiRxno, @person, @hospital, @department, @doctor, @diagnosis, @prescribedAt, @validUntil, @state)',
  )

  for (const row of scenario.institutions) institution.run(row)
  for (const row of scenario.terminals) terminal.run(row)
  for (const row of scenario.pharmacists) pharmacist.run(row)
  for (const row of scenario.people) person.run(row)
  for (const row of scenario.insurances) insurance.run(row)
  for (const row of scenario.entitlements) entitlement.run(row)
  for (const row of scenario.prescriptions) prescription.run(row)
}
