import type { GalleryImage, Image } from '~/api/types'
import type { Words } from '~/lib/i18n/use-words'

/** A name and what goes with it; what is null or missing is not shown. */
export type Fact = [name: string, value: string | number | null | undefined]

type Settings = Pick<GalleryImage, 'steps' | 'guidanceScale' | 'sampler' | 'scheduler'>

/** What every picture's recipe tells, one's own or a public one's. */
export const recipeFacts = ({ t }: Words, image: Image | GalleryImage, settings: Settings): Fact[] => [
  [t('create.model'), image.model],
  [t('recipe.size'), `${image.width} × ${image.height}`],
  [t('create.seed'), String(image.seed)],
  [t('create.steps'), settings.steps],
  [t('create.guidance'), settings.guidanceScale],
  [t('create.sampler'), settings.sampler],
  [t('create.scheduler'), settings.scheduler],
]
