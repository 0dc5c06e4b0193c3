/** Builds the service worker as one file at an address that never changes, with the list of what the page needs to open without a network. */
import { createHash } from 'node:crypto'
import { build, type Plugin, type Rollup } from 'vite'

/** What is larger is kept when it is used for the first time. */
const largest = 200_000

export function serviceWorker(paths: { readonly root: string; readonly entry: string }): Plugin {
  let isClient = false
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved({ root }) {
      isClient = root === paths.root
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        if (!isClient) return
        const files = shellFiles(bundle)
        const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16)
        const source = await bundled(paths.entry, JSON.stringify({ version, files }))
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
      },
    },
  }
}

function shellFiles(bundle: Rollup.OutputBundle): readonly string[] {
  const parts = Object.values(bundle).filter(({ fileName }) => /^assets\/.*\.(js|css)$/.test(fileName))
  const small = parts.filter((part) => (part.type === 'chunk' ? part.code : part.source).length <= largest)
  return small.map(({ fileName }) => `/${fileName}`).toSorted()
}

/** By itself: it shares nothing with the page. */
async function bundled(entry: string, shell: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { SHELL: shell },
    build: {
      write: false,
      modulePreload: false,
      target: ['chrome123', 'firefox128', 'safari18'],
      rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'service-worker.js' } },
    },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('the service worker was not built')
  return output.output[0].code
}
