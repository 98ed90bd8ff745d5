import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const dist = resolve(import.meta.dirname, 'dist')

/** Puts `.br` and `.gz` beside each file that they make smaller: the server sends them as they lie. */
function packed(): Plugin {
  const packOne = (path: string) => {
    const bytes = readFileSync(path)
    const ways = [['.br', brotliCompressSync(bytes)], ['.gz', gzipSync(bytes, { level: 9 })]] as const
    for (const [ending, smaller] of ways)
      if (bytes.length > 1000 && smaller.length < bytes.length * 0.9) writeFileSync(path + ending, smaller)
  }
  return {
    name: 'packed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        const path = join(dist, name)
        if (statSync(path).isFile() && name !== 'index.html') packOne(path)
      }
    },
  }
}

/** What first-paint.js may ask for before any script has run, by the ending of its source. */
const Early = {
  welcome: 'gallery/welcome-page.tsx', create: 'create/create-page.tsx', en: 'i18n/en.ts', de: 'i18n/de.ts',
}

/** Writes into the page which files make up its two first pages and its languages, beyond what every page loads. */
function early(): Plugin {
  return {
    name: 'early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk: entry }) {
        if (!bundle || !entry) return html
        const filesOf = (file: string, found: Set<string>): Set<string> => {
          const output = bundle[file]
          if (output?.type !== 'chunk' || found.has(file)) return found
          for (const inner of output.imports) filesOf(inner, found)
          return found.add(file)
        }
        const always = filesOf(entry.fileName, new Set())
        const files = Object.entries(Early).map(([name, source]) => {
          const root = Object.values(bundle).find(one => one.type === 'chunk' && one.facadeModuleId?.endsWith(source))
          if (!root) throw new Error(`No file was built of ${source}.`)
          const own = [...filesOf(root.fileName, new Set())].filter(file => !always.has(file))
          return [name, own.map(file => `/${file}`)]
        })
        const data = JSON.stringify(Object.fromEntries(files))
        return html.replace('<script type="application/json" id="early">{}', match => match.replace('{}', data))
      },
    },
  }
}

export default defineConfig({
  plugins: [react(), early(), packed()],
  resolve: { alias: { '~': resolve(import.meta.dirname, 'src') } },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // One file of what most pages have: alone, 60 files of less than 1 kB pack worse and take longer.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 8 }] } } },
  },
  server: {
    // The reference shows the table of docs/api/problems.md.
    fs: { allow: ['..'] },
    // The Host stays the page's own: the server takes changes by cookie from its own origin alone.
    proxy: Object.fromEntries(['/api', '/openapi', '/readyz'].map(path =>
      [path, { target: process.env.MEZZOTINT_SERVER ?? 'http://127.0.0.1:5080', changeOrigin: false }])),
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 60_000, // a whole page on a machine that builds meanwhile
  },
})
