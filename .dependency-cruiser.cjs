/**
 * The import law (docs/architecture.md): who may know whom. Each folder lists what it may reach; everything else is a fault.
 */

/** What each part may import besides itself. */
const law = {
  'src/main.ts': ['src/cli/'],
  'src/cli/': [
    'src/config/',
    'src/server\\.ts',
    'src/core/export/',
    'src/store/',
    'src/blobs/',
    'src/observe/',
    'src/lib/',
  ],
  'src/lib/': [],
  'src/config/': ['src/lib/'],
  'src/observe/': ['src/lib/'],
  'src/core/': ['src/lib/'],
  'src/store/': [
    'src/core/(types|ports|store-port|errors|events|export/(lines|read-lines))\\.ts',
    'src/observe/',
    'src/lib/',
  ],
  'src/fanout/': ['src/core/(types|events)\\.ts', 'src/observe/', 'src/lib/'],
  'src/effects/': [
    'src/core/(types|events|ports|store-port|messages/(links|mentions)|push/quiet)\\.ts',
    'src/observe/',
    'src/lib/',
  ],
  'src/blobs/': ['src/core/(types|ports|store-port|errors)\\.ts', 'src/observe/', 'src/lib/'],
  'src/net/': ['src/observe/', 'src/lib/'],
  'src/protocols/': ['src/core/', 'src/blobs/', 'src/fanout/', 'src/net/', 'src/observe/', 'src/lib/'],
}

/** Packages that only one place may know. */
const owners = {
  kysely: 'src/store/',
  'better-sqlite3': 'src/store/',
  '@nats-io/transport-node': 'src/fanout/nats-bus\\.ts',
  pg: 'src/store/dialects/postgres/',
  mysql2: 'src/store/dialects/mariadb/',
  bcrypt: 'src/lib/password-hash\\.ts',
  pino: 'src/observe/',
  'pino-pretty': 'src/observe/',
  'prom-client': 'src/observe/',
  'rotating-file-stream': 'src/observe/',
  commander: 'src/cli/',
  yaml: 'src/config/',
  'web-push': 'src/effects/push/web-push-service\\.ts',
  ws: 'src/net/websocket\\.ts',
  sharp: 'src/blobs/look/',
  'file-type': 'src/blobs/look/',
  htmlparser2: 'src/effects/previews/',
  aws4fetch: 'src/blobs/s3/',
  '@tus/server': 'src/protocols/api/uploads/',
  '@peculiar/x509': 'src/net/tls/',
  'acme-client': 'src/net/tls/',
}

const folderRules = Object.entries(law).map(([folder, reachable]) => ({
  name: `law: ${folder}`,
  comment: `${folder} may import ${reachable.length > 0 ? reachable.join(', ') : 'nothing of this tree'}.`,
  severity: 'error',
  from: { path: `^${folder.replace('.', '\\.')}` },
  to: { path: '^src/', pathNot: [folder.replace('.', '\\.'), ...reachable].map((path) => `^${path}`) },
}))

const packageRules = Object.entries(owners).map(([name, owner]) => ({
  name: `only ${owner} knows ${name}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${owner}` },
  to: { path: `(^|/)node_modules/${name}/` },
}))

module.exports = {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'law: doors do not know each other',
      severity: 'error',
      from: { path: '^src/protocols/([^/]+)/' },
      to: { path: '^src/protocols/[^/]+/', pathNot: '^src/protocols/$1/' },
    },
    {
      name: 'law: the server knows everybody but its caller',
      severity: 'error',
      from: { path: '^src/server' },
      to: { path: '^src/(main\\.ts|cli/)' },
    },
    {
      name: 'core packages',
      comment: 'The core needs nothing from outside but zod, which checks its input.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: 'node_modules/', pathNot: '(^|/)node_modules/zod/' },
    },
    {
      name: 'core knows no platform',
      comment: 'Files, sockets, processes and clocks reach the core through its ports.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'law: web knows the wire',
      comment: 'The browser client takes the types of the API, and nothing that runs.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench|scripts)/', pathNot: '^src/protocols/api/wire\\.ts$' },
    },
    {
      name: 'law: web takes types only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'law: nobody knows the web client',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no missing packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no development packages at run time',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'tests stay outside',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
