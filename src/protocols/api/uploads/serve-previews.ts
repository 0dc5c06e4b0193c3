/** Hands out the pictures of previews: whoever reads a message asks this server for them, and nobody else. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { UploadBytes } from '../../../blobs/uploads.ts'
import { showPreviewPicture } from '../../../core/previews/show.ts'
import type { ApiDoor } from '../door.ts'
import { gone, send } from './serve.ts'

interface Asked {
  readonly Params: { readonly key: string; readonly width: string }
}

export function servePreviews(
  app: FastifyInstance,
  { door, bytes }: { readonly door: ApiDoor; readonly bytes: UploadBytes },
  addressOf: (request: FastifyRequest) => string,
): void {
  app.get<Asked>('/previews/:key/:width', async (request, reply) => {
    const visitor = door.visitor(addressOf(request))
    const found = await door.run(visitor, showPreviewPicture, { key: request.params.key })
    const width = Number(request.params.width)
    if (!found.ok || !found.result.picture.thumbnails.includes(width)) return gone(reply)
    const { digest } = found.result.picture
    return send(bytes, { name: { digest, width }, type: 'image/webp' }, { request, reply })
  })
}
