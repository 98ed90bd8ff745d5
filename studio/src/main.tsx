import './ui/mantine.css'
import '@mantine/notifications/styles.css'
import './ui/global.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { followNetwork } from './lib/connection'
import { Languages, speak } from './lib/i18n/i18n'

// A tab from before an update asks for files that are gone: it loads itself anew, once.
addEventListener('vite:preloadError', event => {
  if (sessionStorage.getItem('mezzotint-reloaded') === document.title) return
  sessionStorage.setItem('mezzotint-reloaded', document.title)
  event.preventDefault()
  location.reload()
})

// Mantine's scroll lock adds a style element of its own.
setNonce(document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '')
followNetwork()
const language = document.documentElement.lang
await speak(language in Languages ? (language as keyof typeof Languages) : 'en')
createRoot(document.querySelector('#root')!).render(<StrictMode><App /></StrictMode>)
