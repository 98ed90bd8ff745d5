import { start } from '../start'
import { useStore } from '../store'
import type { MessageKey } from './en'
import { type Speech, type Values, localeOf, say, speech } from './i18n'

const SecondsIn = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const
const ByteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** The words of the language that is spoken, and its ways to write things. */
export type Words = ReturnType<typeof wordsOf>

export const useWords = (): Words => wordsOf(useStore(speech))

let last: { spoken: Speech; words: ReturnType<typeof writtenBy> } | null = null

/** The words of a speech, made once and not in each part of a page: formatters are slow to make. */
export function wordsOf(spoken: Speech) {
  if (last?.spoken !== spoken) last = { spoken, words: writtenBy(spoken) }
  return last.words
}

/** Makes what writes numbers, which is long for a task in which a page is drawn too. */
export const prepareNumbers = () => void wordsOf(speech.get()).number(0)

/** Makes something when it is used for the first time: the first of a kind may take 10 ms on a phone. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function writtenBy(spoken: Speech) {
  const { language } = spoken
  const locale = localeOf(language)
  const amount = whenUsed(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }))
  const relative = whenUsed(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const moment = whenUsed(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
  const day = whenUsed(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
  const utcDay = whenUsed(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }))
  const ago = (time: string, now = Date.now()): string => {
    const seconds = (new Date(time).getTime() - now) / 1000
    const [unit, length] = SecondsIn.find(([, length]) => Math.abs(seconds) >= length) ?? SecondsIn[3]
    return relative().format(Math.round(seconds / length), unit)
  }
  return {
    language,
    locale,
    t: (key: MessageKey, values?: Values) => say(spoken, key, values),
    number: (value: number) => amount().format(value),
    /** An amount with what the operator calls a credit. */
    credits: (value: number) =>
      `${amount().format(value)} ${value === 1 ? start.brand.creditSingular : start.brand.creditPlural}`,
    moment: (time: string) => moment().format(new Date(time)),
    day: (time: string) => day().format(new Date(time)),
    /** A day that the server counts by, such as 2026-11-21. */
    utcDay: (day: string) => utcDay().format(new Date(day)),
    /** How long ago something was, or in how long it will be. */
    ago,
    /** In how long something is expected: now, where that should have been already. */
    until: (time: string, now = Date.now()): string =>
      ago(new Date(Math.max(now, new Date(time).getTime())).toISOString(), now),
    bytes(count: number): string {
      const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), ByteUnits.length - 1)
      return new Intl.NumberFormat(locale, { style: 'unit', unit: ByteUnits[step], maximumFractionDigits: 1 })
        .format(count / 1000 ** step)
    },
  }
}
