import { createAdminCall, createAdminClient } from '../../server-mock/admin/client.ts'
import { createProvinceClient } from '../../server-mock/admin/province/client.ts'
import { createSignedClient } from '../../server-mock/clients/envelope.ts'
import type { CenterAnnouncement } from '../../src/shared/contract/host.ts'

/** The pharmacy asks (pay.order) whoever settled last and owes something for what the fund and the account did not pay. Throws where nobody owes anything. */
export async function askForOwnPart({ url, adminUrl, adminToken, connection }: CenterAnnouncement): Promise<void> {
  const { settlements } = await createProvinceClient(createAdminCall(adminUrl, adminToken)).settlements()
  const owed = settlements.find(({ cash, state }) => state === 'valid' && cash > 0)
  const [privateKey, platformPublicKey] = [connection.privateKey, connection.platformPublicKey].map((key) =>
    Uint8Array.from(Buffer.from(key, 'base64')),
  )
  if (owed === undefined || privateKey === undefined || platformPublicKey === undefined) throw new Error('nobody owes anything')
  const { now } = await createAdminClient(adminUrl, adminToken).clock({})
  const client = createSignedClient(url, { ...connection, privateKey, platformPublicKey }, () => now)
  const { code, message } = await client.ask('pay.order', {
    medOrgOrd: `D${owed.setlId.slice(-12)}`,
    setlId: owed.setlId,
    ownPayAmt: (owed.cash / 100).toFixed(2),
    ordDscr: '购药自付部分',
  })
  if (code !== '0') throw new Error(message)
}
