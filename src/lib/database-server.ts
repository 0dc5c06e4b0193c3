/** Where a database server is, and as whom it is asked: what the configuration says to the store. */
export interface DatabaseServer {
  readonly kind: 'postgres' | 'mariadb'
  /** A host, or where its socket is. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | null
  /** The file with the password, instead. */
  readonly passwordFile: string | null
  readonly database: string
  readonly tls: DatabaseTls | null
  /** As many at once at most. */
  readonly connections: number
}

export interface DatabaseTls {
  /** The file of the authorities that its certificate must come from; `null`: those that the machine trusts. */
  readonly ca: string | null
  /** Whether its certificate, and the name in it, are looked at. */
  readonly verify: boolean
}
