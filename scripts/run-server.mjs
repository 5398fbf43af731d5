/** Starts a server in which everything is made up, to try the console against. Runs in the project's Node. */
import { parseArgs } from 'node:util';
import { flavours } from '../test/support/server/flavour.ts';
import { startServer } from '../test/support/server/server.ts';

const usage = `npm run server -- [options]

  --flavour NAME     ${Object.keys(flavours).join(', ')}; trigger unless given
  --port PORT        3030 unless given; 0 takes any free one
  --rate-limit N     so many requests at once, and a third as many more every 10 seconds; 750 unless given
  --no-environments  has no list of environments, as older servers
  --help             says this`;

const options = readOptions(process.argv.slice(2));
const server = await startServer(options).catch((error) =>
  leave(
    1,
    error.code === 'EADDRINUSE'
      ? `Port ${options.port} is taken; choose another with --port.`
      : `${error.message}`,
  ),
);

const { world, flavour } = server;
console.log(`A fake ${flavour.name} server. Everything in it is made up, secrets and token included.

  URL           ${server.url}
  Access token  ${server.token}
  Projects      ${world.projects.map(({ name, ref }) => `${name} (${ref})`).join(', ')}
  Environments  ${[...new Set(world.environments.map(({ branchName, slug }) => branchName ?? slug))].join(', ')}

Ctrl+C ends it, and what was changed in it goes with it.`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => server.close().then(() => process.exit(0)));

function readOptions(args) {
  const values = parsed(args);
  if (values.help) leave(0, usage);
  const { flavour: name = 'trigger', port = '3030', 'rate-limit': burst } = values;
  if (!Object.hasOwn(flavours, name)) leave(2, `There is no flavour ${name}.\n\n${usage}`);
  return {
    flavour: name,
    port: whole('port', port, 65_535),
    ...(values['no-environments'] ? { differences: { environmentsRoute: false } } : {}),
    ...(burst === undefined ? {} : { rateLimit: limitOf(whole('rate-limit', burst, 1_000_000)) }),
  };
}

function parsed(args) {
  const options = {
    flavour: { type: 'string' },
    port: { type: 'string' },
    'rate-limit': { type: 'string' },
    'no-environments': { type: 'boolean' },
    help: { type: 'boolean' },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    return leave(2, `${error.message}\n\n${usage}`);
  }
}

function whole(name, text, most) {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  return leave(2, `--${name} takes a whole number up to ${most}.`);
}

function limitOf(burst) {
  const rule = { burst, refill: Math.ceil(burst / 3), intervalMs: 10_000 };
  return { general: rule, deploy: rule };
}

function leave(code, message) {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
