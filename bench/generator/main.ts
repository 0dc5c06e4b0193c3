/** A load generator process: does what its parent asks, one thing at a time, and ends with it. */
import { Crowd } from './crowd.ts'
import type { Answers, Ask, Reply } from './protocol.ts'

class Generator {
  #crowd: Crowd | null = null

  async do(ask: Ask): Promise<Answers[Ask['do']]> {
    switch (ask.do) {
      case 'register':
        await new Crowd(ask.crowd).register()
        return null
      case 'enter':
        this.#crowd = new Crowd(ask.crowd)
        await this.#crowd.enter()
        return null
      case 'storm':
        this.#crowd = new Crowd(ask.crowd)
        await this.#crowd.storm()
        return null
      case 'expect-end':
        this.#present.expectEnd()
        return null
      case 'make-channels':
        await this.#present.makeChannels()
        return null
      case 'join-channels':
        await this.#present.joinChannels()
        return null
      case 'talk':
        this.#present.talk(ask.pace)
        return null
      case 'count':
        return this.#present.counts()
      case 'sign-in-again':
        return this.#present.signInAgain(ask)
      case 'hush':
        this.#present.hush()
        return null
      case 'totals':
        return this.#present.totals()
    }
  }

  get #present(): Crowd {
    if (this.#crowd === null) throw new Error('nobody has entered yet')
    return this.#crowd
  }
}

const generator = new Generator()

process.on('message', (ask: Ask) => {
  generator.do(ask).then(
    (done) => reply({ done }),
    (error: unknown) => reply({ failed: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())

function reply(answer: Reply): void {
  process.send?.(answer)
}
