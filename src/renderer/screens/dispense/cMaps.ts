/// <reference types="vite/client" />

/** The character maps that a Chinese hospital's file may name instead of bringing one: those of GB. Identity needs none, and other countries' are left out. */
const files = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/{Adobe-GB1-*,GB*,UniGB-*}.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
})
const urls = new Map(Object.entries(files).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))

interface Wanted {
  readonly kind: string
  readonly filename: string
}

/** Gives the PDF library what stands in its package and not in the file: the maps above, from beside the page. Whatever else it asks for is not there. */
export class LocalFiles {
  async fetch({ kind, filename }: Wanted): Promise<Uint8Array> {
    const url = kind === 'cMapUrl' ? urls.get(filename) : undefined
    if (url === undefined) throw new Error(`${filename} is not part of this program`)
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${filename} cannot be read`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}
