import type { ComponentType } from 'react'
import { Page } from '~/ui/page'
import { useWords } from '~/lib/i18n/use-words'
import { Composer } from './components/composer'
import { GenerationFeed } from './components/generation-feed'
import { MaskHost } from './components/mask-host'
import { SettingsPanel, loadSettings } from './components/settings-panel'
import { openMaskEditor } from './painting'
import { useArrivals } from './use-arrivals'
import classes from './create.module.css'

/** The heart: what to make on one side, how it comes about on the other. */
export function CreatePage() {
  const { t } = useWords()
  useArrivals(openMaskEditor)
  return (
    <Page title={t('create.title')} size={1400} hideTitle>
      <div className={classes.bench}>
        <div className={classes.composer}><Composer /></div>
        <aside className={classes.settings} aria-label={t('create.settings')}><SettingsPanel /></aside>
        <section className={classes.feed} aria-label={t('feed.title')}><GenerationFeed /></section>
      </div>
      <MaskHost />
    </Page>
  )
}

/** The page, with all of it that is seen at once. */
export async function loadCreate(): Promise<ComponentType> {
  await loadSettings()
  return CreatePage
}
