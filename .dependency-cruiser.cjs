// Who may know whom (docs/architecture.md). Every rule has a failing fixture in test/arrows, and a test that proves it.
const { builtinModules } = require('node:module')

const path = (...patterns) => patterns

/** A rule: files matching `from` may import, of the project, only what matches `allowed`. */
function knowsOnly(name, comment, from, allowed) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { path: path('^src/', '^server-mock/', '^scripts/'), pathNot: allowed },
  }
}

/** A rule: nobody but the files matching `except` may import `to`. */
function onlyFrom(name, comment, except, to) {
  return { name, comment, severity: 'error', from: { path: path('^src/', '^server-mock/'), pathNot: except }, to }
}

module.exports = {
  forbidden: [
    knowsOnly('domain-knows-nobody', 'pure types and rules', '^src/shared/domain/', '^src/shared/domain/'),
    knowsOnly(
      'contract-knows-domain',
      'what crosses between the programs',
      '^src/shared/contract/',
      '^src/shared/(contract|domain)/',
    ),
    knowsOnly('wire-knows-domain', 'the national tables', '^src/shared/wire/', '^src/shared/(wire|domain)/'),
    knowsOnly('profiles-know-domain', 'what provinces do differently', '^src/shared/profiles/', '^src/shared/(profiles|domain)/'),
    knowsOnly('renderer-knows-domain-and-contract', 'screens', '^src/renderer/', '^src/(renderer/|shared/(domain|contract)/)'),
    knowsOnly('station-knows-shared', 'all that matters', '^src/main/station/', '^src/(main/station|shared)/'),
    knowsOnly(
      'shell-knows-contract',
      'windows, security, life of the other programs; no business rule',
      '^src/main/(electron/|index\\.ts|preload\\.ts)',
      '^src/(main/(electron/|index\\.ts|preload\\.ts)|shared/(contract|domain)/)',
    ),
    knowsOnly(
      'mock-knows-wire',
      'its own rules and cryptography, so that it cannot repeat our mistakes',
      '^server-mock/',
      '^(server-mock|src/shared/wire)/',
    ),
    knowsOnly(
      'console-knows-administration',
      'its pages reach the center through the administration alone',
      '^server-mock/console/',
      '^(server-mock/(console/|admin/(client|contract)[^/]*\\.ts$|admin/[a-z]+/(client|contract)\\.ts$|changes\\.ts$)|src/shared/wire/)',
    ),
    {
      name: 'console-runs-in-a-page',
      comment: 'no Node in the page, by whatever way',
      severity: 'error',
      from: { path: '^server-mock/console/' },
      to: { path: path(`^(node:)?(${builtinModules.join('|')})$`), reachable: true },
    },
    {
      name: 'workflows-know-interfaces',
      comment: 'workflows see gateways and devices as interfaces, never a transport or a driver',
      severity: 'error',
      from: { path: '^src/main/station/workflows/' },
      to: {
        path: '^src/main/station/(gateways|devices)/',
        pathNot: '^src/main/station/(gateways/(gateways|outcome|policies)|devices/devices)\\.ts$',
      },
    },
    {
      name: 'nobody-knows-test',
      comment: 'test code stays in test/',
      severity: 'error',
      from: { path: path('^src/', '^server-mock/', '^scripts/') },
      to: { path: '^test/' },
    },
    {
      name: 'stranger-knows-the-page',
      comment:
        'a client written from the documentation alone: Node and the test runner, nothing of ours and no cryptography of others',
      severity: 'error',
      from: { path: '^test/integration/stranger/' },
      to: {
        path: path('^src/', '^server-mock/', '^scripts/', '^test/', '(^|/)node_modules/'),
        pathNot: '^test/integration/stranger/|(^|/)node_modules/(vitest|@types/node)/',
      },
    },
    {
      name: 'no-test-library-in-the-product',
      comment: 'what is shipped was not written for tests',
      severity: 'error',
      from: { path: path('^src/', '^server-mock/') },
      to: { path: '(^|/)node_modules/(vitest|fast-check|@playwright)/' },
    },
    onlyFrom(
      'electron-in-the-shell',
      'everything else also runs without Electron',
      '^src/main/(electron/|index\\.ts|preload\\.ts)',
      { path: '(^|node_modules/)electron(33)?($|/)' },
    ),
    onlyFrom('sql-in-the-stores', 'SQL stands nowhere else', '^(src/main/station|server-mock)/store/', {
      path: '(^|node_modules/)(@types/)?better-sqlite3($|/)',
    }),
    onlyFrom('sm-library-in-one-module', 'its traps are handled once', '^src/main/station/gateways/gm/sm\\.ts$', {
      path: '(^|node_modules/)sm-crypto',
    }),
    {
      name: 'shared-runs-anywhere',
      comment: 'neither Node nor a browser',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-runs-in-a-page',
      comment: 'no Node in the page',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'bridge-in-the-api-folder',
      comment: 'screens reach the contract through api/ only',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '^src/renderer/(api|state)/' },
      to: { path: '^src/shared/contract/api\\.ts$' },
    },
    {
      name: 'no-circles',
      comment: 'a circle has no layers',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'an import that is not found is not checked either',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|png|svg)$|\\?' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
