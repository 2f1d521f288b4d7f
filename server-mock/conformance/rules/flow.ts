import { textOf } from '../../refusal.ts'
import { type Exchange, isDayOver, isDone, nodeOf, nodesOf } from '../exchange.ts'
import { broken, type ClientLog, type Finding, kept, type Rule } from '../rule.ts'
import { isPresettlement, isSettlement, settlementIdOf, standsAt } from './settled.ts'

/** The order of the flow, from the voucher to the settlement. */
export const flowRules = [
  {
    id: 'LC-1',
    group: 'flow',
    title: '授权 (7201) 前须核验电子凭证身份',
    source: 'N 8.4.4 b、9.4.4.2 h',
    breaks: '7201 所用凭证令牌不是本机构在此之前经解码或核验取得的',
    looksAt: '每条 7201 的 mdtrtCertNo 与此前电子凭证中台 (C) 的应答',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '7201')
        .map((each) => {
          const source = giverOfToken(exchanges, each, textOf(each.content, 'mdtrtCertNo'))
          return source === undefined ? broken('凭证令牌不是本机构核验取得的', each) : kept(each, source)
        }),
  },
  {
    id: 'LC-2',
    group: 'flow',
    title: '先下载 (7204)，后核验 (7205)',
    source: 'N 8.6.3、8.6.4 a',
    breaks: '7205 之前没有收到该处方 7204 的成功应答',
    looksAt: '每条 7205 与同一处方此前的 7204',
    judge: (log) => ordered(log, ['7205'], ['7204'], () => true, '未下载处方即核验'),
  },
  {
    id: 'LC-3',
    group: 'flow',
    title: '核验通过 (7205)，方可审方 (7206)',
    source: 'N 8.6.4 a 至 c',
    breaks: '7206 之前没有收到该处方核验通过的应答（核验不通过、应答丢失或验签不过都不算）',
    looksAt: '每条 7206 与同一处方最近一次 7204 之后的 7205',
    judge: (log) =>
      ordered(log, ['7206'], ['7205'], ({ output }) => textOf(output, 'verifyFlag') === '1', '处方未经核验通过即审方'),
  },
  {
    id: 'LC-4',
    group: 'flow',
    title: '审方由在岗药师本人出示电子凭证',
    source: 'N 8.6.4 e、f；Y 4.12；N 9.4.4.2 g',
    breaks: '7206 的药师令牌不是刚由本机构解码取得，或被中心以 700132、700133 拒绝',
    looksAt: '每条 7206 的 ecToken 与此前 ec.query 的应答',
    holdsIn: ({ pharmacistVoucher }) => pharmacistVoucher.value,
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '7206')
        .map((each) => {
          const source = giverOfToken(exchanges, each, textOf(nodeOf(each.content.rxChkUpInfo), 'ecToken'))
          if (source === undefined || ['700132', '700133'].includes(each.code)) return broken('药师未以本人凭证确认', each)
          return kept(each, source)
        }),
  },
  {
    id: 'LC-5',
    group: 'flow',
    title: '审方通过 (7206)，方可出库',
    source: 'N 8.7.3',
    breaks: '7207，或结算前的 3505，之前没有收到该处方审方通过的应答，或最后一次审方为不通过',
    looksAt: '每条 7207、3505 与同一处方此前的 7206',
    judge: (log) => ordered(log, ['7207', '3505'], ['7206'], isApproval, '未经审方通过即出库', lastReview),
  },
  {
    id: 'LC-6',
    group: 'flow',
    title: '审方通过 (7206)，方可结算',
    source: 'N 7.1.3、8.7.3；Y 流程',
    breaks: '外购处方的 2102、2102A 之前没有收到审方通过的应答，或最后一次审方为不通过',
    looksAt: '每条外购处方结算与同一处方此前的 7206',
    judge: (log) => ordered(log, ['2102', '2102A'], ['7206'], isApproval, '未经审方通过即结算', lastReview),
  },
  {
    id: 'LC-7',
    group: 'flow',
    title: '本省规定的出库明细须在结算之前上传',
    source: 'Y 4.11「须」；N 7.1.3 i、j；F 3.2.2',
    breaks: '外购处方的 2102、2102A 之前，没有收到本省规定的出库上传（7207 或 3505）的成功应答，或已撤销',
    looksAt: '每条外购处方结算与同一处方此前的 7207、3505、7208、3506、3507',
    holdsIn: ({ outboundBefore }) => outboundBefore.value.length > 0,
    judge: ({ exchanges, province }) =>
      exchanges
        .filter((each) => isSettlement(each) && each.hiRxno !== '')
        .map((each) => {
          const missing = province.outboundBefore.value.filter((number) => standingUploads(exchanges, each, number).length === 0)
          const uploads = province.outboundBefore.value.flatMap((number) => standingUploads(exchanges, each, number))
          return missing.length > 0 ? broken(`结算前未上传出库明细 (${missing.join('、')})`, each) : kept(each, ...uploads)
        }),
  },
  {
    id: 'LC-8',
    group: 'flow',
    title: '结算之后的商品销售须在当日上传',
    source: 'N 9.4.4.2 h；F 4.2.2；当日为推断',
    breaks: '结算成立，到日终仍没有收到该处方 3505 的成功应答',
    looksAt: '每条成功的外购处方结算与其后的 3505',
    holdsIn: ({ outboundAfter }) => outboundAfter.value.length > 0,
    judge: ({ exchanges, province, now }) =>
      settledOnes(exchanges).flatMap((each) => {
        if (!standsAt(each, exchanges, Number.MAX_SAFE_INTEGER)) return []
        const uploads = exchanges.filter(
          ({ id, hiRxno, interface: number, accepted }) =>
            id > each.id &&
            accepted &&
            hiRxno === each.hiRxno &&
            province.outboundAfter.value.some((wanted) => wanted === number),
        )
        if (uploads.length > 0) return [kept(each, ...uploads)]
        return isDayOver(each, now) ? [broken('结算后没有上传商品销售', each)] : []
      }),
  },
  {
    id: 'LC-9',
    group: 'flow',
    title: '先预结算，后结算，总额一致',
    source: 'F 3.2.2；推断',
    breaks: '2102、2102A 之前没有收到同一业务、同一总额的预结算应答',
    looksAt: '每条结算与此前同一处方（或同一人员、药品）的 2101、2101A',
    judge: ({ exchanges }) =>
      exchanges.filter(isSettlement).map((each) => {
        const asked = exchanges.find(
          (earlier) =>
            earlier.id < each.id &&
            isPresettlement(earlier) &&
            isDone(earlier) &&
            earlier.hiRxno === each.hiRxno &&
            headOf(earlier, 'psn_no') === headOf(each, 'psn_no') &&
            headOf(earlier, 'medfee_sumamt') === headOf(each, 'medfee_sumamt'),
        )
        return asked === undefined ? broken('没有同一总额的预结算', each) : kept(each, asked)
      }),
  },
  {
    id: 'LC-10',
    group: 'flow',
    title: '获知处方已撤销、已失效或已使用后，不得继续办理',
    source: 'N 8.5.3、8.8.1.4 c；Y 4.7',
    breaks: '收到这样的应答之后，又对同一处方核验、审方、出库、预结算或结算',
    looksAt: '以 700121 至 700123、1022 至 1024 拒绝之后同一处方的报文',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => ENDED.includes(each.code) && each.hiRxno !== '' && each.delivered === 'yes')
        .filter((each, index, all) => all.findIndex(({ hiRxno }) => hiRxno === each.hiRxno) === index)
        .map((each) => {
          const next = exchanges.find((later) => later.id > each.id && later.hiRxno === each.hiRxno && startsSomething(later))
          return next === undefined || isUsableAgain(exchanges, each, next)
            ? kept(each)
            : broken('处方已不可用，仍继续办理', each, next)
        }),
  },
  {
    id: 'LC-11',
    group: 'flow',
    title: '下载外购处方的凭证以 02122 解码',
    source: 'V 表 C.1',
    breaks: '7201 所用令牌不是以用码业务类型 02122 解码取得',
    looksAt: '每条 7201 的令牌与取得它的 ec.query 的 businessType',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '7201')
        .flatMap((each) => {
          const source = giverOfToken(exchanges, each, textOf(each.content, 'mdtrtCertNo'))
          if (source?.interface !== 'ec.query') return []
          const used = textOf(nodeOf(source.content.data), 'businessType')
          return [used === '02122' ? kept(each, source) : broken(`令牌的用码业务类型是 ${used}`, each, source)]
        }),
  },
] as const satisfies readonly Rule[]

const ENDED: readonly string[] = ['700121', '700122', '700123', '1022', '1023', '1024']
const isApproval = ({ content }: Exchange): boolean => textOf(nodeOf(content.rxChkUpInfo), 'rxChkStasCodg') === '1'

/** Whether a message begins or goes on with a prescription, rather than taking something back. */
function startsSomething(each: Exchange): boolean {
  return ['7205', '7206', '7207'].includes(each.interface) || isPresettlement(each) || isSettlement(each)
}

/** A prescription that was used, by this very shop and taken back since, may be used again. */
function isUsableAgain(exchanges: readonly Exchange[], told: Exchange, next: Exchange): boolean {
  return exchanges.some(
    ({ id, interface: number, accepted, hiRxno }) =>
      id > told.id &&
      id < next.id &&
      accepted &&
      (number === '2103' || number === '2601' || (number === '7204' && hiRxno === told.hiRxno)),
  )
}

function headOf({ content }: Exchange, field: string): string {
  return textOf(nodeOf(content.druginfo), field)
}

/** Which answer gave the client a token before a message. */
function giverOfToken(exchanges: readonly Exchange[], before: Exchange, token: string): Exchange | undefined {
  if (token === '') return undefined
  return exchanges.find(
    ({ id, channel, output, accepted, delivered }) =>
      id < before.id && channel === 'C' && accepted && delivered !== 'no' && Object.values(output).includes(token),
  )
}

/** The last decision before a message, whatever it was: one that did not arrive does not count. */
const lastReview = (earlier: readonly Exchange[]): readonly Exchange[] => earlier.slice(-1)

/**
 * Each message of `numbers` about a prescription needs an answer of `needed`, as `isRight` wants it, that reached the client before. `among` chooses, of all
 * those answers, which may count.
 */
function ordered(
  { exchanges }: ClientLog,
  numbers: readonly string[],
  needed: readonly string[],
  isRight: (exchange: Exchange) => boolean,
  what: string,
  among: (earlier: readonly Exchange[]) => readonly Exchange[] = (earlier) => earlier,
): readonly Finding[] {
  return exchanges
    .filter((each) => numbers.includes(each.interface) && each.hiRxno !== '')
    .map((each) => {
      const earlier = exchanges.filter(
        (other) => other.id < each.id && needed.includes(other.interface) && other.hiRxno === each.hiRxno && isDone(other),
      )
      const found = among(earlier).find(isRight)
      return found === undefined ? broken(what, each) : kept(each, found)
    })
}

/** Settlements on circulated prescriptions that the center made. */
function settledOnes(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter((each) => isSettlement(each) && each.accepted && each.hiRxno !== '' && settlementIdOf(each) !== '')
}

/** Uploads of goods for the prescription of a message that the client knew of before it, and did not take back. */
function standingUploads(exchanges: readonly Exchange[], before: Exchange, number: string): readonly Exchange[] {
  const earlier = exchanges.filter(({ id }) => id < before.id)
  return earlier.filter(
    (upload) =>
      upload.interface === number &&
      upload.hiRxno === before.hiRxno &&
      isDone(upload) &&
      !earlier.some((later) => later.id > upload.id && later.accepted && takesBack(later, upload)),
  )
}

/** Whether a message takes an upload back: 7208 by its prescription, 3506 and 3507 by the batch serial of the sale. */
export function takesBack(later: Exchange, upload: Exchange): boolean {
  if (upload.interface === '7207') return later.interface === '7208' && later.hiRxno === upload.hiRxno
  const serials = nodesOf(upload.content.selinfo).map((line) => textOf(line, 'fixmedins_bchno'))
  if (later.interface === '3507') return serials.includes(textOf(nodeOf(later.content.data), 'fixmedins_bchno'))
  return (
    later.interface === '3506' && nodesOf(later.content.selinfo).some((line) => serials.some((serial) => isOfSale(line, serial)))
  )
}

function isOfSale(line: Readonly<Record<string, unknown>>, serial: string): boolean {
  return textOf(line, 'medins_prod_sel_no') === serial || textOf(line, 'fixmedins_bchno') === serial
}
