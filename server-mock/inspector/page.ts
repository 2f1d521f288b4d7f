import { escaped as text } from '../html.ts'
import { chinaTime } from '../time.ts'
import type { FieldRow } from './fields.ts'
import type { Inspected, Inspection } from './inspect.ts'

/** Messages as one file that needs nothing else, for mailing: masked, with what is wrong in red. */
export function inspectorPage(title: string, messages: readonly Inspection[], madeAt: number): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(title)}（培训）</title>
<style>${STYLE}</style>
</head>
<body>
<p class="training">培训环境 · 模拟中心 · 人员与机构均为虚构，个人信息已遮蔽</p>
<h1>${text(title)}</h1>
<p>${messages.length} 条报文，导出时间 ${chinaTime(madeAt).dateTime}（中心时间）</p>
<ol class="index">${messages.map(indexLine).join('')}</ol>
${messages.map(section).join('\n')}
</body>
</html>
`
}

function verdict({ accepted, code, fault, gone }: Inspection): string {
  const said = accepted ? '<b class="good">接受</b>' : `<b class="bad">${code === '' ? '未处理' : `拒绝 ${text(code)}`}</b>`
  return `${said}${fault === null ? '' : ` <b class="bad">故障 ${text(fault)}</b>`}${gone ? ' <b class="bad">客户端已断开</b>' : ''}`
}

function indexLine(message: Inspection): string {
  const { id, at, interface: number, name, reason } = message
  return `<li><a href="#m${id}">第 ${id} 号</a> ${chinaTime(at).dateTime} ${text(number)} ${text(name)} ${verdict(message)} ${text(reason)}</li>`
}

function section(message: Inspection): string {
  const { id, at, ms, channel, interface: number, name, path, client, clientName, cases, reason, request, answer } = message
  return `<section id="m${id}">
<h2>第 ${id} 号 · ${text(number)} ${text(name)} · ${verdict(message)}</h2>
<p>${chinaTime(at).dateTime} · ${Math.round(ms)} 毫秒 · 通道 ${channel || '无'} · ${text(path)} · ${text(client)} ${text(clientName)}</p>
${cases.length === 0 ? '' : `<p>业务：${cases.map(text).join('、')}</p>`}
${reason === '' ? '' : `<p class="bad">${text(reason)}</p>`}
${side('请求', request)}
${side('应答', answer)}
</section>`
}

function side(title: string, { envelope, content, plain, raw }: Inspected): string {
  return `<h3>${title}</h3>
${content.length === 0 ? '' : table('内容', content)}
${envelope.length === 0 ? '' : table('报文头', envelope)}
${plain === '' ? '' : `<details><summary>明文</summary><pre>${text(plain)}</pre></details>`}
${raw === '' ? '<p>没有报文送出</p>' : `<details><summary>传输原文</summary><pre>${text(raw)}</pre></details>`}`
}

function table(title: string, rows: readonly FieldRow[]): string {
  const shown = rows.filter(({ isThere, issues }) => isThere || issues.length > 0)
  return `<table><caption>${title}</caption><thead><tr><th>字段</th><th>名称</th><th>类型</th><th>必填</th><th>值</th></tr></thead><tbody>${shown.map(row).join('')}</tbody></table>`
}

function row({ name, depth, label, type, required, value, meaning, issues }: FieldRow): string {
  const wrong = issues.map((issue) => `<div class="bad">✗ ${text(issue)}</div>`).join('')
  return `<tr${issues.length > 0 ? ' class="wrong"' : ''}><td style="padding-left:${8 + depth * 16}px">${text(name)}</td><td>${text(label)}</td><td>${type}</td><td>${required}</td><td>${value === null ? '' : text(value)}${meaning === '' ? '' : ` <i>${text(meaning)}</i>`}${wrong}</td></tr>`
}

const STYLE = `
body { margin: 24px auto; max-width: 1100px; font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1d2129 }
.training { margin: 0; padding: 4px 12px; background: #6a1b9a; color: #fff; print-color-adjust: exact }
h1 { font-size: 22px } h2 { font-size: 17px; margin: 32px 0 4px; border-top: 2px solid #c9cdd4; padding-top: 12px } h3 { font-size: 15px; margin: 12px 0 4px }
table { width: 100%; border-collapse: collapse; margin-bottom: 8px } caption { text-align: left; color: #4e5969 }
th, td { border: 1px solid #c9cdd4; padding: 2px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: #f2f3f5 } .wrong td { background: #fdeceb } .bad { color: #b3261e } .good { color: #13653a } i { color: #4e5969; font-style: normal }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f7f8fa; padding: 8px; font-size: 12px }
`
