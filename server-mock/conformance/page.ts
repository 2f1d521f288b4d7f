import { escaped as text } from '../html.ts'
import { chinaTime } from '../time.ts'
import type { ConformanceReport, RuleVerdict, Verdict } from './report.ts'

const words: Readonly<Record<Verdict, string>> = { kept: '遵守', broken: '违反', noOccasion: '无场合' }

/** The report as one file that needs nothing else, for mailing and printing. */
export function conformancePage(report: ConformanceReport): string {
  const { client, name, day, province, madeAt, totals, verdicts, traffic } = report
  const groups = [...new Set(verdicts.map(({ group }) => group))]
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>接入符合性报告 ${text(client)} ${day}（培训）</title>
<style>${STYLE}</style>
</head>
<body>
<p class="training">培训环境 · 模拟中心 · 人员与机构均为虚构</p>
<h1>接入符合性报告</h1>
<table class="head">
<tr><th>客户端</th><td>${text(client)}${name === '' ? '' : ` ${text(name)}`}</td><th>业务日</th><td>${day}</td></tr>
<tr><th>省份口径</th><td>${text(province)}</td><th>出具时间</th><td>${chinaTime(madeAt).dateTime}（中心时间）</td></tr>
<tr><th>结论</th><td colspan="3"><b class="${totals.broken > 0 ? 'broken' : 'kept'}">${
    totals.broken > 0 ? `违反 ${totals.broken} 条` : '未发现违反'
  }</b>，遵守 ${totals.kept} 条，无场合 ${totals.noOccasion} 条</td></tr>
</table>
${broken.length === 0 ? '' : `<h2>违反的规则</h2>${broken.map(breach).join('')}`}
<h2>全部规则</h2>
<table class="rules">
<thead><tr><th>编号</th><th>规则</th><th>依据</th><th>判定</th><th>场合</th></tr></thead>
${groups
  .map(
    (group) =>
      `<tbody><tr><th colspan="5">${text(group)}</th></tr>${verdicts
        .filter((each) => each.group === group)
        .map(row)
        .join('')}</tbody>`,
  )
  .join('\n')}
</table>
<h2>当日往来</h2>
<table class="rules">
<thead><tr><th>接口</th><th>名称</th><th>报文</th><th>成功</th><th>拒绝</th><th>故障</th></tr></thead>
<tbody>${traffic
    .map(
      (each) =>
        `<tr><td>${text(each.interface)}</td><td>${text(each.name)}</td><td>${each.messages}</td><td>${each.accepted}</td><td>${each.refused}</td><td>${each.faults}</td></tr>`,
    )
    .join('')}</tbody>
</table>
<p class="note">判定依据中心保存的报文日志（最近 5,000 条）。「无场合」表示当日没有能够检验该规则的报文，不代表遵守。报文号可在报文查看器中查到原文。</p>
</body>
</html>
`
}

function breach(verdict: RuleVerdict): string {
  const { id, title, source, breaks, broken } = verdict
  const cases = broken.map(
    ({ what, messages }) =>
      `<li>${text(what)}：${messages
        .map((each) => `第 ${each.id} 号报文（${text(each.interface)}，${chinaTime(each.at).dateTime.slice(11)}）`)
        .join('，')}</li>`,
  )
  return `<section><h3><span class="broken">违反</span> ${id} ${text(title)}</h3><p>何为违反：${text(breaks)}。依据：${text(source)}。</p><ol>${cases.join('')}</ol></section>`
}

function row({ id, title, source, looksAt, verdict, kept, broken }: RuleVerdict): string {
  const occasions = verdict === 'noOccasion' ? '—' : `遵守 ${kept}${broken.length > 0 ? `，违反 ${broken.length}` : ''}`
  return `<tr><td>${id}</td><td>${text(title)}<small>检查：${text(looksAt)}</small></td><td>${text(source)}</td><td class="${verdict}">${words[verdict]}</td><td>${occasions}</td></tr>`
}

const STYLE = `
@page { size: A4; margin: 15mm }
body { margin: 24px auto; max-width: 1000px; font: 14px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1d2129 }
.training { margin: 0; padding: 4px 12px; background: #6a1b9a; color: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact }
h1 { font-size: 22px } h2 { font-size: 17px; margin-top: 28px } h3 { font-size: 15px; margin: 12px 0 0 }
table { width: 100%; border-collapse: collapse }
th, td { border: 1px solid #c9cdd4; padding: 4px 8px; text-align: left; vertical-align: top }
thead { display: table-header-group } tr, section { break-inside: avoid }
th { background: #f2f3f5; font-weight: 600; white-space: nowrap }
small { display: block; color: #4e5969 }
.kept { color: #00692b } .broken { color: #b3261e; font-weight: 700 } .noOccasion { color: #4e5969 }
.note { color: #4e5969; margin-top: 20px }
`
