import { Group } from '@mantine/core'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import classes from './compare-view.module.css'

const Middle = 50

type CompareProps = {
  before: string
  after: string
  alt: string
  width: number
  height: number
  tools: ReactNode
}

/** Two pictures on each other; a slider over all of them says how much of the one before is seen. */
export function CompareView({ before, after, alt, width, height, tools }: CompareProps) {
  const { t } = useWords()
  const [share, setShare] = useState(Middle)
  const shape = { aspectRatio: `${width} / ${height}`, '--wide': width / height } as CSSProperties
  return (
    <div className={`${classes.frame} plate`}>
      <div className={classes.pair} style={shape}>
        <img src={after} alt={alt} draggable={false} />
        <img src={before} alt={t('compare.before')} draggable={false}
          style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }} />
        <span className={classes.mark} aria-hidden>{t('compare.before')}</span>
        <span className={`${classes.mark} ${classes.right}`} aria-hidden>{t('compare.after')}</span>
        {/* The browser's own slider, unseen: it knows keys, touch and screen readers. */}
        <input type="range" className={classes.slider} min={0} max={100} value={share}
          aria-label={t('compare.label')} aria-valuetext={t('compare.value', { share })}
          onChange={event => setShare(event.currentTarget.valueAsNumber)} />
        <div className={classes.edge} style={{ left: `${share}%` }} aria-hidden />
      </div>
      <Group className={classes.tools} gap={4}>{tools}</Group>
    </div>
  )
}
