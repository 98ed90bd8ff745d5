import { Tooltip as MantineTooltip, type TooltipProps } from '@mantine/core'

/** What floats above something that is pointed at; see `Hint`, which loads it. */
export const Tooltip = (props: TooltipProps) => <MantineTooltip {...props} />
