import { start } from '../start'
import { useStore } from '../store'
import type { MessageKey } from './en'
import { type Speech, type Values, say, speech } from './i18n'

const SecondsIn = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const
const ByteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** The words of the language that is spoken, and its ways to write things. */
export type Words = ReturnType<typeof wordsOf>

export const useWords = (): Words => sharedWordsOf(useStore(speech))

let shared: { spoken: Speech; words: Words } | null = null

/** Ways to write numbers and times are dear to make: all components have the same ones. */
function sharedWordsOf(spoken: Speech): Words {
  if (shared?.spoken !== spoken) shared = { spoken, words: wordsOf(spoken) }
  return shared.words
}

/** Makes what writes numbers, which is long for a task in which a page is drawn too. */
export const prepareNumbers = () => void sharedWordsOf(speech.get()).number(0)

/** Makes something when it is used for the first time: the first of a kind may take 10 ms on a phone. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

export function wordsOf(spoken: Speech) {
  const { language } = spoken
  const amount = whenUsed(() => new Intl.NumberFormat(language, { maximumFractionDigits: 3 }))
  const relative = whenUsed(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
  const moment = whenUsed(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }))
  const day = whenUsed(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }))
  const utcDay = whenUsed(() => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }))
  return {
    language,
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
    ago(time: string, now = Date.now()): string {
      const seconds = (new Date(time).getTime() - now) / 1000
      const [unit, length] = SecondsIn.find(([, length]) => Math.abs(seconds) >= length) ?? SecondsIn[3]
      return relative().format(Math.round(seconds / length), unit)
    },
    bytes(count: number): string {
      const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), ByteUnits.length - 1)
      return new Intl.NumberFormat(language, { style: 'unit', unit: ByteUnits[step], maximumFractionDigits: 1 })
        .format(count / 1000 ** step)
    },
  }
}
