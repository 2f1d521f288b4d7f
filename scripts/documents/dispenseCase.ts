import { caseActions, caseMoves } from '../../src/shared/domain/caseTransition.ts'
import { type CaseState, caseStates, isClosed } from '../../src/shared/domain/dispenseCase.ts'

interface Arrow {
  readonly from: CaseState
  readonly to: CaseState
  readonly label: string
}

/** Where a report, an undoing or a new token leads is decided by more than the state; these are the cases. */
const decided: readonly Arrow[] = [
  { from: 'presettled', to: 'outboundReported', label: 'report before' },
  { from: 'cancelling', to: 'outboundCancelled', label: 'undo, the last one' },
  { from: 'revoked', to: 'returned', label: 'undo, the last one' },
  { from: 'downloaded', to: 'authorized', label: 'tokenRenewed after it ran out' },
  { from: 'verified', to: 'authorized', label: 'tokenRenewed after it ran out' },
]

/** docs/dispense-case.md from the state machine's tables. */
export function dispenseCasePage(): string {
  const actions = Object.entries(caseActions).flatMap(([kind, { from, to, ...row }]) => [
    ...(to === 'same' ? [] : from.map((state) => ({ from: state, to, label: kind }))),
    ...('otherwise' in row ? from.map((state) => ({ from: state, to: row.otherwise, label: `${kind}: no` })) : []),
  ])
  const moves = Object.entries(caseMoves).flatMap(([type, { from, to }]) =>
    from.flatMap((state) =>
      to.filter((next) => isReachable(state, next)).map((next) => ({ from: state, to: next, label: type })),
    ),
  )
  const arrows: readonly Arrow[] = [...actions, ...decided, ...moves]
  return [
    '# The dispense case',
    '',
    'Made from `src/shared/domain/caseTransition.ts` by `npm run docs`; do not edit.',
    '',
    'Every exchange with the center begins and ends: it may begin where the diagram has an arrow of its name and nothing else is under way; its end is always',
    'taken. An answer that was lost stays with the case, and only what clears it up may begin: the same again, or, for money, `reverse` (2601). `report` and',
    '`undo` (7207, 3505; 7208, 3506, 3507) follow the order that the profile gives. `tokenRenewed` changes no state but where the token ran out before the review.',
    'With goods reported as sold, `abandon` and `lost` lead through `cancelling`.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> authorized',
    ...arrows.filter(({ from, to }) => from !== to).map(({ from, to, label }) => `  ${from} --> ${to}: ${label}`),
    ...caseStates.filter((state) => isClosed({ state })).map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| exchange | begins in | needs |',
    '| --- | --- | --- |',
    ...Object.entries(caseActions).map(([kind, { from, needs }]) => `| ${kind} | ${from.join(', ')} | ${needs.join(', ')} |`),
    '',
  ].join('\n')
}

/** Only goods that were reported as sold are cancelled, and they always are. */
function isReachable(from: CaseState, to: CaseState): boolean {
  const isGivenUp = to === 'cancelling' || (isClosed({ state: to }) && !isClosed({ state: from }))
  return !isGivenUp || (to === 'cancelling') === (from === 'outboundReported')
}
