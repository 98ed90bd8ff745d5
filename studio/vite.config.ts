import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

import { EarlyCalls } from './src/lib/early'
import { de } from './src/lib/i18n/de'
import { en } from './src/lib/i18n/en'

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
const Early = { create: 'create/create-page.tsx', wide: 'components/settings.tsx', en: 'i18n/en.ts', de: 'i18n/de.ts' }

/** The program in the page as Vite writes it, in one file or several. */
const Program = /<script type="module" crossorigin src="([^"]+)"><\/script>/g

/**
 * Writes into the page which files Create and the languages take beyond what every page loads, and leaves it to
 * first-paint.js when the program is run and what is asked for meanwhile.
 */
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
          const root = Object.values(bundle).find(one =>
            one.type === 'chunk' && one.moduleIds.some(id => id.endsWith(source)))
          if (!root) throw new Error(`No file was built of ${source}.`)
          const own = [...filesOf(root.fileName, new Set())].filter(file => !always.has(file))
          return [name, own.map(file => `/${file}`)]
        })
        if (html.search(Program) < 0) throw new Error('Vite wrote the program into the page in another way: see Program.')
        const program = [...always].map(file => `/${file}`)
        const data = JSON.stringify({ ...Object.fromEntries(files), program, calls: EarlyCalls })
        return html.replace('<script type="application/json" id="early">{}', match => match.replace('{}', data))
          .replaceAll(Program, '<link rel="modulepreload" crossorigin href="$1">')
          .replaceAll('<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"')
      },
    },
  }
}

const React = /node_modules\/(react|react-dom|scheduler)\//

/** What fields and all that floats are made of, and what most pages have besides. */
const Pieces = new RegExp('@mantine/(hooks|core/esm/(core|components/'
  + '(Input|InputBase|TextInput|CloseButton|Portal|Transition|Alert|Anchor)))/|CheckIcon|query-core|react-query'
  + '|src/ui/(page|problem)')

/** What lets menus, choices and hints float. */
const Floating = /@floating-ui|react-remove-scroll|@mantine\/core\/esm\/components\/(Menu|Popover|Tooltip|ScrollArea)\//

/** Create's words and pictures: what is beside them is loaded when they stand, or when it is used. */
const FirstParts = /features\/create\/(create-page|components\/(composer|generation-feed|settings-panel)\.)/

/** Writes the welcome into the page, in each language: it is read while the program is on its way. */
function welcome(): Plugin {
  const texts = Object.entries({ en, de }).map(([language, words]) => `<div class="first-hero" lang="${language}">
          <h1>${words['welcome.title']}</h1><p>${words['welcome.text'].replace('{name}', '%NAME%')}</p>
        </div>`)
  return {
    name: 'welcome',
    transformIndexHtml: (html, { server }) => {
      const filled = html.replace('<!--welcome-->', texts.join('\n        '))
      return server ? filled.replaceAll('%NAME%', 'Mezzotint').replace('%LOGO%', '/icon.svg') : filled
    },
  }
}

export default defineConfig({
  plugins: [react(), welcome(), early(), packed()],
  resolve: { alias: { '~': resolve(import.meta.dirname, 'src') } },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // All styles pack to 25 kB: files of a kilobyte cost more than they are.
    cssCodeSplit: false,
    // One file of what every page has and one of what several have: alone, 60 files of less than 1 kB pack worse and
    // take longer, six at a time. What every page has is in three, so that no task reads and runs all of it.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: React, priority: 5 },
            { name: 'router', test: /node_modules\/react-router\//, priority: 4 },
            { name: 'base', tags: ['$initial'], priority: 3 },
            { name: 'pieces', test: Pieces, priority: 2 },
            { name: 'floating', test: Floating, priority: 1 },
            { name: 'shared', minShareCount: 8, priority: 1 },
            { name: 'create', test: FirstParts, priority: 1 },
          ],
        },
      },
    },
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
