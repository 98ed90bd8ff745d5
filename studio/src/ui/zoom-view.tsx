import { ActionIcon, Group } from '@mantine/core'
import {
  type PointerEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState,
} from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from './icons'
import { Whole, type Zoom, within, zoomedAt } from './zoom'
import classes from './zoom-view.module.css'

const Step = 1.4
const Middle = { x: 0, y: 0 }

type ZoomProps = { src: string; alt: string; width: number; height: number; children?: ReactNode }

/** A picture that fits its frame, and can be come closer to: by wheel, double click, buttons; dragged when close. */
export function ZoomView({ src, alt, width, height, children }: ZoomProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState(Whole)
  const drag = useRef<{ x: number; y: number; view: Zoom } | null>(null)
  const box = () => frame.current!.getBoundingClientRect()
  const zoom = (by: number, at = Middle) => setView(before => zoomedAt(before, by, at, box()))
  useWheel(frame, view.scale > 1, (isCloser, at) => zoom(isCloser ? Step : 1 / Step, at))
  const begin = (event: PointerEvent) => {
    if (view.scale === 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, view }
  }
  const move = ({ clientX, clientY }: PointerEvent) => {
    const from = drag.current
    if (!from) return
    const [x, y] = [from.view.x + clientX - from.x, from.view.y + clientY - from.y]
    setView(within({ scale: from.view.scale, x, y }, box()))
  }
  return (
    <div ref={frame} className={`${classes.frame} plate`}>
      {/* The buttons below do the same by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <img
        className={classes.picture}
        data-close={view.scale > 1 || undefined}
        style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
        src={src}
        alt={alt}
        width={width}
        height={height}
        draggable={false}
        onDoubleClick={event => (view.scale > 1 ? setView(Whole) : zoom(2.5, fromMiddle(event, box())))}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
      />
      <Group className={classes.tools} gap={4}>
        {children}
        <ActionIcon variant="default" aria-label={t('picture.zoomOut')} onClick={() => zoom(1 / Step)}>
          <IconZoomOut size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('picture.zoomIn')} onClick={() => zoom(Step)}>
          <IconZoomIn size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('picture.zoomWhole')} onClick={() => setView(Whole)}>
          <IconArrowsMaximize size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  )
}

type Point = { x: number; y: number }

/** Where something happened, counted from the middle of a frame. */
const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }, frame: DOMRect): Point =>
  ({ x: clientX - frame.x - frame.width / 2, y: clientY - frame.y - frame.height / 2 })

type Turn = (isCloser: boolean, at: Point) => void

/** The wheel over a frame: with Ctrl, and without where it is close already. The page then neither scrolls nor zooms,
 * which React's own listener cannot say. */
function useWheel(frame: RefObject<HTMLElement | null>, isClose: boolean, turn: Turn) {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !isClose) return
    event.preventDefault()
    turn(event.deltaY < 0, fromMiddle(event, frame.current!.getBoundingClientRect()))
  })
  useEffect(() => {
    const element = frame.current!
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [frame])
}
