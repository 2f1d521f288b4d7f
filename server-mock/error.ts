/** Why a mock center did not start. */
export type MockCenterErrorCode =
  | 'PORT_IN_USE'
  | 'PORT_REFUSED'
  | 'PORT_INVALID'
  | 'SCENARIO_UNKNOWN'
  | 'PROVINCE_UNKNOWN'
  | 'DATA_FILE_UNUSABLE'

/** A start that failed for a reason outside the program. */
export class MockCenterError extends Error {
  readonly code: MockCenterErrorCode

  constructor(code: MockCenterErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MockCenterError'
    this.code = code
  }
}
