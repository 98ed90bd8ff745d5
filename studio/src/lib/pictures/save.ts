import { reach } from '~/api/client'

/** Hands a file to the browser to be saved. */
export function saveAs(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const Endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }

/** Saves a picture: as it is stored, with its recipe, where that is the format; else made anew here, without it. */
export async function savePicture(url: string, name: string, mediaType: string): Promise<void> {
  const stored = await (await reach(url)).blob()
  const file = stored.type === mediaType ? stored : await converted(stored, mediaType)
  saveAs(file, `${name}.${Endings[mediaType] ?? 'png'}`)
}

async function converted(picture: Blob, mediaType: string): Promise<Blob> {
  const bitmap = await createImageBitmap(picture)
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob(file => (file ? resolve(file) : reject(new Error('The picture could not be made.'))), mediaType, 0.92)
  })
}

/** What the server packs into one zip. */
const InZip = 500

/** Saves many pictures as a zip; more than the server packs into one as several. */
export async function saveZips(ids: string[], name: string): Promise<void> {
  for (let at = 0; at < ids.length; at += InZip) {
    const answer = await reach('/api/v1/images/archive', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ids: ids.slice(at, at + InZip) }),
    })
    saveAs(await answer.blob(), ids.length > InZip ? `${name}-${at / InZip + 1}.zip` : `${name}.zip`)
  }
}

/** A file's name from a prompt: its first words, in letters that every file system takes. */
export const nameOf = (prompt: string): string =>
  prompt.normalize('NFKD').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '').slice(0, 60)
  || 'picture'
