// The names alone, without the schemas, so that the preload script stays small. The tables in contract.ts must cover
// exactly these names, or they do not compile.

/** Everything the renderer may ask of the station. */
export const commandNames = [
  'session.accounts',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.touch',
  'session.changeSecret',
  'shop.setUp',
  'shop.recover',
  'shop.view',
  'shop.change',
  'shop.setPharmacists',
  'accounts.list',
  'accounts.add',
  'accounts.change',
  'accounts.resetSecret',
  'connection.view',
  'connection.save',
  'connection.test',
  'counter.state',
  'counter.search',
  'notice.dismiss',
  'visit.retry',
  'visit.choosePlace',
  'visit.park',
  'visit.takeUp',
  'visit.end',
  'case.choose',
  'case.retry',
  'case.review',
  'case.addByHand',
  'case.takeLoose',
  'case.removeItem',
  'case.presettle',
  'case.settle',
  'case.handOver',
  'case.abandon',
  'case.beginReturn',
  'case.revoke',
  'case.file',
  'case.history',
  'case.paper',
  'case.print',
  'cases.today',
  'devices.settings',
  'devices.setScanner',
  'devices.setPrinter',
  'devices.test',
  'devices.testPrint',
] as const
export type CommandName = (typeof commandNames)[number]

/** Everything the station tells the renderer without being asked. */
export const eventNames = ['counter.changed'] as const
export type EventName = (typeof eventNames)[number]
