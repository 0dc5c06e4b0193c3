/** Steps about people: who is here, who is away, and what those with a role on the server do to others. */
import { listed, type StepTable } from '../play/sentence.ts'
import { act, demandSame, orNull, secondsOf, see, seeNot } from './saying.ts'

export const peopleSteps: StepTable = {
  '{who} goes away saying {text}': act(({ text }) => ({ do: 'go-away', text })),
  '{who} is back': act(() => ({ do: 'go-away', text: null })),
  '{who} takes the name {other}': act(({ other }) => ({ do: 'take-name', name: other })),
  '{who} sees that {user} is now called {other}': see(({ user, other }) => ({
    see: 'renamed',
    user,
    name: other,
  })),
  '{who} is told that {other} is away: {text}': see(({ other, text }) => ({
    see: 'away',
    user: other,
    text,
  })),
  '{who} is not told that {other} is away': seeNot(({ other }) => ({ see: 'away', user: other, text: null })),
  '{who} is told that {other} is not here': see(({ other }) => ({ see: 'not-here', user: other })),
  '{who} takes the display name {text}': act(({ text }) => ({ do: 'take-display-name', text })),
  '{who} finds online: {list}': async (stage, { who, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'online' }), listed(list))
  },
  '{who} asks who {other} is and learns {text}': async (stage, { who, other, text }) => {
    const answer = await stage.person(who).asks({ ask: 'whois', user: other })
    if (!answer.includes(text)) throw new Error(`learnt ${JSON.stringify(answer)}`)
  },
  '{who} asks who {other} is and does not learn {text}': async (stage, { who, other, text }) => {
    const answer = await stage.person(who).asks({ ask: 'whois', user: other })
    if (answer.includes(text)) throw new Error(`learnt ${JSON.stringify(answer)}`)
  },

  '{who} kicks {other}[ for {number} {unit}][ because {reason}]': act((given) => ({
    do: 'kick',
    user: given.other,
    seconds: secondsOf(given),
    reason: orNull(given.reason),
  })),
  '{who} bans {other}[ because {reason}]': act(({ other, reason }) => ({
    do: 'ban',
    subject: other,
    reason: orNull(reason),
  })),
  '{who} bans the address {address}': act(({ address }) => ({ do: 'ban', subject: address, reason: null })),
  '{who} unbans {other}': act(({ other }) => ({ do: 'unban', subject: other })),
  '{who} unbans the address {address}': act(({ address }) => ({ do: 'unban', subject: address })),
  '{who} mutes {other}[ for {number} {unit}][ because {reason}]': act((given) => ({
    do: 'mute',
    user: given.other,
    seconds: secondsOf(given),
    reason: orNull(given.reason),
  })),
  '{who} unmutes {other}': act(({ other }) => ({ do: 'unmute', user: other })),
  '{who} announces {text}': act(({ text }) => ({ do: 'announce', text })),

  '{who} sees that {other} was kicked': see(({ other }) => ({ see: 'kicked', user: other })),
  '{who} does not see that {other} was kicked': seeNot(({ other }) => ({ see: 'kicked', user: other })),
  '{who} sees that {other} was banned': see(({ other }) => ({ see: 'banned', user: other })),
  '{who} sees that {other} was muted': see(({ other }) => ({ see: 'muted', user: other })),
  '{who} is told of the kick': see(() => ({ see: 'kicked', user: null })),
  '{who} is told of the ban': see(() => ({ see: 'banned', user: null })),
  '{who} is told of the mute': see(() => ({ see: 'muted', user: null })),
  '{who} is told that the mute is over': see(() => ({ see: 'unmuted', user: null })),
  '{who} is told of the role {role}': see(({ role }) => ({
    see: 'server-role',
    user: null,
    role: serverRole(role),
  })),
  '{who} is told that the role is gone': see(() => ({ see: 'server-role', user: null, role: 'none' })),
  '{who} is told of the new password': see(() => ({ see: 'password-changed' })),
  '{who} sees the announcement {text}': see(({ text }) => ({ see: 'announcement', text })),
}

function serverRole(written: string): 'moderator' | 'admin' {
  if (written !== 'moderator' && written !== 'admin') throw new Error(`${written} is no role of the server`)
  return written
}
