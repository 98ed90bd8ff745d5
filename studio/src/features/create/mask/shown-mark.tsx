import { Line, Rect } from 'react-konva'
import { Colour, type Mark } from './mask-marks'

/** What is being painted, before it is part of the mask. */
export function ShownMark({ mark }: { mark: Mark }) {
  if (mark.kind === 'invert') return null
  const [x = 0, y = 0, right = x, bottom = y] = mark.points
  if (mark.kind === 'rectangle')
    return <Rect x={x} y={y} width={right - x} height={bottom - y} fill={Colour} opacity={0.6} />
  if (mark.kind === 'lasso') return <Line points={mark.points} closed fill={Colour} opacity={0.6} />
  return (
    <Line points={mark.points.length > 2 ? mark.points : [...mark.points, ...mark.points]} strokeWidth={mark.size}
      stroke={mark.kind === 'eraser' ? '#fff' : Colour} opacity={0.6} lineCap="round" lineJoin="round" />
  )
}
