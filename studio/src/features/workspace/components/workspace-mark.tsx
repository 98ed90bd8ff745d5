import { Text } from '@mantine/core'
import { Link } from 'react-router'
import { useWorkspace } from '~/lib/session/workspaces'
import classes from '../workspace.module.css'

/** Says in the page's head in whose name and on whose credits the person works, where it is not their own. */
export function WorkspaceMark() {
  const workspace = useWorkspace()
  if (!workspace || workspace.isPersonal) return null
  return (
    <Text component={Link} to="/workspace" size="sm" c="dimmed" truncate className={classes.mark}>
      {workspace.name}
    </Text>
  )
}
