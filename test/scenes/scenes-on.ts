/** Every scene, played once on a kind of database server: the casts take turns. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../support/database-server.ts'
import type { DatabaseServerKind } from '../support/database-servers.ts'
import { casts } from './doors/index.ts'
import type { Cast } from './doors/person.ts'
import { SharedDatabases } from './play/databases.ts'
import { playScene } from './play/run-scene.ts'
import { readScenes, type Scene } from './play/scene-file.ts'

export function scenesOn({ name, isInstalled, start }: DatabaseServerKind): void {
  describe.runIf(isInstalled).concurrent(`scenes on ${name}`, () => {
    let server: TestServer
    let databases: SharedDatabases

    beforeAll(async () => {
      server = await start()
      databases = new SharedDatabases(server)
    }, 60_000)
    afterAll(() => server.stop())

    const played = readScenes().map((scene, index) => ({ scene, cast: castFor(scene, index) }))
    test.each(played)(
      '$scene.file with the cast $cast.name',
      { timeout: 60_000 },
      async ({ scene, cast }) => {
        expect(await playScene(scene, cast, databases)).toBe(scene.steps.length)
      },
    )
  })
}

function castFor({ file, doors }: Scene, index: number): Cast {
  const meant = casts.filter(({ name }) => doors === null || doors.includes(name))
  const cast = meant[index % meant.length]
  if (cast === undefined) throw new Error(`nobody plays ${file}`)
  return cast
}
