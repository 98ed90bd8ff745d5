import type { OfferedModel, OfferedPlan, WorkspaceUsage } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'

/** How much of one of the plan's limits is used; without a limit `most` is null. */
export type Limit = {
  label: MessageKey
  /** What the label is about, where there are several. */
  name?: string
  used: number
  most: number | null | undefined
  isBytes?: boolean
  /** Whether it is worth a warning before all of it is used: what is gone does not come back in a moment. */
  isScarce?: boolean
}

/** What is limited and used, in the order in which people run into it. */
export function limitsOf(
  { entitlements }: OfferedPlan, { now }: WorkspaceUsage, models: OfferedModel[], members: number,
): Limit[] {
  return [
    { label: 'credits.limit.running', used: now.running, most: Math.max(1, entitlements.parallel) },
    { label: 'credits.limit.waiting', used: now.waiting, most: entitlements.waitingJobs },
    { label: 'credits.limit.requests', used: now.requestsLastMinute, most: entitlements.requestsPerMinute },
    ...models.filter(model => model.perDay != null).map(model => ({
      label: 'credits.limit.today' as const,
      name: model.title,
      used: now.imagesToday[model.key] ?? 0,
      most: model.perDay,
      isScarce: true,
    })),
    {
      label: 'credits.limit.storage',
      used: now.storageBytes,
      most: entitlements.storageBytes,
      isBytes: true,
      isScarce: true,
    },
    { label: 'credits.limit.seats', used: members, most: entitlements.seats },
  ]
}

/** The share of a limit that is used, 0 to 100; null where there is no limit. */
export const percentOf = ({ used, most }: Limit): number | null =>
  most == null ? null : most === 0 ? 100 : Math.min(100, (used / most) * 100)
