/** The yardsticks, each one command: `npm run bench -- fanout`. Arguments → yardstick → table and JSON. */
import { Command, Option } from 'commander'
import { runAppend } from './append.ts'
import { count, number } from './arguments.ts'
import { compareCommand } from './compare/command.ts'
import { runFanout } from './fanout.ts'
import { runHistory } from './history.ts'
import { runIdle } from './idle.ts'
import { textKinds } from './generator/message.ts'
import { contestant, contestantNames, type ContestantName } from './contestants.ts'
import { doorNames } from './generator/doors/doors.ts'
import { asTable, writeJson, type Report, type Running } from './report.ts'
import { runRestart } from './restart.ts'
import { runSignIns } from './sign-ins.ts'
import { runStorm } from './storm.ts'
import { runUploads } from './uploads.ts'

interface Shown {
  readonly json?: string | undefined
  readonly profile?: string | undefined
  readonly server?: ContestantName | undefined
}

interface Started extends Running {
  /** For the node of the measured server. */
  readonly nodeOptions: readonly string[]
}

function yardstick(name: string, about: string): Command {
  return new Command(name)
    .description(about)
    .option('--generators <n>', 'processes that make the load', number, 1)
    .option('--json <file>', 'write the figures as JSON too; - for standard output, without the table')
    .option('--profile <folder>', "write the server's CPU profile there (figures then are for nothing else)")
}

function whichServer(): Option {
  return new Option('--server <name>', 'what is measured').choices(contestantNames).default('parlance')
}

/** One that any door of any server can be measured with. */
function yardstickOfDoors(name: string, about: string): Command {
  return yardstick(name, about)
    .addOption(whichServer())
    .addOption(new Option('--door <name>', 'by which people come').choices(doorNames).default('plain'))
    .option('--tags', 'at the IRC door, ask for tags, times and an echo', false)
    .option('--tls', "over TLS, to the server's own certificate", false)
}

/** What a command does with what it was given. */
function measured<Options>(run: (options: Options, started: Started) => Promise<Report>) {
  return ({ json, profile, server, ...options }: Options & Shown) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without the words that are for all commands, the rest is its own
    measure({ json, profile, server }, (started) => run(options as Options, started))
}

async function measure(shown: Shown, run: (started: Started) => Promise<Report>): Promise<void> {
  const nodeOptions = shown.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${shown.profile}`]
  const report = await run({
    tell: (progress) => process.stderr.write(`${progress}…\n`),
    nodeOptions,
    contestant: contestant(shown.server ?? 'parlance', { nodeOptions, settings: [] }),
  })
  if (shown.json !== undefined) writeJson(report, shown.json)
  if (shown.json !== '-') process.stdout.write(`\n${asTable(report)}`)
  if (report.faults.length > 0) process.exitCode = 1
}

const fanout = yardstickOfDoors(
  'fanout',
  'one large channel or several: server CPU per delivery, latency, throughput',
)
  .option('--clients <n>', 'clients', number, 1000)
  .option('--channels <n>', 'channels, with as many clients each', number, 1)
  .option(
    '--each <n>',
    'channels that each client is in; several: as many clients as channels, all talk in one',
    count,
    1,
  )
  .option('--senders <n>', 'clients that talk, of all channels together', number, 10)
  .option('--rate <n>', 'messages a second of all senders together; 0: as the window allows', number, 0)
  .option('--window <n>', 'own messages each sender keeps on their way', number, 32)
  .addOption(
    new Option('--text <kind>', 'what is said: ordinary words, or such as nobody has said before')
      .choices(textKinds)
      .default('words'),
  )
  .option('--warmup <s>', 'seconds before measuring', number, 3)
  .option('--seconds <s>', 'seconds measured', number, 10)
  .action(measured(runFanout))

const append = yardstickOfDoors(
  'append',
  'many small channels: durable messages a second, and latency at a fixed rate',
)
  .option('--clients <n>', 'clients, all of which talk, in channels of 2 to 10', number, 1000)
  .option('--rate <n>', 'messages a second of the part at a fixed rate', number, 1000)
  .option('--window <n>', 'own messages each sender keeps on their way in the flood', number, 4)
  .option('--warmup <s>', 'seconds before measuring each part', number, 3)
  .option('--seconds <s>', 'seconds measured of each part', number, 10)
  .action(measured(runAppend))

const idle = yardstickOfDoors(
  'idle',
  'many signed-in clients that say nothing: memory, sign-ins a second, CPU at rest',
)
  .option('--clients <n>', 'clients', number, 10_000)
  .option('--members <n>', 'members of each channel', number, 10)
  .option('--settle <s>', 'seconds of rest before each reading of memory', number, 3)
  .option('--seconds <s>', 'seconds of idleness measured', number, 10)
  .action(measured(runIdle))

const storm = yardstick('storm', 'everybody connects, comes in by IRC and joins a channel at once')
  .addOption(whichServer())
  .option('--clients <n>', 'clients', number, 10_000)
  .option('--members <n>', 'members of each channel', number, 10)
  .action(measured(runStorm))

const restart = yardstick(
  'restart',
  'the server is stopped and started again: until everybody is back by IRC',
)
  .addOption(whichServer())
  .option('--clients <n>', 'clients', number, 10_000)
  .option('--members <n>', 'members of each channel', number, 10)
  .option('--rate <n>', 'messages a second of the talk before and after', number, 200)
  .option('--seconds <s>', 'seconds of each talk', number, 3)
  .action(measured(runRestart))

const signIns = yardstick(
  'sign-ins',
  "sign-ins a second with bcrypt's cost as shipped, against bare comparisons; the latency of those who talk meanwhile",
)
  .option('--clients <n>', 'users, all in one channel', count, 50)
  .option('--senders <n>', 'clients that talk', number, 10)
  .option('--rate <n>', 'messages a second of all senders together', number, 50)
  .option('--at-once <n>', 'sign-ins under way at one time', count, 16)
  .option('--cost <n>', "bcrypt's, instead of the shipped one", count)
  .option('--warmup <s>', 'seconds before measuring', number, 2)
  .option('--seconds <s>', 'seconds measured of each part', number, 10)
  .action(measured(runSignIns))

const uploads = yardstick(
  'uploads',
  "a large file and back: the server's memory; many at once: the latency of those who talk meanwhile",
)
  .option('--large <MiB>', 'the large file', number, 2048)
  .option('--files <n>', 'files at once', number, 20)
  .option('--size <MiB>', 'each of them', number, 50)
  .option('--rounds <n>', 'how often so many are brought, with and without in turn', number, 4)
  .option('--pace <MiB/s>', 'of all of them together; 0: as fast as it goes', number, 100)
  .option('--clients <n>', 'clients in the channel', number, 50)
  .option('--senders <n>', 'clients that talk', number, 10)
  .option('--rate <n>', 'messages a second of all senders together', number, 50)
  .option('--warmup <s>', 'seconds before measuring', number, 3)
  .option('--seconds <s>', 'seconds measured without files, each time', number, 10)
  .action(measured(runUploads))

const history = new Command('history')
  .description('a database of many messages: pages of history and searches, one after the other')
  .option('--messages <n>', 'messages', count, 10_000_000)
  .option('--channels <n>', 'channels, some of them much busier than others', count, 300)
  .option('--authors <n>', 'people who have talked', count, 300)
  .option('--requests <n>', 'requests of each kind', count, 300)
  .option('--patience <s>', 'seconds after which a kind has been asked enough', number, 120)
  .option('--folder <folder>', 'keeps the database there, and uses the one that is there')
  .option('--json <file>', 'write the figures as JSON too; - for standard output, without the table')
  .option('--profile <folder>', "write the server's CPU profile there (figures then are for nothing else)")
  .action(measured(runHistory))

process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

await new Command('bench')
  .description('measures a real server process on this machine; progress on standard error')
  .addCommand(fanout)
  .addCommand(append)
  .addCommand(idle)
  .addCommand(storm)
  .addCommand(restart)
  .addCommand(signIns)
  .addCommand(uploads)
  .addCommand(history)
  .addCommand(compareCommand)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
