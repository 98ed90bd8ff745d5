import type { ComponentType } from 'react'
import { type RouteObject, createBrowserRouter } from 'react-router'
import { patiently } from '~/lib/patiently'
import { PageSkeleton } from '~/ui/page-skeleton'
import { FaultPage, NotFoundPage } from './error-pages'
import { RequirePerson } from './require-person'
import { Shell } from './shell'
import { WelcomeOrCreate } from './welcome-or-create'

type Loaded = Promise<ComponentType>

/** A page that is loaded when it is opened. */
const page = (path: string, load: () => Loaded): RouteObject => ({
  path,
  lazy: async () => ({ Component: await patiently(load) }),
})

/** Pages for everybody. */
const open: RouteObject[] = [
  { index: true, Component: WelcomeOrCreate },
  page('log-in', async (): Loaded => (await import('~/features/account/log-in-page')).LogInPage),
  page('register', async (): Loaded => (await import('~/features/account/register-page')).RegisterPage),
  page('confirm-email', async (): Loaded => (await import('~/features/account/confirm-email-page')).ConfirmEmailPage),
  page('forgot-password', async (): Loaded => (await import('~/features/account/password-pages')).ForgotPasswordPage),
  page('reset-password', async (): Loaded => (await import('~/features/account/password-pages')).ResetPasswordPage),
  page('join', async (): Loaded => (await import('~/features/account/join-page')).JoinPage),
  page('gallery', async (): Loaded => (await import('~/features/gallery/gallery-page')).GalleryPage),
  page('gallery/:id', async (): Loaded => (await import('~/features/gallery/gallery-picture-page')).GalleryPicturePage),
  page('plans', async (): Loaded => (await import('~/features/plans/plans-page')).PlansPage),
  page('pages/:key', async (): Loaded => (await import('~/features/plans/operator-page')).OperatorPage),
  { path: '*', Component: NotFoundPage },
]

/** Pages for who is logged in. */
const personal: RouteObject[] = [
  page('create', async (): Loaded => (await import('~/features/create/create-page')).loadCreate()),
  page('account', async (): Loaded => (await import('~/features/account/account-page')).AccountPage),
  page('credits', async (): Loaded => (await import('~/features/credits/credits-page')).CreditsPage),
  {
    path: 'developers',
    lazy: async () => ({
      Component: await patiently(async () => (await import('~/features/developers/developers-page')).DevelopersPage),
    }),
    children: [
      page('', async (): Loaded => (await import('~/features/developers/keys-page')).KeysPage),
      page('webhooks', async (): Loaded => (await import('~/features/developers/webhooks-page')).WebhooksPage),
      page('reference', async (): Loaded => (await import('~/features/developers/reference-page')).ReferencePage),
    ],
  },
  page('workspace', async (): Loaded => (await import('~/features/workspace/workspace-page')).WorkspacePage),
  page('history', async (): Loaded => (await import('~/features/history/history-page')).HistoryPage),
  page('pictures/:id', async (): Loaded => (await import('~/features/picture/picture-page')).PicturePage),
]

export const routes: RouteObject[] = [
  {
    Component: Shell,
    ErrorBoundary: FaultPage,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      {
        ErrorBoundary: FaultPage,
        children: [...open, { Component: RequirePerson, children: personal }],
      },
    ],
  },
]

/** Begins to load the page that is opened. */
export const createRouter = () => createBrowserRouter(routes)

export type Router = ReturnType<typeof createRouter>
