import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '~/lib/offer/models'
import { useIdle } from '~/ui/use-idle'
import { estimateQuery } from './api/estimate-generation'
import { toRequest, useDraft } from './draft'
import { chosenModel } from './model-choice'

const SettleMs = 250

/** The estimate of what the form says, once the page and a slider have come to rest: pictures come before prices. */
export function useEstimate() {
  const draft = useDraft()
  const isIdle = useIdle()
  const models = useQuery(modelsQuery).data
  const { prompt: _, ...asked } = toRequest(draft, chosenModel(models, draft.model))
  const [settled] = useDebouncedValue(JSON.stringify(asked), SettleMs)
  return { ...estimateQuery({ prompt: '-', ...(JSON.parse(settled) as object) }), enabled: isIdle && models !== undefined }
}
