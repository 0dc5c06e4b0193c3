/** How the web client is built: hashed files for `dist/web`, nothing inline, so that the strictest content policy holds. */
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { serviceWorker } from './build/service-worker.ts'

const preact = (part: string) => `preact/${part}`

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // Libraries written for React find Preact; the markdown parser does without the table of named entities.
  resolve: {
    alias: [
      { find: 'entities', replacement: join(import.meta.dirname, 'src/markdown/no-entities.ts') },
      { find: 'react/jsx-runtime', replacement: preact('jsx-runtime') },
      { find: /^react(-dom)?$/, replacement: preact('compat') },
    ],
  },
  build: {
    outDir: join(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    sourcemap: false,
    reportCompressedSize: false,
  },
  plugins: [
    serviceWorker({
      root: import.meta.dirname,
      entry: join(import.meta.dirname, 'worker/service-worker.ts'),
    }),
    compressed(),
  ],
  // While one works on the client: `npx vite web`, beside a running server.
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } },
  },
})
