/** Tables: a hospital's staff, the catalogue of diseases, visits, and prescriptions on their way from the check to the upload. */
export const hospitalSchema = `
CREATE TABLE department (
  hospital TEXT NOT NULL REFERENCES institution, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (hospital, name)
) STRICT;
CREATE TABLE doctor (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, identity_number TEXT NOT NULL, hospital TEXT NOT NULL REFERENCES institution, department TEXT NOT NULL,
  FOREIGN KEY (hospital, department) REFERENCES department
) STRICT;
CREATE TABLE hospital_pharmacist (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, identity_number TEXT NOT NULL, hospital TEXT NOT NULL REFERENCES institution, practice_number TEXT NOT NULL
) STRICT;
CREATE TABLE disease (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, list TEXT NOT NULL CHECK (list IN ('icd', 'outpatient'))
) STRICT;
CREATE TABLE visit (
  id TEXT PRIMARY KEY, hospital TEXT NOT NULL REFERENCES institution, person TEXT NOT NULL REFERENCES person, area TEXT NOT NULL,
  insurance_type TEXT NOT NULL, visit_number TEXT NOT NULL, registered_at INTEGER NOT NULL, med_type TEXT, disease_code TEXT, diagnoses TEXT NOT NULL,
  UNIQUE (hospital, visit_number)
) STRICT;
CREATE TABLE checked_prescription (
  hi_rxno TEXT PRIMARY KEY, rx_trace_code TEXT NOT NULL UNIQUE, hospital TEXT NOT NULL REFERENCES institution, person TEXT NOT NULL REFERENCES person,
  hospital_rxno TEXT NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL, signed TEXT, UNIQUE (hospital, hospital_rxno)
) STRICT;
`
