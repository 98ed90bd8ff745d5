import { patiently } from '../patiently'
import { createStore } from '../store'
import { keep } from '../storage'
import type { MessageKey, Messages } from './en'

/** The languages there are, each with its own name for itself. */
export const Languages = { en: 'English', de: 'Deutsch' } as const

export type Language = keyof typeof Languages

export type Values = Record<string, string | number>

/** How numbers and times are written: as the language has it where the person lives, by what the browser prefers. */
export const localeOf = (language: Language, preferred = globalThis.navigator?.languages ?? []): string =>
  preferred.find(one => one === language || one.startsWith(`${language}-`)) ?? language

/** The words of a language, and how it writes numbers and times. */
export type Speech = { language: Language; messages: Messages }

export const speech = createStore<Speech>({ language: 'en', messages: {} as Messages })

const load: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
}

/** Speaks a language from now on. */
export async function speak(language: Language): Promise<void> {
  const messages = await patiently(load[language])
  document.documentElement.lang = language
  speech.set({ language, messages })
}

/** Speaks it, also next time. */
export function chooseLanguage(language: Language): Promise<void> {
  keep('language', language)
  return speak(language)
}

/** A message with its values. One with `|` has a form for one and one for any other `count`. */
export function say({ language, messages }: Speech, key: MessageKey, values: Values = {}): string {
  const forms = (messages[key] ?? '').split('|')
  const isOne = forms.length > 1 && new Intl.PluralRules(language).select(Number(values.count ?? 2)) === 'one'
  const form = (isOne ? forms[0] : forms.at(-1)) ?? ''
  return form.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    return value === undefined ? place : typeof value === 'number' ? value.toLocaleString(localeOf(language)) : value
  })
}
