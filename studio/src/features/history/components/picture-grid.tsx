import { useElementSize } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Image } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { addressInWorkspace } from '~/lib/session/workspace'
import { IconHeartFilled } from '~/ui/icons'
import classes from '../history.module.css'

const TileMin = 180
const Gap = 10

type Grid = { images: Image[]; chosen: ReadonlySet<string>; onToggle: (id: string) => void }

/** Pictures in rows of squares. Only the rows in sight are there, so 50,000 are as quick as 50. */
export function PictureGrid({ images, chosen, onToggle }: Grid) {
  const { ref: sized, width } = useElementSize()
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [width])
  const columns = Math.max(2, Math.floor((width + Gap) / (TileMin + Gap)))
  const side = (width - Gap * (columns - 1)) / columns
  const rows = useWindowVirtualizer({
    count: width > 0 ? Math.ceil(images.length / columns) : 0,
    estimateSize: () => side + Gap,
    overscan: 4,
    scrollMargin: top,
  })
  useEffect(() => rows.measure(), [rows, side])
  return (
    <div ref={list}>
      <div ref={sized} className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(row => (
          <div key={row.key} className={classes.row}
            style={{ height: side, gap: Gap, transform: `translateY(${row.start - top}px)` }}>
            {images.slice(row.index * columns, (row.index + 1) * columns).map(image => (
              <Tile key={image.id} image={image} side={side} isChosen={chosen.has(image.id)}
                isChoosing={chosen.size > 0} onToggle={onToggle} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

type TileProps = {
  image: Image
  side: number
  isChosen: boolean
  isChoosing: boolean
  onToggle: (id: string) => void
}

/** Its box is the browser's own: hundreds are made while somebody scrolls fast. */
const Tile = memo(function Tile({ image, side, isChosen, isChoosing, onToggle }: TileProps) {
  const { t } = useWords()
  const { prompt } = image.recipe
  return (
    <div className={`${classes.tile} plate`} style={{ width: side }} data-chosen={isChosen || undefined}
      data-choosing={isChoosing || undefined}>
      <Link to={`/pictures/${image.id}`} aria-label={t('feed.open', { prompt })}>
        <img src={addressInWorkspace(image.thumbnailUrl)} alt={prompt} loading="lazy" width={side} height={side} />
      </Link>
      <input type="checkbox" className={classes.check} aria-label={t('history.choose', { prompt })} checked={isChosen}
        onChange={() => onToggle(image.id)} />
      {image.isFavourite && <IconHeartFilled className={classes.heart} size={18} aria-label={t('picture.favourite')} />}
    </div>
  )
})
