import type { DayOfUse } from '~/api/types'

const DayMs = 86_400_000

/** What is drawn of one model on one day, as heights from the ground. */
export type Segment = { model: string; from: number; to: number; images: number; credits: number }

/** One day of a chart; days without anything have no segments. */
export type Column = { day: string; segments: Segment[]; images: number; credits: number }

/** A chart of use: a column a day, models from the most used to the least, and where the scale ends. */
export type Chart = { columns: Column[]; models: string[]; top: number; images: number; credits: number }

/** Lays out the days up to today, oldest first, with the credits of each model upon each other. */
export function chartOf(days: DayOfUse[], count: number, now: number): Chart {
  const models = modelsByUse(days)
  const today = Math.floor(now / DayMs) * DayMs
  const columns = Array.from({ length: count }, (_, index) =>
    columnOf(new Date(today - (count - 1 - index) * DayMs).toISOString().slice(0, 10), days, models))
  return {
    columns,
    models,
    top: scaleFor(Math.max(0, ...columns.map(column => column.credits))),
    images: sum(columns.map(column => column.images)),
    credits: sum(columns.map(column => column.credits)),
  }
}

function columnOf(day: string, days: DayOfUse[], models: string[]): Column {
  const column: Column = { day, segments: [], images: 0, credits: 0 }
  for (const model of models) {
    const parts = days.filter(one => one.day === day && one.model === model)
    if (parts.length === 0) continue
    const [images, credits] = [sum(parts.map(one => one.images)), sum(parts.map(one => one.credits))]
    column.segments.push({ model, from: column.credits, to: column.credits + credits, images, credits })
    column.images += images
    column.credits += credits
  }
  return column
}

function modelsByUse(days: DayOfUse[]): string[] {
  const totals = new Map<string, number>()
  for (const { model, credits } of days) totals.set(model, (totals.get(model) ?? 0) + credits)
  return [...totals].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([model]) => model)
}

/** The next round number (1, 2 or 5 with noughts) that is enough; 1 where there is nothing. */
export function scaleFor(most: number): number {
  if (most <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= most) ?? most
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
