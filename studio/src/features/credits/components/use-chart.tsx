import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { colourOf } from '../colours'
import classes from '../credits.module.css'
import type { Chart, Column } from '../use-by-day'

type Props = { chart: Chart; titleOf: (key: string) => string }

const [Width, Height, Gap] = [1000, 180, 0.18]
const Gridlines = [0, 0.5, 1]

/** A column a day, models upon each other. Pointing at a day tells its numbers; the table has them all. */
export function UseChart({ chart, titleOf }: Props) {
  const words = useWords()
  const [pointed, point] = useState<Column | null>(null)
  const step = Width / chart.columns.length
  const yOf = (credits: number) => Height - (credits / chart.top) * Height
  const sumUp = (images: number, credits: number) =>
    words.t('credits.made', { count: images, cost: words.credits(credits) })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" mih={22}>
        {pointed
          ? `${words.utcDay(pointed.day)}: ${sumUp(pointed.images, pointed.credits)}`
          : sumUp(chart.images, chart.credits)}
      </Text>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <Scale top={chart.top} />
        <svg className={classes.chart} viewBox={`0 0 ${Width} ${Height}`} preserveAspectRatio="none" role="img"
          aria-label={`${words.t('credits.use')}: ${sumUp(chart.images, chart.credits)}`}>
          {Gridlines.map(share => <line key={share} x1={0} x2={Width} y1={share * Height} y2={share * Height} />)}
          {chart.columns.map((column, index) => (
            <g key={column.day} onMouseEnter={() => point(column)} onMouseLeave={() => point(null)}>
              <rect className={classes.column} x={index * step} width={step} y={0} height={Height} />
              {column.segments.map(segment => (
                <rect
                  key={segment.model}
                  pointerEvents="none"
                  fill={colourOf(chart.models.indexOf(segment.model))}
                  x={(index + Gap / 2) * step}
                  width={step * (1 - Gap)}
                  y={yOf(segment.to)}
                  height={yOf(segment.from) - yOf(segment.to)}
                />
              ))}
            </g>
          ))}
        </svg>
      </Group>
      <Days columns={chart.columns} />
      <Group gap="md" mt="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {chart.models.map((model, place) => (
          <Group key={model} gap={6} component="li">
            <span className={classes.swatch} style={{ background: colourOf(place) }} />
            <Text size="sm">{titleOf(model)}</Text>
          </Group>
        ))}
      </Group>
    </>
  )
}

function Scale({ top }: { top: number }) {
  const words = useWords()
  return (
    <Text component="div" size="xs" c="dimmed" className={classes.scale} aria-hidden>
      {[top, top / 2, 0].map(number => <span key={number}>{words.number(number)}</span>)}
    </Text>
  )
}

function Days({ columns }: { columns: Column[] }) {
  const words = useWords()
  const shown = [columns[0]!, columns[Math.floor(columns.length / 2)]!, columns.at(-1)!]
  return (
    <Text component="div" size="xs" c="dimmed" className={classes.days} aria-hidden>
      {shown.map(column => <span key={column.day}>{words.utcDay(column.day)}</span>)}
    </Text>
  )
}
