import { useQueryClient } from '@tanstack/react-query'
import { tellProblem } from './toast'
import { tellUndoable } from './undo-toast'
import { useWords } from '~/lib/i18n/use-words'
import { deleteLater } from '~/lib/pictures/delete-later'

/** Deletes pictures, with a way back for some seconds. */
export function useDeletePictures(): (ids: string[]) => void {
  const cache = useQueryClient()
  const { t } = useWords()
  return ids => tellUndoable(t('picture.deleted', { count: ids.length }), deleteLater(cache, ids, tellProblem))
}
