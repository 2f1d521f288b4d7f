import { textOf } from '../../refusal.ts'
import { type Exchange, isDayOver, isDone, isLost, type Node, nodeOf, nodesOf } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'
import { takesBack } from './flow.ts'
import { businessOf, hasUndone, isSettlement, msgidOf, settlementIdOf, soldCodes, standsAt, undoneBy } from './settled.ts'

/** What is to be done when an answer did not come, and how a message may be repeated. */
export const lostRules = [
  {
    id: 'CS-1',
    group: 'lost',
    title: '结算应答丢失，冲正 (2601) 有结果之前不得换 msgid 再次结算',
    source: 'S7 2601；推断',
    breaks: '2102、2102A、2103 的应答丢失，同一业务又以新的 msgid 提交，而此间没有得到 2601 的应答',
    looksAt: '每条应答丢失的结算与结算撤销，及同一业务的下一条',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => isMoney(each) && isLost(each))
        .flatMap((each) => {
          const next = exchanges.find((later) => later.id > each.id && isMoney(later) && businessOf(later) === businessOf(each))
          const undoing = exchanges.find((later) => later.id > each.id && hasUndone(later) && undoneBy(later) === msgidOf(each))
          if (next !== undefined && (undoing === undefined || undoing.id > next.id))
            return [broken('未经冲正即再次提交', each, next)]
          return undoing === undefined ? [] : [kept(each, undoing)]
        }),
  },
  {
    id: 'CS-2',
    group: 'lost',
    title: '结算应答丢失后须冲正 (2601)，报明原 msgid、原交易、原人员',
    source: 'S7 2601',
    breaks: '2102、2102A、2103 的应答丢失，签退或日终之前没有以其 msgid 冲正，或原交易、人员填错',
    looksAt: '每条应答丢失的结算与结算撤销，及其后的 2601、9002',
    judge: ({ exchanges, now }) =>
      exchanges
        .filter((each) => isMoney(each) && isLost(each))
        .flatMap((each) => {
          const undoing = exchanges.filter((later) => later.id > each.id && undoneBy(later) === msgidOf(each))
          const right = undoing.find(
            ({ content }) => textOf(nodeOf(content.data), 'oinfno') === each.interface && isOfPerson(content, each),
          )
          if (right !== undefined) return [kept(each, right)]
          if (undoing.length > 0) return [broken('冲正的原交易或人员与原报文不符', each, ...undoing)]
          const signedOff = exchanges.find((later) => later.id > each.id && later.interface === '9002' && later.accepted)
          if (signedOff !== undefined) return [broken('未冲正即签退', each, signedOff)]
          return isDayOver(each, now) ? [broken('当日没有冲正', each)] : []
        }),
  },
  {
    id: 'CS-3',
    group: 'lost',
    title: '只冲正应答丢失的交易',
    source: 'S7 2601；推断',
    breaks: '2601 所指的交易，应答已完整送达（客户端当时崩溃或断网的，请附说明）',
    looksAt: '每条 2601 与它所指的原报文；原报文没有到达中心的不算',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '2601')
        .flatMap((each) => {
          const original = exchanges.find(
            (earlier) => earlier.channel === 'A' && undoneBy(earlier) === '' && msgidOf(earlier) === undoneBy(each),
          )
          if (original === undefined || original.id > each.id) return []
          return [original.delivered === 'yes' ? broken('原交易的应答已经送达', each, original) : kept(each, original)]
        }),
  },
  {
    id: 'CS-4',
    group: 'lost',
    title: '冲正本身的应答丢失，须继续冲正直到有应答',
    source: 'S7 2601；推断',
    breaks: '2601 的应答丢失后，签退或日终之前没有再次得到应答',
    looksAt: '每条应答丢失的 2601 与其后同一 omsgid 的 2601',
    judge: ({ exchanges, now }) =>
      exchanges
        .filter((each) => each.interface === '2601' && isLost(each))
        .flatMap((each) => {
          const again = exchanges.find((later) => later.id > each.id && undoneBy(later) === undoneBy(each) && !isLost(later))
          if (again !== undefined) return [kept(each, again)]
          const signedOff = exchanges.find((later) => later.id > each.id && later.interface === '9002' && later.accepted)
          if (signedOff !== undefined) return [broken('冲正没有结果即签退', each, signedOff)]
          return isDayOver(each, now) ? [broken('冲正当日没有结果', each)] : []
        }),
  },
  {
    id: 'CS-5',
    group: 'lost',
    title: '7204、7206、7207、7208 应答丢失，以同一内容重试',
    source: 'N 8.4.4 注 2、8.6.4 h、8.7.4；推断',
    breaks: '应答丢失后，同一处方的同一接口提交了不同的内容（令牌可以更新）',
    looksAt: '每条应答丢失的 7204、7206、7207、7208，及同一处方该接口的下一条',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => REPEATABLE.includes(each.interface) && isLost(each) && each.hiRxno !== '')
        .flatMap((each) => {
          const next = exchanges.find(
            ({ id, interface: number, hiRxno }) => id > each.id && number === each.interface && hiRxno === each.hiRxno,
          )
          if (next === undefined) return []
          const isFresh = exchanges.some((other) => other.id > each.id && other.id < next.id && beginsAnew(other, each))
          return isFresh || keyOf(each) === keyOf(next) ? [kept(each, next)] : [broken('重试的内容与原报文不同', each, next)]
        }),
  },
  {
    id: 'CS-6',
    group: 'lost',
    title: '已办成的业务不得换编号再办一次',
    source: 'N 8.4.4 注 2、8.7.4、8.8.1.4；F 3.2.2',
    breaks: '已收到成功应答的审方、出库、结算、商品销售，未经撤销又以不同内容或编号提交',
    looksAt: '每条 7206、7207、2102、2102A、3505 与此前同一业务的成功应答',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => isDone(each) && isOnce(each))
        .map((each) => {
          const again = exchanges.find((later) => later.id > each.id && isSecond(each, later))
          const stands = again !== undefined && stillStands(each, exchanges, again.id)
          return stands ? broken('同一业务重复提交', each, again) : kept(each)
        }),
  },
  {
    id: 'CS-7',
    group: 'lost',
    title: '进销存上传的应答丢失，先以 3507 删除，再以新流水号上传',
    source: 'S2、S8 3507；推断',
    breaks: '3501、3505、3506 应答丢失，同一商品又以新的批次流水号上传，而此间没有 3507 的应答',
    looksAt: '每条应答丢失的 3501、3505、3506，及同一追溯码或同一商品的下一条',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => STOCK_UPLOADS.includes(each.interface) && isLost(each))
        .flatMap((each) => {
          const deletion = exchanges.find(
            (later) =>
              later.id > each.id && later.interface === '3507' && !isLost(later) && serialsOf(each).includes(serialIn(later)),
          )
          const next = exchanges.find(
            (later) => later.id > each.id && later.interface === each.interface && goodsOf(later) === goodsOf(each),
          )
          if (next === undefined) return deletion === undefined ? [] : [kept(each, deletion)]
          if (deletion !== undefined && deletion.id < next.id) return [kept(each, deletion, next)]
          const isSameSerial = serialsOf(next).join() === serialsOf(each).join()
          return [isSameSerial ? kept(each, next) : broken('未删除即换流水号上传', each, next)]
        }),
  },
  {
    id: 'CS-8',
    group: 'lost',
    title: '结算撤销 (2103) 之后，撤销出库与销售上传',
    source: 'N 8.8.2；F 2.4；次序为推断',
    breaks: '2103 成立，签退或日终之前没有撤销该笔结算的 7207 (7208)、3505 (3506、3507)，也没有重新结算',
    looksAt: '每条成功的外购处方 2103，及其后的 7208、3506、3507、2102A',
    judge: ({ exchanges, now }) =>
      revocations(exchanges).flatMap(({ revocation, settlement }) => {
        const later = exchanges.filter(({ id }) => id > revocation.id)
        if (later.some((each) => each.accepted && (undoneBy(each) === msgidOf(revocation) || isSameSale(each, settlement))))
          return []
        const uploads = exchanges.filter(
          (each) =>
            ['7207', '3505'].includes(each.interface) &&
            each.accepted &&
            each.hiRxno === settlement.hiRxno &&
            each.id < revocation.id,
        )
        const left = uploads.filter(
          (upload) => !exchanges.some((each) => each.id > upload.id && each.accepted && takesBack(each, upload)),
        )
        if (uploads.length === 0) return []
        if (left.length === 0) return [kept(revocation, ...uploads)]
        const signedOff = later.find((each) => each.interface === '9002' && each.accepted)
        const isOver = signedOff !== undefined || isDayOver(revocation, now)
        return isOver ? [broken('退费后没有撤销出库或销售上传', revocation, ...left)] : []
      }),
  },
  {
    id: 'CS-9',
    group: 'lost',
    title: '先撤销结算 (2103)，后撤销出库 (7208) 与退货 (3506)',
    source: 'N 8.8.2.4；推断',
    breaks: '结算仍成立时撤销出库或退货，被中心以 700145、1045 拒绝',
    looksAt: '每条 7208、3506、3507 的返回码',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number, processed }) => ['7208', '3506', '3507'].includes(number) && processed)
        .map((each) => (['700145', '1045'].includes(each.code) ? broken('结算尚未撤销', each) : kept(each))),
  },
] as const satisfies readonly Rule[]

const REPEATABLE: readonly string[] = ['7204', '7206', '7207', '7208']
const STOCK_UPLOADS: readonly string[] = ['3501', '3505', '3506']

function isMoney(each: Exchange): boolean {
  return isSettlement(each) || each.interface === '2103'
}

function isOfPerson(undoing: Node, { content }: Exchange): boolean {
  const person = textOf(nodeOf(content.druginfo), 'psn_no') || textOf(nodeOf(content.data), 'psn_no')
  return textOf(nodeOf(undoing.data), 'psn_no') === person
}

/** What may differ in a repetition: tokens, which may have run out since, and when something is taken back. */
const MAY_DIFFER: readonly string[] = ['epcToken', 'ecToken', 'downloadIdeCode', 'undoTime']

/** What makes a repetition the same business. */
function keyOf({ content }: Exchange): string {
  return JSON.stringify(content, (name, value: unknown) => (MAY_DIFFER.includes(name) ? undefined : value))
}

/** Whether a new authorization, a new verification or an undoing lies between, so that the same interface begins something of its own. */
function beginsAnew(other: Exchange, lost: Exchange): boolean {
  if (!isDone(other)) return false
  if (lost.interface === '7206') return other.interface === '7204' && other.hiRxno === lost.hiRxno
  return lost.interface === '7207' && other.interface === '7208' && other.hiRxno === lost.hiRxno
}

function isOnce(each: Exchange): boolean {
  return ['7206', '7207', '3505'].includes(each.interface) || isSettlement(each)
}

/** Whether a message does over again what another one did, under another key. */
function isSecond(first: Exchange, later: Exchange): boolean {
  if (isSettlement(first)) return isSettlement(later) && businessOf(later) === businessOf(first)
  if (later.interface !== first.interface) return false
  if (first.interface === '3505') {
    const codes = soldCodes(first)
    const isSplit = nodesOf(first.content.selinfo).some((line) => textOf(line, 'trdn_flag') === '1')
    return !isSplit && codes.length > 0 && soldCodes(later).some((code) => codes.includes(code)) && keyOf(later) !== keyOf(first)
  }
  return later.hiRxno === first.hiRxno && keyOf(later) !== keyOf(first)
}

/** Whether nothing between took back what was done. */
function stillStands(first: Exchange, exchanges: readonly Exchange[], until: number): boolean {
  if (isSettlement(first)) return standsAt(first, exchanges, until)
  const between = exchanges.filter(({ id }) => id > first.id && id < until)
  // a new download begins a new review; whether it is allowed is the center's own decision
  if (first.interface === '7206') return !between.some((each) => each.interface === '7204' && each.hiRxno === first.hiRxno)
  return !between.some((each) => takesBack(each, first) && (each.accepted || isLost(each)))
}

function serialsOf({ content }: Exchange): readonly string[] {
  return [...nodesOf(content.selinfo), ...nodesOf(content.invinfo)].map((line) => textOf(line, 'fixmedins_bchno'))
}

function serialIn({ content }: Exchange): string {
  return textOf(nodeOf(content.data), 'fixmedins_bchno')
}

/** Which goods an upload is about: the packs, or where there are no codes the article, the lot and how much. */
function goodsOf(each: Exchange): string {
  const lines = [...nodesOf(each.content.selinfo), ...nodesOf(each.content.invinfo)]
  const told = ['fixmedins_hilist_id', 'manu_lotnum', 'sel_retn_cnt', 'inv_cnt', 'rxno', 'invdate']
  return [...soldCodes(each), ...lines.flatMap((line) => told.map((field) => textOf(line, field)))].join(' ')
}

function revocations(exchanges: readonly Exchange[]) {
  return exchanges
    .filter((each) => each.interface === '2103' && isDone(each))
    .flatMap((revocation) => {
      const setlId = textOf(nodeOf(revocation.content.data), 'setl_id')
      const settlement = exchanges.find((each) => isSettlement(each) && settlementIdOf(each) === setlId && each.hiRxno !== '')
      return settlement === undefined ? [] : [{ revocation, settlement }]
    })
}

function isSameSale(each: Exchange, settlement: Exchange): boolean {
  return isSettlement(each) && each.hiRxno === settlement.hiRxno
}
