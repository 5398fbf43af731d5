/** Starts a server in which everything is made up, to try the console against. Runs in the project's Node. */
import { parseArgs } from 'node:util';
import { perMinute } from '../test/support/server/agent/limits.ts';
import { flavours } from '../test/support/server/flavour.ts';
import { startServer } from '../test/support/server/server.ts';

const usage = `npm run server -- [options]

  --flavour NAME     ${Object.keys(flavours).join(', ')}; trigger unless given
  --port PORT        3030 unless given; 0 takes any free one
  --agent-port PORT  of the agent service, where the flavour has one; 3100 unless given
  --rate-limit N     so many requests at once, and a third as many more every 10 seconds; 750 unless given;
                     the agent service gives as many every minute, or 30 unless given
  --no-environments  has no list of environments, as older servers
  --approvals        tools of the agent service that want an approval wait for one
  --help             says this`;

const { approvals, ...options } = readOptions(process.argv.slice(2));
const server = await startServer(options).catch((error) =>
  leave(
    1,
    error.code === 'EADDRINUSE'
      ? `Port ${error.port} is taken; choose another with --port or --agent-port.`
      : `${error.message}`,
  ),
);

const { world, flavour } = server;
world.agent.interactiveApprovals = approvals;
console.log(`A fake ${flavour.name} server. Everything in it is made up, secrets and token included.

  URL           ${server.url}
  Access token  ${server.token}
  Projects      ${world.projects.map(({ name, ref }) => `${name} (${ref})`).join(', ')}
  Environments  ${[...new Set(world.environments.map(({ branchName, slug }) => branchName ?? slug))].join(', ')}
${agentText(server)}
Ctrl+C ends it, and what was changed in it goes with it.`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => server.close().then(() => process.exit(0)));

function agentText({ agent, world: { agent: known, projects, environments } }) {
  if (agent === undefined) return '';
  const slugOf = (id) => environments.find((one) => one.id === id).slug;
  const texts = known.entities.flatMap(({ id, projectId, secret }) => {
    const tokens = known.mcpTokens
      .filter((one) => one.projectId === projectId)
      .map(({ token, environmentId }) => `${slugOf(environmentId).padEnd(8)} ${token}  ${environmentId}`);
    if (tokens.length === 0) return [];
    const { name } = projects.find((one) => one.id === projectId);
    return `
  ${name} (${projectId})
    Entity id            ${id}
    Service secret       ${secret}
    Control-plane token  ${tokens.join('\n                         ')}
`;
  });
  return `
  Agent URL     ${agent.url}
  What opens a project there; of the tokens that of dev tells the most:
${texts.join('')}`;
}

function readOptions(args) {
  const values = parsed(args);
  if (values.help) leave(0, usage);
  const { flavour: name = 'trigger', port = '3030', 'agent-port': agentPort = '3100' } = values;
  const burst = values['rate-limit'];
  if (!Object.hasOwn(flavours, name)) leave(2, `There is no flavour ${name}.\n\n${usage}`);
  return {
    flavour: name,
    approvals: values.approvals === true,
    port: whole('port', port, 65_535),
    agentPort: whole('agent-port', agentPort, 65_535),
    ...(values['no-environments'] ? { differences: { environmentsRoute: false } } : {}),
    ...(burst === undefined ? {} : limitsOf(whole('rate-limit', burst, 1_000_000))),
  };
}

function parsed(args) {
  const options = {
    flavour: { type: 'string' },
    port: { type: 'string' },
    'agent-port': { type: 'string' },
    'rate-limit': { type: 'string' },
    'no-environments': { type: 'boolean' },
    approvals: { type: 'boolean' },
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

function limitsOf(burst) {
  const rule = { burst, refill: Math.ceil(burst / 3), intervalMs: 10_000 };
  const agent = perMinute(burst);
  return {
    rateLimit: { general: rule, deploy: rule },
    agentRateLimit: { userPerMinute: agent, scopePerMinute: agent, controlPlane: agent },
  };
}

function leave(code, message) {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
