import { useElementSize } from '@mantine/hooks'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { GalleryImage } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { inColumns } from '../columns'
import classes from '../gallery.module.css'

const ColumnMin = 220

/** Pictures in their own shapes, in columns. */
export function GalleryWall({ images }: { images: GalleryImage[] }) {
  const { t } = useWords()
  const { ref, width } = useElementSize()
  const count = Math.max(2, Math.floor(width / ColumnMin))
  const columns = useMemo(() => inColumns(images, count), [images, count])
  return (
    <div ref={ref} className={classes.wall}>
      {width > 0 && columns.map((column, index) => (
        <div key={index} className={classes.column}>
          {column.map(image => (
            <Link key={image.id} to={`/gallery/${image.id}`} className={`${classes.piece} plate`}
              aria-label={t('feed.open', { prompt: image.prompt })}
              style={{ aspectRatio: `${image.width} / ${image.height}` }}>
              <img src={image.thumbnailUrl} alt={image.prompt} loading="lazy" />
              <span className={classes.caption} aria-hidden>{image.prompt}</span>
            </Link>
          ))}
        </div>
      ))}
    </div>
  )
}
