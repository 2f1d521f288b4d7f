// A whole dispense and its return without a window, through the real gateways against a mock center of its own, once for each province; every signature on the way and
// in the prescription's file is checked by the openssl command. Prints one line of JSON per province.
// npm run -s dispense -- [--profile NAME] [--scenario NAME] [--seed S]
import { parseArgs } from 'node:util'
import { provinces } from '../server-mock/provinces/index.ts'
import { runHeadless } from './counter/headless.ts'

const { values } = parseArgs({
  options: { profile: { type: 'string' }, scenario: { type: 'string' }, seed: { type: 'string' } },
})
const names = values.profile === undefined ? Object.keys(provinces) : [values.profile]

for (const name of names) {
  const report = await runHeadless(name, { scenario: values.scenario ?? 'single-drug', seed: values.seed ?? 'dispense' })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (!report.totalsAgree || report.signatures.wrong.length > 0 || !report.fileSignature) process.exitCode = 1
}
