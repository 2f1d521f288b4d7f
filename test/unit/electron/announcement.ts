import type { AnnouncedCenter } from '../../../src/main/electron/center.ts'
import type { CenterAnnouncement } from '../../../src/shared/contract/host.ts'

/** What a mock center that answers at `address` would announce; its keys open nothing. */
export function announcementOf(address: string): CenterAnnouncement {
  return {
    url: address,
    adminUrl: `${address}/_admin`,
    adminToken: 'token',
    consoleUrl: `${address}/console/#token=token`,
    province: 'national',
    connection: {
      voucherUrl: address,
      insuranceUrl: address,
      prescriptionUrl: address,
      institution: { code: 'P99010100001', name: '明心大药房', area: '990101' },
      appId: '0'.repeat(32),
      appSecret: '0'.repeat(32),
      privateKey: 'AAAA',
      platformPublicKey: 'AAAA',
      terminalId: '0'.repeat(20),
      profile: 'national',
    },
    shop: { pharmacists: [], office: { name: '', phone: '' }, drugs: [], lots: [], packs: [] },
  }
}

/** What the shell makes of an announcement. */
export function announcedOf({ connection, shop, consoleUrl }: CenterAnnouncement): AnnouncedCenter {
  return { offer: { connection, shop }, consoleUrl }
}
