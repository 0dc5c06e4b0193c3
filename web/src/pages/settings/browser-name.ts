/** What a browser says of itself is long; its own name and the system are what people know. Pure. */
export function browserOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)(?:iOS)?\/(\d+)/.exec(agent)
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(agent)?.[1]
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
  const name =
    browser?.[1] === undefined ? agent.slice(0, 60) : `${names[browser[1]] ?? browser[1]} ${browser[2] ?? ''}`
  return system === undefined || browser === null ? name : `${name}, ${system}`
}
