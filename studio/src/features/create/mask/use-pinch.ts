import type Konva from 'konva'
import { useRef } from 'react'

type Point = { x: number; y: number }

/** Two fingers come closer and move on; one finger paints. */
export function usePinch(onZoom: (by: number, at: Point) => void, onMove: (x: number, y: number) => void) {
  const last = useRef<{ distance: number; middle: Point } | null>(null)
  return {
    isOn: () => last.current !== null,
    onTouchMove(event: Konva.KonvaEventObject<TouchEvent>) {
      const [one, other] = event.evt.touches
      if (!one || !other) return
      event.evt.preventDefault()
      const box = event.target.getStage()!.container().getBoundingClientRect()
      const middle = { x: (one.clientX + other.clientX) / 2 - box.x, y: (one.clientY + other.clientY) / 2 - box.y }
      const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
      const before = last.current
      last.current = { distance, middle }
      if (!before) return
      onMove(middle.x - before.middle.x, middle.y - before.middle.y)
      onZoom(distance / before.distance, middle)
    },
    onTouchEnd(event: Konva.KonvaEventObject<TouchEvent>) {
      if (event.evt.touches.length === 0) last.current = null
    },
  }
}
