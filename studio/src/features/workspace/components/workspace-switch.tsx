import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { useTurnTo, useWorkspace, workspacesQuery } from '~/lib/session/workspaces'
import { IconBuildingCommunity, IconCheck, IconUserCircle } from '~/ui/icons'

/** The workspaces as items of a menu, where there is more than one to choose from. */
export function WorkspaceItems() {
  const { t } = useWords()
  const { data: workspaces } = useQuery(workspacesQuery)
  const current = useWorkspace()
  const turnTo = useTurnTo()
  if (!workspaces || workspaces.length < 2) return null
  return (
    <>
      <Menu.Label>{t('workspace.switch')}</Menu.Label>
      {workspaces.map(one => {
        const Icon = one.isPersonal ? IconUserCircle : IconBuildingCommunity
        return (
          <Menu.Item key={one.id} leftSection={<Icon size={18} aria-hidden />}
            rightSection={one.id === current?.id && <IconCheck size={16} aria-hidden />}
            onClick={() => turnTo(one.isPersonal ? null : one.id)}>
            {one.name}
          </Menu.Item>
        )
      })}
      <Menu.Divider />
    </>
  )
}
