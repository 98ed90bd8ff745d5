import type { KeyboardEvent } from 'react'
import type { Mark } from './mask-marks'

type Point = { x: number; y: number }

type Painting = {
  across: number
  down: number
  size: number
  pointer: Point | null
  movePointer: (at: Point) => void
  current: Mark | null
  setCurrent: (mark: Mark | null) => void
  begin: (at: Point) => void
  end: () => void
  grown: (mark: Mark, at: Point) => Mark
}

const Ways: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
}
const Far = 5

/** Painting by keys: arrows move the tool, with Shift further; Space puts it down and lifts it, Escape drops what is
 * begun. */
export function useKeyPainting(painting: Painting): (event: KeyboardEvent) => void {
  const { across, down, size, current, setCurrent, movePointer } = painting
  const at = painting.pointer ?? { x: across / 2, y: down / 2 }
  const move = (x: number, y: number) => {
    movePointer({ x, y })
    if (current) setCurrent(painting.grown(current, { x, y }))
  }
  return event => {
    const way = Ways[event.key]
    if (way) {
      const step = Math.max(1, size / 4) * (event.shiftKey ? Far : 1)
      move(clamp(at.x + way[0] * step, across), clamp(at.y + way[1] * step, down))
    } else if (event.key === ' ') {
      if (current) painting.end()
      else {
        movePointer(at)
        painting.begin(at)
      }
    } else if (event.key === 'Escape' && current) setCurrent(null)
    else return
    event.preventDefault()
    event.stopPropagation() // from the dialog, which Escape would close
  }
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))
