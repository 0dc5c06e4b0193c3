/** How a person comes in at the IRC door: SASL PLAIN, REGISTER, NickServ for an invitation, or as a guest. */
import type { DeedOf } from './deeds.ts'
import type { Hand } from './irc-deeds.ts'
import type { IrcLine } from './irc-line.ts'

/** Of 512 bytes, what REGISTER leaves for a password. */
const longPassword = 480

/** Whoever has an invitation gives its code to NickServ, once they are in: REGISTER has no place for it. */
export async function register(deed: DeedOf<'register'>, hand: Hand): Promise<void> {
  const { password, invitation } = deed
  if (Buffer.byteLength(password) > longPassword) return registerElsewhere(deed, hand)
  await introduce(hand)
  if (invitation !== null) {
    if (!hand.welcomed) await hand.quietly(({ from }) => from === 'NickServ', 'CAP END')
    await hand.sends(`PRIVMSG NickServ :REGISTER ${password} ${invitation}`)
    return
  }
  const came = await hand.sends(`REGISTER * * :${password}`)
  if (came.some(({ command }) => command === 'REGISTER')) await goesIn(hand)
}

/** A password too long for a line of IRC. */
async function registerElsewhere(deed: DeedOf<'register'>, hand: Hand): Promise<void> {
  if (await hand.elsewhere(deed)) await signIn({ do: 'sign-in', password: deed.password }, hand)
}

export async function signIn(
  { password }: Pick<DeedOf<'sign-in'>, 'password' | 'do'>,
  hand: Hand,
): Promise<void> {
  await introduce(hand)
  const proof = Buffer.from(`\0${hand.name}\0${password}`).toString('base64')
  const chunks: string[] = proof.match(/.{1,400}/g) ?? []
  if (proof.length % 400 === 0) chunks.push('+')
  const came = await hand.sends('AUTHENTICATE PLAIN', ...chunks.map((chunk) => `AUTHENTICATE ${chunk}`))
  if (isSignedIn(came)) await goesIn(hand)
}

/** Names that begin with `guest-` are for guests on every door. Where there are no guests the client falls back to another. */
export async function enterAsGuest({ name }: DeedOf<'enter-as-guest'>, hand: Hand): Promise<void> {
  const came = await hand.quietly(isWrongName, `NICK guest-${name ?? 'somebody'}`)
  if (came.some(isWrongName)) await hand.sends(`NICK ${hand.name}`)
  await hand.sends(`USER ${hand.name} 0 * :${hand.name}`, 'CAP END')
}

async function introduce(hand: Hand): Promise<void> {
  if (!hand.welcomed) await hand.sends(`NICK ${hand.name}`, `USER ${hand.name} 0 * :${hand.name}`)
}

/** The welcome says no more than that the sign-in has worked. */
async function goesIn(hand: Hand): Promise<void> {
  if (!hand.welcomed) await hand.quietly(({ command }) => command === '001', 'CAP END')
}

function isWrongName({ command }: IrcLine): boolean {
  return command === '432'
}

function isSignedIn(came: readonly IrcLine[]): boolean {
  return came.some(({ command }) => command === '900')
}
