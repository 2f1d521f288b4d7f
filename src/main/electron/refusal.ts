import { APP_HOST, APP_SCHEME } from './origin.ts'

/** The path of the page that stands in the counter's place when the program cannot work. */
export const REFUSAL_PATH = '/refused.html'

// The renderer's i18n holds the sentences of all codes, but it cannot be trusted to run when the program is refused.
const sentences: ReadonlyMap<string, string> = new Map([
  ['KEY_STORE_MISSING', '本机没有可用的系统密钥库，无法打开加密的数据。请联系技术支持启用系统密钥库后重新启动。'],
  ['KEY_UNREADABLE', '数据主密钥无法读取，已保存的数据没有改动。请不要删除任何文件，并联系技术支持。'],
  ['REAL_MODE_REFUSED', '这个安装包只能用于培训，不能办理真实业务。请改用正式安装包，或以培训模式启动。'],
  ['INPUT_INVALID', '启动参数有错：--mode 只能是 training 或 real。请联系技术支持改正启动方式。'],
  ['SETTINGS_UNREADABLE', '数据文件夹里的 station.json 有错，无法确定扫码枪等设备的设置。请联系技术支持改正后重新启动。'],
  ['DATABASE_NEWER', '数据由更新版本的程序写入，本版本不能打开。请安装新版本后重新启动。'],
  ['DATABASE_DAMAGED', '数据库无法打开或已经损坏。请不要删除任何文件，并联系技术支持。'],
  ['CENTER_NOT_LOOPBACK', '培训模式只能连接本机的模拟中心，已拒绝连接其他地址。请联系技术支持检查设置。'],
  ['INTERNAL_ERROR', '柜台服务反复中断，已停止重试。已录入的内容都已保存；请关闭程序后重新打开，仍不行请联系技术支持。'],
])
const OTHERWISE = '程序无法启动。请联系技术支持。'

/** The address of the refusal page for a failure code. */
export function refusalUrl(code: string): string {
  return `${APP_SCHEME}://${APP_HOST}${REFUSAL_PATH}?code=${encodeURIComponent(code)}`
}

/** A whole page without script that says why the program does not work. A code that is not in its table is not repeated on the page. */
export function refusalPage(code: string | null, nonce: string): string {
  const sentence = sentences.get(code ?? '')
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>RxCounter 处方柜台</title>
    <style nonce="${nonce}">
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f7fa; color: #1f2933; font: 20px/1.7 sans-serif }
      main { max-width: 40em; padding: 2em 3em; background: #fff; border-left: 6px solid #b42318 }
      h1 { margin: 0 0 .5em; font-size: 26px }
      small { color: #52606d }
    </style>
  </head>
  <body>
    <main role="alert">
      <h1>处方柜台没有启动</h1>
      <p>${sentence ?? OTHERWISE}</p>
      <small>${sentence === undefined ? '' : code}</small>
    </main>
  </body>
</html>
`
}
