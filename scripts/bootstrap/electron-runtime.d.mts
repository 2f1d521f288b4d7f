export interface ElectronRuntime {
  readonly kind: 'official' | 'registry'
  readonly version: string
  readonly folder: string
  readonly executable: string
}
export function findElectronRuntime(): ElectronRuntime | undefined
export function ensureElectronRuntime(): Promise<ElectronRuntime>
