import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { isProblem } from '~/api/problem'
import { useWords } from '~/lib/i18n/use-words'
import { imageQuery } from '~/lib/pictures/queries'
import { EmptyState } from '~/ui/empty-state'
import { IconSearch } from '~/ui/icons'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { PictureActions } from './components/picture-actions'
import { PictureView } from './components/picture-view'
import { RecipePanel } from './components/recipe-panel'
import { WalkOn } from './components/walk-on'
import classes from './picture.module.css'

/** One picture of the history: as large as there is room, with its recipe and all that can be done with it. */
export function PicturePage() {
  const { t } = useWords()
  const id = useParams().id ?? ''
  const { data: image, error, refetch } = useQuery(imageQuery(id))
  if (isProblem(error, 'not_found', 'invalid_field'))
    return <EmptyState isPage icon={IconSearch} title={t('picture.gone')} text={t('picture.goneText')} />
  return (
    <Page title={image?.recipe.prompt ?? t('picture.title')} hideTitle size={1400}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <div className={classes.layout}>
        {image
          ? <PictureView key={id} image={image} />
          : <Skeleton height="min(76dvh, 900px)" radius="lg" />}
        <aside className={classes.side}>
          <WalkOn id={id} isThere={image !== undefined} />
          {image && <PictureActions key={id} image={image} />}
          {image && <RecipePanel image={image} />}
        </aside>
      </div>
    </Page>
  )
}
