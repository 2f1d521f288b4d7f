import { z } from 'zod'
import { deliveryState } from '../prescription/delivery.ts'
import { give, textOf } from '../refusal.ts'
import type { DeliveryUpdate } from '../store/deliveries.ts'
import { chinaTime } from '../time.ts'
import { findOwn, ownerOfAccess } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/** What a patient may see of a message of 7209. */
const News = z.object({
  delvStasCodg: z.string(),
  delvStasName: z.string(),
  delvStasDscr: z.string().nullish(),
  delvStasTime: z.string(),
  delvEntpName: z.string(),
  delverName: z.string().nullish(),
  delverTel: z.string().nullish(),
})

/** rx.delivery (N 8.9, 9.3.2 item 5): where the drugs of an own prescription are; an empty list while nothing is on its way. */
export const showDelivery: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfAccess(context, textOf(data, 'accessToken'), application)
  if (!found.ok) return found
  const hiRxno = textOf(data, 'hiRxno')
  const own = findOwn(context, hiRxno, found.person)
  if (!own.ok) return own
  const outbound = context.store.outbounds.current(hiRxno)
  const delivery = outbound && context.store.deliveries.of(outbound.id)
  if (outbound === undefined || delivery === undefined) return give({ hiRxno, delvList: [] })
  const updates = context.store.deliveries.updatesOf(outbound.id)
  return give({
    hiRxno,
    ...deliveryState(delivery, updates),
    ...(delivery.signedAt === null ? {} : { signTime: chinaTime(delivery.signedAt).dateTime }),
    delvList: updates.map(newsOf),
  })
}

function newsOf({ content }: DeliveryUpdate): z.infer<typeof News> {
  return News.parse(JSON.parse(content))
}
