import { Button, Group } from '@mantine/core'
import { Suspense } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router'
import { start } from '~/lib/start'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount } from '~/lib/session/session'
import { BrandMark } from '~/ui/brand-mark'
import { PageSkeleton } from '~/ui/page-skeleton'
import { useIdle } from '~/ui/use-idle'
import { BalanceLink } from '~/features/credits/components/balance-link'
import { WorkspaceMark } from '~/features/workspace/components/workspace-mark'
import { ConnectionBanner } from './connection-banner'
import { LiveFollower } from './live-follower'
import { MenuButton } from './menu-button'
import { places } from './navigation'
import classes from './shell.module.css'

/** What surrounds every page: menu, live connection, foot. */
export function Shell() {
  const { t } = useWords()
  const account = useAccount()
  const isIn = Boolean(account)
  const isIdle = useIdle()
  return (
    <div className={isIn ? classes.withTabs : undefined}>
      <a className={classes.skip} href="#content">{t('app.skip')}</a>
      {isIdle && <LiveFollower />}
      <ConnectionBanner />
      <header className={classes.header}>
        <Link to="/" className={classes.brand}><BrandMark />{start.brand.name}</Link>
        <MainMenu isIn={isIn} />
        <Group gap={6} wrap="nowrap" ml="auto">
          {isIn && isIdle && <WorkspaceMark />}
          {isIn && <BalanceLink />}
          {account === null && <EntryButtons />}
          <MenuButton />
        </Group>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}><Outlet /></Suspense>
      </main>
      {isIn && <TabBar />}
      <Foot />
      <ScrollRestoration />
    </div>
  )
}

function MainMenu({ isIn }: { isIn: boolean }) {
  const { t } = useWords()
  return (
    <nav className={classes.nav} aria-label={t('nav.main')}>
      {places.filter(place => isIn || place.isOpen).map(place => (
        <NavLink key={place.to} to={place.to} className={classes.link}>{t(place.label)}</NavLink>
      ))}
      {!isIn && <NavLink to="/plans" className={classes.link}>{t('nav.plans')}</NavLink>}
    </nav>
  )
}

/** The menu of a phone, in reach of a thumb. */
function TabBar() {
  const { t } = useWords()
  return (
    <nav className={classes.tabs} aria-label={t('nav.main')}>
      {places.slice(0, 4).map(place => (
        <NavLink key={place.to} to={place.to} className={classes.tab}>
          <place.icon size={22} aria-hidden />{t(place.label)}
        </NavLink>
      ))}
    </nav>
  )
}

function EntryButtons() {
  const { t } = useWords()
  return (
    <>
      <Button component={Link} to="/log-in" variant="default" size="xs">{t('nav.logIn')}</Button>
      <Button component={Link} to="/register" size="xs" visibleFrom="xs">{t('nav.register')}</Button>
    </>
  )
}

function Foot() {
  const { t } = useWords()
  const { brand } = start
  return (
    <footer className={classes.foot}>
      {brand.pages.map(page => <Link key={page.key} to={`/pages/${page.key}`}>{page.title}</Link>)}
      {brand.links.map(link => <a key={link.address} href={link.address}>{link.title}</a>)}
      <span>{t('app.foot')}</span>
    </footer>
  )
}
