import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// The consoles of the mock center, which serves them under /console/. The target is that of the oldest Electron that must show them (docs/adr/0002).
export default defineConfig({
  root: fromHere('server-mock/console'),
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    outDir: fromHere('out/console'),
    emptyOutDir: true,
    // antd is one large chunk that every page needs
    chunkSizeWarningLimit: 2_000,
    // both would put content into the page that its content security policy refuses
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
