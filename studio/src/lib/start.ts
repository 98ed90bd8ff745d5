import type { Branding } from '~/api/types'

/** What the server wrote into the page: the studio looks right before it has asked for anything. */
export type StartingPoint = { brand: Branding; hasSession: boolean }

const Unbranded: Branding = {
  name: 'Mezzotint',
  creditSingular: 'credit',
  creditPlural: 'credits',
  primaryColour: '#8a4b2a',
  accentColour: '#c9a227',
  backgroundColour: '#14110f',
  logo: null,
  links: [],
  pages: [],
  supportText: null,
}

/** Reads it; under Vite's own server nothing is written in, and the session is asked for. */
export function readStart(): StartingPoint {
  const text = globalThis.document?.querySelector('#start')?.textContent ?? '{}'
  const read = JSON.parse(text) as Partial<StartingPoint>
  return { brand: read.brand ?? Unbranded, hasSession: read.hasSession ?? true }
}

export const start = readStart()
