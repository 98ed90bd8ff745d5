import { ActionIcon, Group } from '@mantine/core'
import { type PointerEvent, type ReactNode, type WheelEvent, useRef, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from './icons'
import classes from './zoom-view.module.css'

const Least = 1
const Most = 8
const Step = 1.4

type View = { scale: number; x: number; y: number }

const Whole: View = { scale: 1, x: 0, y: 0 }

type ZoomProps = { src: string; alt: string; width: number; height: number; children?: ReactNode }

/** A picture that fits its frame, and can be come closer to: by wheel, double click, buttons; dragged when close. */
export function ZoomView({ src, alt, width, height, children }: ZoomProps) {
  const { t } = useWords()
  const [view, setView] = useState(Whole)
  const drag = useRef<{ x: number; y: number; view: View } | null>(null)
  const zoom = (by: number) => setView(before => zoomed(before, by))
  const begin = (event: PointerEvent) => {
    if (view.scale === 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, view }
  }
  const move = (event: PointerEvent) => {
    const from = drag.current
    if (!from) return
    setView({ ...from.view, x: from.view.x + event.clientX - from.x, y: from.view.y + event.clientY - from.y })
  }
  return (
    <div className={`${classes.frame} plate`}>
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
        onDoubleClick={() => setView(view.scale > 1 ? Whole : zoomed(Whole, 2.5))}
        onWheel={(event: WheelEvent) =>
          event.ctrlKey || view.scale > 1 ? zoom(event.deltaY < 0 ? Step : 1 / Step) : null}
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

function zoomed(view: View, by: number): View {
  const scale = Math.min(Most, Math.max(Least, view.scale * by))
  return scale === 1 ? Whole : { scale, x: (view.x * scale) / view.scale, y: (view.y * scale) / view.scale }
}
