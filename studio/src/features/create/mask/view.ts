/** How the picture lies on the stage. */
export type View = { scale: number; x: number; y: number }

const Margin = 24
const Most = 16

/** The whole picture in the middle of a frame. */
export function fitted(picture: { width: number; height: number }, frame: { width: number; height: number }): View {
  const scale = Math.min((frame.width - Margin) / picture.width, (frame.height - Margin) / picture.height)
  return { scale, x: (frame.width - picture.width * scale) / 2, y: (frame.height - picture.height * scale) / 2 }
}

/** Closer or further, with the point under the pointer staying where it is. */
export function zoomedAt(view: View, by: number, at: { x: number; y: number }, least: number): View {
  const scale = Math.min(Most, Math.max(least, view.scale * by))
  const share = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * share, y: at.y - (at.y - view.y) * share }
}

/** A point of the stage as a point of the picture. */
export const toPicture = (view: View, at: { x: number; y: number }) =>
  ({ x: (at.x - view.x) / view.scale, y: (at.y - view.y) / view.scale })
