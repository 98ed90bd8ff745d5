import { useElementSize } from '@mantine/hooks'
import type Konva from 'konva'
import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { Circle, Image, Layer, Stage } from 'react-konva'
import { useWords } from '~/lib/i18n/use-words'
import { type Mark, drawAll, drawSoft } from './mask-marks'
import classes from './mask-editor.module.css'
import { ShownMark } from './shown-mark'
import type { Tool } from './tools'
import { useKeyPainting } from './use-key-painting'
import { usePinch } from './use-pinch'
import { type View, fitted, toPicture, zoomedAt } from './view'

const WheelStep = 1.15

/** What the tools do to the stage. */
export type StageHandle = { zoom: (by: number) => void; fit: () => void; canvas: () => HTMLCanvasElement }

type Props = {
  picture: HTMLImageElement
  marks: Mark[]
  tool: Tool
  size: number
  feather: number
  onMark: (mark: Mark) => void
  handle: RefObject<StageHandle | null>
}

/** The picture with its mask over it, to be painted on, moved and come closer to. */
export function MaskStage({ picture, marks, tool, size, feather, onMark, handle }: Props) {
  const { t } = useWords()
  const { ref, width, height } = useElementSize()
  const { naturalWidth: across, naturalHeight: down } = picture
  const [mask, soft] = useMemo(() => [canvasOf(across, down), canvasOf(across, down)] as const, [across, down])
  const shown = useRef<Konva.Image>(null)
  const [view, setView] = useState<View | null>(null)
  const [current, setCurrent] = useState<Mark | null>(null)
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null)
  const panned = useRef<{ x: number; y: number } | null>(null)
  const whole = useMemo(() => fitted({ width: across, height: down }, { width, height }), [across, down, width, height])
  useEffect(() => {
    if (width > 0) setView(whole)
  }, [whole, width])
  useEffect(() => {
    drawAll(mask.getContext('2d', { willReadFrequently: true })!, marks, across, down)
    drawSoft(mask, soft.getContext('2d')!, feather)
    shown.current?.getLayer()?.batchDraw()
  }, [mask, soft, marks, feather, across, down])
  const zoomAt = (by: number, at: { x: number; y: number }) =>
    setView(before => before && zoomedAt(before, by, at, whole.scale / 2))
  useImperativeHandle(handle, () => ({
    zoom: by => zoomAt(by, { x: width / 2, y: height / 2 }),
    fit: () => setView(whole),
    canvas: () => mask,
  }))
  const pinch = usePinch(zoomAt, (x, y) => setView(before => before && { ...before, x: before.x + x, y: before.y + y }))

  const begin = (event: Konva.KonvaEventObject<PointerEvent>) => {
    const at = event.target.getStage()?.getPointerPosition()
    if (!at || !view || pinch.isOn()) return
    capture(event.evt) // a stroke that leaves the stage ends all the same
    if (event.evt.button === 1 || tool === 'move') panned.current = at
    else setCurrent(markOf(tool, size, toPicture(view, at)))
  }
  const move = (event: Konva.KonvaEventObject<PointerEvent>) => {
    const at = event.target.getStage()?.getPointerPosition()
    if (!at || !view) return
    const inPicture = toPicture(view, at)
    setPointer(inPicture)
    if (pinch.isOn()) return setCurrent(null)
    if (panned.current) {
      setView({ ...view, x: view.x + at.x - panned.current.x, y: view.y + at.y - panned.current.y })
      panned.current = at
    } else if (current) setCurrent(grown(current, inPicture))
  }
  const end = () => {
    panned.current = null
    if (!current) return
    onMark(current)
    setCurrent(null)
  }
  const onKeyDown = useKeyPainting({ across, down, size, pointer, movePointer: setPointer, current, setCurrent, end,
    begin: at => tool !== 'move' && setCurrent(markOf(tool, size, at)), grown })

  return (
    // Who has no pointer paints by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <div tabIndex={0} ref={ref} className={classes.stage} data-tool={tool} role="application"
      aria-label={t('mask.stage')} onKeyDown={onKeyDown}>
      {view && (
        <Stage width={width} height={height} x={view.x} y={view.y} scaleX={view.scale} scaleY={view.scale}
          onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerLeave={() => setPointer(null)}
          onTouchMove={pinch.onTouchMove} onTouchEnd={pinch.onTouchEnd}
          onWheel={event => {
            event.evt.preventDefault()
            const at = event.target.getStage()?.getPointerPosition()
            if (at) zoomAt(event.evt.deltaY < 0 ? WheelStep : 1 / WheelStep, at)
          }}>
          <Layer listening={false}><Image image={picture} /></Layer>
          <Layer listening={false}>
            <Image ref={shown} image={soft} opacity={0.6} />
            {current && <ShownMark mark={current} />}
            {pointer && tool !== 'move' && (
              <Circle {...pointer} radius={tool === 'brush' || tool === 'eraser' ? size / 2 : 4 / view.scale}
                stroke="#fff" strokeWidth={1.5 / view.scale} shadowBlur={2} />
            )}
          </Layer>
        </Stage>
      )}
    </div>
  )
}

const canvasOf = (width: number, height: number) =>
  Object.assign(document.createElement('canvas'), { width, height })

const capture = ({ target, pointerId }: PointerEvent) => (target as Element).setPointerCapture?.(pointerId)

function markOf(tool: Exclude<Tool, 'move'>, size: number, { x, y }: { x: number; y: number }): Mark {
  return tool === 'brush' || tool === 'eraser' ? { kind: tool, size, points: [x, y] } : { kind: tool, points: [x, y] }
}

function grown(mark: Mark, { x, y }: { x: number; y: number }): Mark {
  if (mark.kind === 'invert') return mark
  return { ...mark, points: mark.kind === 'rectangle' ? [...mark.points.slice(0, 2), x, y] : [...mark.points, x, y] }
}
