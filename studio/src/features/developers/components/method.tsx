import { Text } from '@mantine/core'
import classes from '../developers.module.css'

/** GET, POST and so on, each in a colour of its own. */
export function Method({ method }: { method: string }) {
  return <Text component="span" className={classes.method} data-method={method}>{method}</Text>
}
