/** How close a picture is, and how far its middle has been moved from that of its frame. */
export type Zoom = { scale: number; x: number; y: number }

type Point = { x: number; y: number }
type Frame = { width: number; height: number }

const Least = 1
const Most = 8

export const Whole: Zoom = { scale: 1, x: 0, y: 0 }

/** Closer or further; what lies at a point, counted from the frame's middle, stays there. */
export function zoomedAt(zoom: Zoom, by: number, at: Point, frame: Frame): Zoom {
  const scale = Math.min(Most, Math.max(Least, zoom.scale * by))
  const share = scale / zoom.scale
  return within({ scale, x: at.x - (at.x - zoom.x) * share, y: at.y - (at.y - zoom.y) * share }, frame)
}

/** Moved no further than to the frame's edge: the picture cannot be lost. */
export function within({ scale, x, y }: Zoom, frame: Frame): Zoom {
  const [across, down] = [((scale - 1) * frame.width) / 2, ((scale - 1) * frame.height) / 2]
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0
  return { scale, x: clamp(x, across), y: clamp(y, down) }
}
