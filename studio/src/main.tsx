import './ui/mantine.css'
import '@mantine/notifications/styles.css'
import './ui/global.css'
import { setNonce } from 'get-nonce'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { firstPage } from './app/first-page'
import { createRouter } from './app/routes'
import { followNetwork } from './lib/connection'
import { Languages, speak } from './lib/i18n/i18n'
import { prepareNumbers } from './lib/i18n/use-words'
import { nextTask } from './lib/next-task'
import { start } from './lib/start'

// Mantine's scroll lock adds a style element of its own.
setNonce(document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '')
followNetwork()
void startUp()

/** In tasks of a few milliseconds each, between which a phone can scroll. */
async function startUp(): Promise<void> {
  const language = document.documentElement.lang
  const spoken = speak(language in Languages ? (language as keyof typeof Languages) : 'en')
  await nextTask()
  const router = createRouter()
  await nextTask()
  await Promise.all([spoken, firstPage(router)])
  if (start.hasSession) {
    await nextTask()
    prepareNumbers()
    await nextTask()
  }
  const root = createRoot(document.querySelector('#root')!)
  startTransition(() => root.render(<StrictMode><App router={router} /></StrictMode>))
}
