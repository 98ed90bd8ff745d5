import { reach } from '~/api/client'
import type { Upload } from '~/api/types'

/** Sends a picture in, to start from or as a mask. */
export async function createUpload(file: Blob): Promise<Upload> {
  const answer = await reach('/api/v1/uploads', { method: 'POST', body: file })
  return (await answer.json()) as Upload
}
