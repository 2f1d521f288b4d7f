import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Everything is bundled but the packages with native addons: the `dependencies` of package.json, which electron-vite leaves outside by itself, and smartcard,
// which a computer may do without.
// The targets are those of the oldest Electron that must run the code (docs/adr/0002).
export default defineConfig({
  main: {
    // the one for Node declares a name that electron-vite declares too; what is used of it needs no Node
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      target: 'node20.18',
      externalizeDeps: { include: ['smartcard'] },
      rollupOptions: {
        input: {
          index: fromHere('src/main/index.ts'),
          station: fromHere('src/main/station/entry.ts'),
          worker: fromHere('src/main/station/workers/worker.ts'),
          pcscThread: fromHere('src/main/station/devices/transports/pcscThread.ts'),
          center: fromHere('server-mock/cli.ts'),
          centerWorker: fromHere('server-mock/workers/worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // half the text to read at every start; names stay, for the logs
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: { preload: fromHere('src/main/preload.ts') },
        // a sandboxed preload must be CommonJS
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromHere('src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      rollupOptions: { input: ['index', 'customer', 'print'].map((page) => fromHere(`src/renderer/${page}.html`)) },
      // both would put content into the page that its content security policy refuses
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  },
})
