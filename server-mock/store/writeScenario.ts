import type { Database } from 'better-sqlite3'
import { firstPolicies } from '../insurance/policies.ts'
import type { FilledScenario } from '../scenarios/fill.ts'
import { createPolicies } from './policies.ts'
import { prescriptionWriter } from './prescriptions.ts'
import { createSettlements } from './settlements.ts'
import { createStock } from './stock.ts'

/** Writes a filled scenario into empty tables. */
export function writeScenario(db: Database, scenario: FilledScenario): void {
  const { put } = createPolicies(db)
  for (const policy of firstPolicies()) put(policy)
  const institution = db.prepare(
    'INSERT INTO institution VALUES (@code, @name, @kind, @area, @approved, @appId, @appSecret, @privateKey, @publicKey)',
  )
  const pharmacist = db.prepare(
    'INSERT INTO pharmacist (code, person, practice_number, institution) VALUES (@code, @person, @practiceNumber, @institution)',
  )
  const terminal = db.prepare(
    'INSERT INTO terminal VALUES (@id, @institution, @mac, @name, @purpose, @version, @developer, @registeredOn)',
  )
  const application = db.prepare(
    'INSERT INTO application VALUES (@appId, @name, @official, @approved, @activates, @shows, @appSecret, @privateKey, @publicKey)',
  )
  const localSystem = db.prepare(
    'INSERT INTO local_system VALUES (@code, @name, @area, @approved, @appId, @appSecret, @privateKey, @publicKey)',
  )
  const person = db.prepare('INSERT INTO person VALUES (@identityNumber, @name, @gender, @born, @phone, @personNumber)')
  const insurance = db.prepare('INSERT INTO insurance VALUES (@person, @area, @type, @active, @balance, @since)')
  const entitlement = db.prepare('INSERT INTO entitlement VALUES (@person, @type, @memo, @since)')
  const drug =
    db.prepare(`INSERT INTO drug VALUES (@code, @genericName, @productName, @dosageForm, @spec, @unit, @maker, @approval, @itemType,
    @level, @prescriptionFlag, @dualChannel, @covered, @tracePrefix, @listedOn, @specialClass)`)
  const terms = (kind: 'selfPay' | 'priceLimit') =>
    db.prepare(`INSERT INTO drug_terms VALUES (@code, '${kind}', @since, @until, @value, @updatedAt)`)
  const [selfPay, priceLimit] = [terms('selfPay'), terms('priceLimit')]
  const addPrescription = prescriptionWriter(db)
  const department = db.prepare('INSERT INTO department VALUES (@hospital, @code, @name)')
  const doctor = db.prepare('INSERT INTO doctor VALUES (@code, @name, @identityNumber, @hospital, @department)')
  const hospitalPharmacist = db.prepare(
    'INSERT INTO hospital_pharmacist VALUES (@code, @name, @identityNumber, @hospital, @practiceNumber)',
  )
  const disease = db.prepare('INSERT INTO disease VALUES (@code, @name, @list)')

  const holder = db.prepare(
    'INSERT INTO holder VALUES (@person, @name, @application, @namesPlace, @face, @password, @wrongPasswords, NULL)',
  )
  const card = db.prepare('INSERT INTO card VALUES (@number, @person, @identification)')
  const channelAuthorization = db.prepare('INSERT INTO channel_authorization VALUES (@code, @person, @application, NULL)')

  for (const row of scenario.institutions) institution.run(row)
  for (const row of scenario.terminals) terminal.run(row)
  for (const row of scenario.applications) application.run(row)
  const accumulation = db.prepare(
    'INSERT INTO accumulation VALUES (@person, @insuranceType, @year, @plan, @deductiblePaid, @fundPaid)',
  )
  const soldPack = db.prepare("INSERT INTO trace_claim VALUES (@code, '2102A', @sale, @institution, @drug, 0, @at, 10000)")

  for (const row of scenario.drugs) drug.run(row)
  for (const row of scenario.selfPayShares) selfPay.run(row)
  for (const row of scenario.priceLimits) priceLimit.run(row)
  for (const row of scenario.localSystems) localSystem.run(row)
  for (const row of scenario.people) person.run(row)
  for (const row of scenario.holders) holder.run(row)
  for (const row of scenario.cards) card.run(row)
  for (const row of scenario.channelAuthorizations) channelAuthorization.run(row)
  for (const row of scenario.pharmacists) pharmacist.run(row)
  for (const row of scenario.insurances) insurance.run(row)
  for (const row of scenario.entitlements) entitlement.run(row)
  for (const row of scenario.departments) department.run(row)
  for (const row of scenario.doctors) doctor.run(row)
  for (const row of scenario.hospitalPharmacists) hospitalPharmacist.run(row)
  for (const row of scenario.diseases) disease.run(row)
  for (const row of scenario.prescriptions) addPrescription(row)
  for (const row of scenario.accumulations) accumulation.run(row)
  for (const row of scenario.soldPacks) soldPack.run(row)
  const stock = scenario.boughtGoods.length > 0 ? createStock(db) : null
  for (const record of scenario.boughtGoods) stock?.add(record)
  const settlements = createSettlements(db)
  for (const settlement of scenario.settlements) {
    settlements.add(settlement)
    if (settlement.ended === 'reversed') settlements.reverse(settlement)
  }
}
