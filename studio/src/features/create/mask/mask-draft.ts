import { keep, keptJson } from '~/lib/storage'
import { EmptyHistory, type History, type Mark } from './mask-marks'

/** What was painted on a start picture: it is there again when the editor is opened again, after a reload too. */
type MaskDraft = { start: string; history: History; feather: number }

const StorageName = 'mask'
const Feather = 2
const Kinds = new Set<unknown>(['brush', 'eraser', 'rectangle', 'lasso', 'invert'])

/** What was painted on this picture; nothing where that was another one. */
export function readMaskDraft(start: string): Omit<MaskDraft, 'start'> {
  const draft = keptJson(StorageName, isMaskDraft)
  return draft?.start === start ? draft : { history: EmptyHistory, feather: Feather }
}

export const keepMaskDraft = ({ start, history, feather }: MaskDraft): void =>
  keep(StorageName, {
    start, feather, history: { done: history.done.map(rounded), undone: history.undone.map(rounded) },
  })

/** Tenths of a pixel are enough, and a fifth of the text. */
const rounded = (mark: Mark): Mark => mark.kind === 'invert' ? mark
  : { ...mark, points: mark.points.map(value => Math.round(value * 10) / 10) }

export const isMaskDraft = (value: unknown): value is MaskDraft =>
  isObject(value) && typeof value.start === 'string' && typeof value.feather === 'number' && isObject(value.history)
  && areMarks(value.history.done) && areMarks(value.history.undone)

const areMarks = (value: unknown): value is Mark[] => Array.isArray(value) && value.every(isMark)

const isMark = (value: unknown): boolean =>
  isObject(value) && Kinds.has(value.kind)
  && (value.kind === 'invert' || (Array.isArray(value.points) && value.points.every(Number.isFinite)))
  && ((value.kind !== 'brush' && value.kind !== 'eraser') || typeof value.size === 'number')

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
