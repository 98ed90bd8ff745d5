import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CreateGenerationRequest } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { startOf } from '~/lib/pictures/start-picture'
import { tell } from '~/ui/toast'
import { type Draft, changeDraft, fromRequest } from './draft'

/**
 * Writes what a request asked for into the form, its start picture and mask too. Says so where they are gone; the
 * answer is whether all was there.
 */
export function useTakeUp() {
  const cache = useQueryClient()
  const { t } = useWords()
  return useCallback(async (request: CreateGenerationRequest, more: Partial<Draft> = {}): Promise<boolean> => {
    const start = await startOf(cache, request)
    const isGone = start === 'gone'
    changeDraft({ ...fromRequest(request), start: isGone ? null : start, ...more })
    if (isGone) tell(t('create.startGone'))
    return !isGone
  }, [cache, t])
}
