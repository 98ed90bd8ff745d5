import { Menu, useMantineColorScheme } from '@mantine/core'
import type { ReactElement } from 'react'
import { Link } from 'react-router'
import { logOut } from '~/features/account/api/log-out'
import { WorkspaceItems } from '~/features/workspace/components/workspace-switch'
import { type Language, Languages, chooseLanguage } from '~/lib/i18n/i18n'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount, useDepart } from '~/lib/session/session'
import {
  IconCheck, IconCode, IconDeviceDesktop, IconLanguage, IconLogout, IconMoon, IconSun, IconUserCircle,
  IconUsers,
} from '~/ui/icons'
import { tellProblem } from '~/ui/toast'

const Schemes = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const

/** Everything that is about the person, and how the page looks and speaks. */
export function AppMenu({ button, isOpenAtOnce }: { button: ReactElement; isOpenAtOnce: boolean }) {
  const account = useAccount()
  return (
    <Menu position="bottom-end" width={230} defaultOpened={isOpenAtOnce}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {account && <PersonItems email={account.email} />}
        <SchemeItems />
        <LanguageItems />
        {account && <LogOutItem />}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonItems({ email }: { email: string }) {
  const { t } = useWords()
  return (
    <>
      <Menu.Label>{email}</Menu.Label>
      <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={18} aria-hidden />}>
        {t('nav.account')}
      </Menu.Item>
      <Menu.Item component={Link} to="/workspace" leftSection={<IconUsers size={18} aria-hidden />}>
        {t('nav.workspace')}
      </Menu.Item>
      <Menu.Item component={Link} to="/developers" hiddenFrom="sm" leftSection={<IconCode size={18} aria-hidden />}>
        {t('nav.developers')}
      </Menu.Item>
      <Menu.Divider />
      <WorkspaceItems />
    </>
  )
}

function SchemeItems() {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('app.scheme')}</Menu.Label>
      {(['auto', 'light', 'dark'] as const).map(scheme => {
        const Icon = Schemes[scheme]
        return (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={scheme === colorScheme && <IconCheck size={16} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`app.scheme.${scheme}`)}
          </Menu.Item>
        )
      })}
      <Menu.Divider />
    </>
  )
}

function LanguageItems() {
  const { t, language } = useWords()
  return (
    <>
      <Menu.Label>{t('app.language')}</Menu.Label>
      {Object.entries(Languages).map(([key, name]) => (
        <Menu.Item
          key={key}
          lang={key}
          leftSection={<IconLanguage size={18} aria-hidden />}
          rightSection={key === language && <IconCheck size={16} aria-hidden />}
          onClick={() => void chooseLanguage(key as Language)}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  )
}

function LogOutItem() {
  const { t } = useWords()
  const depart = useDepart()
  const leave = async () => {
    try {
      await logOut()
      await depart()
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void leave()}>
        {t('nav.logOut')}
      </Menu.Item>
    </>
  )
}
