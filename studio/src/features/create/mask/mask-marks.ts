import { blurred } from './blur'

/** One thing that was done to a mask. Points are x, y, x, y... in pixels of the picture. */
export type Mark =
  | { kind: 'brush'; size: number; points: number[] }
  | { kind: 'eraser'; size: number; points: number[] }
  | { kind: 'rectangle'; points: number[] }
  | { kind: 'lasso'; points: number[] }
  | { kind: 'invert' }

/** What was done, and what was taken back and could be done again. */
export type History = { done: Mark[]; undone: Mark[] }

export const EmptyHistory: History = { done: [], undone: [] }

export const add = ({ done }: History, mark: Mark): History => ({ done: [...done, mark], undone: [] })

export function undo({ done, undone }: History): History {
  const last = done.at(-1)
  return last ? { done: done.slice(0, -1), undone: [...undone, last] } : { done, undone }
}

export function redo({ done, undone }: History): History {
  const last = undone.at(-1)
  return last ? { done: [...done, last], undone: undone.slice(0, -1) } : { done, undone }
}

/** The colour in which the mask is shown over the picture; what is exported is white on black. */
export const Colour = '#12a5f4'

type Canvas2d = CanvasRenderingContext2D

/** Draws the mask anew from all that was done. */
export function drawAll(canvas: Canvas2d, marks: Mark[], width: number, height: number): void {
  canvas.clearRect(0, 0, width, height)
  for (const mark of marks) draw(canvas, mark, width, height)
}

export function draw(canvas: Canvas2d, mark: Mark, width: number, height: number): void {
  canvas.save()
  canvas.fillStyle = canvas.strokeStyle = Colour
  if (mark.kind === 'invert') {
    canvas.globalCompositeOperation = 'xor'
    canvas.fillRect(0, 0, width, height)
  } else if (mark.kind === 'rectangle') {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = mark.points
    canvas.fillRect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0))
  } else if (mark.kind === 'lasso') {
    trace(canvas, mark.points)
    canvas.fill()
  } else {
    if (mark.kind === 'eraser') canvas.globalCompositeOperation = 'destination-out'
    canvas.lineWidth = mark.size
    canvas.lineCap = canvas.lineJoin = 'round'
    trace(canvas, mark.points)
    canvas.stroke()
  }
  canvas.restore()
}

function trace(canvas: Canvas2d, points: number[]): void {
  canvas.beginPath()
  canvas.moveTo(points[0]!, points[1]!)
  // A tap is a line of no length, which round ends make a dot.
  canvas.lineTo(points[0]!, points[1]!)
  for (let at = 2; at + 1 < points.length; at += 2) canvas.lineTo(points[at]!, points[at + 1]!)
}

/** How much of each pixel is painted, 0 to 255, soft at the edges by `feather`. */
function coverage(mask: HTMLCanvasElement, feather: number): Uint8ClampedArray {
  const { width, height } = mask
  const { data } = mask.getContext('2d')!.getImageData(0, 0, width, height)
  const alpha = new Uint8ClampedArray(width * height)
  for (let at = 0; at < alpha.length; at++) alpha[at] = data[at * 4 + 3]!
  return blurred(alpha, width, height, feather)
}

/** Draws the mask as it will be, in its colour, with its soft edge. */
export function drawSoft(mask: HTMLCanvasElement, shown: Canvas2d, feather: number): void {
  const picture = shown.createImageData(mask.width, mask.height)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => Number.parseInt(Colour.slice(at, at + 2), 16))
  const pixels = new DataView(picture.data.buffer)
  coverage(mask, feather).forEach((value, at) =>
    pixels.setUint32(at * 4, ((red << 24) | (green << 16) | (blue << 8) | value) >>> 0))
  shown.putImageData(picture, 0, 0)
}

/** The mask as the server takes it: white where it is painted, black elsewhere, soft at the edges by `feather`. */
export async function exportMask(mask: HTMLCanvasElement, feather: number): Promise<Blob> {
  const { width, height } = mask
  const result = Object.assign(document.createElement('canvas'), { width, height })
  const canvas = result.getContext('2d')!
  const picture = canvas.createImageData(width, height)
  const pixels = new DataView(picture.data.buffer)
  coverage(mask, feather).forEach((value, at) => pixels.setUint32(at * 4, (value * 0x01010100 + 0xff) >>> 0))
  canvas.putImageData(picture, 0, 0)
  return new Promise((resolve, reject) => {
    result.toBlob(file => (file ? resolve(file) : reject(new Error('The mask could not be made.'))), 'image/png')
  })
}
