// Before the first paint: light or dark as chosen or as the system has it, the language, and the files of the page
// that is opened, of which the browser would else learn one after the other. After it: the program, main.tsx.
;(() => {
  const kept = name => {
    try {
      return localStorage.getItem(name)
    } catch {
      return null // storage is switched off
    }
  }
  const root = document.documentElement
  const chosen = kept('mezzotint-colour-scheme')
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
  const written = name => JSON.parse(document.querySelector(`#${name}`)?.textContent ?? '{}')

  // The operator's background where it suits the scheme, by the rule of src/lib/palette.ts.
  const own = written('start').brand?.backgroundColour ?? '#14110f'
  const parts = own.match(/\w\w/g).map(part => Number.parseInt(part, 16))
  const isOwn = parts.every(part => (isDark ? part <= 36 : part >= 238))
  const background = isOwn ? own : isDark ? '#14120f' : '#fbf9f6'
  root.style.background = background
  root.style.setProperty('--first-background', background)
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', background)
  const language = kept('mezzotint-language') ?? navigator.language.slice(0, 2)
  root.lang = language === 'de' ? 'de' : 'en'

  const files = written('early')
  const isIn = written('start').hasSession // else Create leads to the log-in
  const page = { '/': isIn ? 'create' : 'welcome', '/create': isIn && 'create' }[location.pathname] || 'other'
  root.dataset.first = page
  const isWide = page === 'create' && matchMedia('(min-width: 62em)').matches // shows the settings beside it
  const needed = [root.lang, page, isWide ? 'wide' : '']
  for (const href of new Set(needed.flatMap(name => files[name] ?? []))) {
    const link = document.createElement('link')
    document.head.append(Object.assign(link, { rel: 'modulepreload', href, fetchPriority: 'low' }))
  }

  // What the page shows first is asked for meanwhile; src/lib/early.ts takes the answers up.
  const workspace = kept('mezzotint-workspace')
  const ask = path => {
    const answer = fetch(path, { headers: workspace ? { 'Mezzotint-Workspace': workspace } : {} })
    answer.catch(() => undefined)
    return [path, answer]
  }
  globalThis.earlyAnswers = new Map((files.calls?.[page] ?? []).map(ask))

  // The program is run once the first screen is seen, which would else wait until all of it was read. A tab that
  // nobody sees paints nothing: there it is run a moment after all has come. Vite's own server runs it by itself.
  const program = (files.program ?? []).map(src =>
    Object.assign(document.createElement('script'), { type: 'module', src, async: false }))
  const run = () => document.head.append(...program.splice(0))
  new PerformanceObserver(run).observe({ type: 'paint', buffered: true })
  addEventListener('load', () => setTimeout(run, 200))
})()
