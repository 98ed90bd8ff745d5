import { Text } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import type { DayOfUse } from '../daily-use'
import classes from '../credits.module.css'

/** A bar for each day; the same numbers stand in a list for who does not see bars. */
export function UseChart({ days }: { days: DayOfUse[] }) {
  const words = useWords()
  const most = Math.max(...days.map(day => day.credits))
  if (most === 0) return <Text size="sm" c="dimmed">{words.t('credits.noUse')}</Text>
  const labelOf = ({ day, credits }: DayOfUse) => `${words.day(`${day}T12:00:00`)}: ${words.credits(credits)}`
  return (
    <figure className={classes.chart}>
      <div className={classes.bars} aria-hidden>
        {days.map(day => (
          <div key={day.day} className={classes.slot} title={labelOf(day)}>
            <div className={classes.bar} style={{ height: `${(day.credits / most) * 100}%` }} />
          </div>
        ))}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>{words.day(`${days[0]!.day}T12:00:00`)}</span>
        <span>{words.t('credits.most', { amount: words.credits(most) })}</span>
        <span>{words.day(`${days.at(-1)!.day}T12:00:00`)}</span>
      </div>
      <ul className="visually-hidden">
        {days.filter(day => day.credits > 0).map(day => <li key={day.day}>{labelOf(day)}</li>)}
      </ul>
    </figure>
  )
}
