import type { CreditTransfer } from '~/api/types'

/** What was spent on a day. */
export type DayOfUse = { day: string; credits: number }

const DayMs = 86_400_000

/** Credits spent on each of the last days, oldest first, in the person's own time zone. */
export function dailyUse(lines: CreditTransfer[], days: number, now = new Date()): DayOfUse[] {
  const spent = new Map<string, number>()
  for (const line of lines) {
    if (line.counterpart !== 'spent' || line.state !== 'posted') continue
    const day = dayOf(new Date(line.createdAt))
    spent.set(day, (spent.get(day) ?? 0) - line.credits)
  }
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(new Date(now.getTime() - (days - 1 - index) * DayMs))
    return { day, credits: spent.get(day) ?? 0 }
  })
}

const dayOf = (time: Date): string =>
  `${time.getFullYear()}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')}`
