import { type RouteObject, createBrowserRouter } from 'react-router'
import { FaultPage, NotFoundPage } from './error-pages'
import { RequirePerson } from './require-person'
import { Shell } from './shell'
import { PageSkeleton } from '~/ui/page-skeleton'
import { WelcomeOrCreate } from './welcome-or-create'

/** Pages for everybody. */
const open: RouteObject[] = [
  { index: true, Component: WelcomeOrCreate },
  { path: 'log-in', lazy: async () => ({ Component: (await import('~/features/account/log-in-page')).LogInPage }) },
  { path: 'register', lazy: async () => ({ Component: (await import('~/features/account/register-page')).RegisterPage }) },
  {
    path: 'confirm-email',
    lazy: async () => ({ Component: (await import('~/features/account/confirm-email-page')).ConfirmEmailPage }),
  },
  {
    path: 'forgot-password',
    lazy: async () => ({ Component: (await import('~/features/account/password-pages')).ForgotPasswordPage }),
  },
  {
    path: 'reset-password',
    lazy: async () => ({ Component: (await import('~/features/account/password-pages')).ResetPasswordPage }),
  },
  { path: 'join', lazy: async () => ({ Component: (await import('~/features/account/join-page')).JoinPage }) },
  { path: '*', Component: NotFoundPage },
]

/** Pages for who is logged in. */
const personal: RouteObject[] = [
  { path: 'create', lazy: async () => ({ Component: (await import('~/features/create/create-page')).CreatePage }) },
  { path: 'credits', lazy: async () => ({ Component: (await import('~/features/credits/credits-page')).CreditsPage }) },
  {
    path: 'developers',
    lazy: async () => ({ Component: (await import('~/features/developers/developers-page')).DevelopersPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('~/features/developers/keys-page')).KeysPage }) },
      {
        path: 'webhooks',
        lazy: async () => ({ Component: (await import('~/features/developers/webhooks-page')).WebhooksPage }),
      },
      {
        path: 'reference',
        lazy: async () => ({ Component: (await import('~/features/developers/reference-page')).ReferencePage }),
      },
    ],
  },
  { path: 'workspace', lazy: async () => ({ Component: (await import('~/features/workspace/workspace-page')).WorkspacePage }) },
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

export const router = createBrowserRouter(routes)
