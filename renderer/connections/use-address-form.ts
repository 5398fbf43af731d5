import { useEffect, useRef, useState } from 'react';
import type { Connection, ConnectionInput, Flavour } from '../../core/connection.ts';
import { limits } from '../../core/limits.ts';
import { addressProblem, type ServerAddress, serverAddress } from '../../core/server-url.ts';
import { holdsToken } from '../../core/token-text.ts';
import { useAsk } from '../api/use-ask.ts';
import type { SelectOption } from '../ui/select.tsx';
import { addressFault, nameFault } from './address-fault.ts';
import { begunAt } from './same-server.ts';

export interface Typed {
  readonly url: string;
  /** Undefined while the host suggests it. */
  readonly name: string | undefined;
  readonly agentUrl: string;
  readonly caFile: string;
  readonly allowHttp: boolean;
  readonly flavour: FlavourChoice;
}

type FlavourChoice = Flavour | 'detect';

export const flavours: readonly SelectOption<FlavourChoice>[] = [
  { id: 'detect', text: 'Detected by the console' },
  { id: 'trigger', text: 'Trigger.dev' },
  { id: 'platos-tables', text: 'Platos, on the tables of Trigger.dev' },
  { id: 'platos-tenancy', text: 'Platos, on its own tenancy database' },
];

const texts = ['url', 'name', 'agentUrl', 'caFile'] as const satisfies readonly (keyof Typed)[];

const typedOf = (connection: Connection | undefined): Typed => ({
  url: connection?.url ?? '',
  name: connection?.name,
  agentUrl: connection?.agentUrl ?? '',
  caFile: connection?.caFile ?? '',
  allowHttp: connection?.allowHttp ?? false,
  flavour: connection?.flavour ?? 'detect',
});

/** What was typed about a server, and whether it can be kept. The name follows the host until it is typed; one that was begun goes on. */
export function useAddressForm(connection: Connection | undefined, others: readonly Connection[]) {
  const [start] = useState(() => typedOf(connection));
  const [typed, setTyped] = useState(start);
  const reach = useAsk('connections.reach');
  const add = useAsk('connections.add');
  const update = useAsk('connections.update');
  const address = serverAddress(typed.url);
  const exposed = [address, serverAddress(typed.agentUrl)].some(
    (each) => each?.scheme === 'http' && !each.loopback,
  );
  const begun = connection === undefined && address !== undefined ? begunAt(others, address.url) : undefined;
  const name = typed.name ?? begun?.name ?? suggestedName(address);
  const text = (part: string) => (part.trim() === '' ? undefined : part.trim());
  const input: ConnectionInput = {
    name,
    url: typed.url,
    allowHttp: exposed && typed.allowHttp,
    agentUrl: text(typed.agentUrl) ?? begun?.agentUrl,
    caFile: text(typed.caFile) ?? begun?.caFile,
    flavour: typed.flavour === 'detect' ? begun?.flavour : typed.flavour,
  };
  const faults = {
    url: addressFault(addressProblem(typed.url)),
    agentUrl: typed.agentUrl.trim() === '' ? undefined : addressFault(addressProblem(typed.agentUrl)),
    name: holdsToken(name) ? nameFault : undefined,
  };
  const agentUrlLacks = typed.agentUrl.trim() !== '' && serverAddress(typed.agentUrl) === undefined;
  const moves = address !== undefined && address.url !== connection?.url;
  // Somebody who stays offline is not asked to wait for a server, nor one who changes the name of a connection that works.
  const asksFirst =
    connection?.stayOffline !== true &&
    (connection?.credential === undefined || moves || input.caFile !== connection.caFile);
  /** Changes when what was typed is no longer what a question in flight is about, or the form is gone. */
  const version = useRef(0);
  useEffect(
    () => () => {
      version.current += 1;
    },
    [],
  );
  const kept = connection ?? begun;
  const stop = () => {
    version.current += 1;
  };
  const save = () => (kept === undefined ? add.go(input) : update.go({ id: kept.id, input }));
  const saveReached = async () => {
    const asked = version.current;
    if ((await reach.go(input)) !== undefined && asked === version.current) return save();
    return undefined;
  };
  return {
    typed: { ...typed, name },
    /** Whether something was typed that is not kept yet. */
    changed: texts.some((part) => typed[part] !== start[part]),
    set: (part: Partial<Typed>) => {
      stop();
      setTyped((before) => ({ ...before, ...part }));
      reach.forget();
      add.forget();
      update.forget();
    },
    address,
    begun,
    faults,
    exposed,
    moves,
    movesAgents: serverAddress(typed.agentUrl)?.url !== connection?.agentUrl,
    missing:
      address === undefined ||
      agentUrlLacks ||
      faults.name !== undefined ||
      name.trim() === '' ||
      (exposed && !typed.allowHttp),
    save: {
      /** Where it leads somewhere new, the server there is asked first whether it is one. */
      submit: asksFirst ? saveReached : save,
      /** An answer that comes from now on leads nowhere. */
      stop,
      /** The same without asking. */
      unasked: save,
      asking: reach.running,
      running: reach.running || add.running || update.running,
      /** Why no server was found there; it can be kept nevertheless. */
      notReached: reach.error?.code === 'server' ? reach.error : undefined,
      error: reach.error ?? add.error ?? update.error,
    },
  };
}

/** The dashboard of Trigger.dev's own cloud stands for its API. */
export const apiOf = ({ host, url }: ServerAddress): string =>
  host === 'cloud.trigger.dev' ? 'https://api.trigger.dev' : url;

const clouds: Readonly<Record<string, string>> = {
  'cloud.trigger.dev': 'Trigger.dev Cloud',
  'api.trigger.dev': 'Trigger.dev Cloud',
};

/** A name to begin with: of a cloud its own, else host and port. */
export function suggestedName(address: ServerAddress | undefined): string {
  if (address === undefined) return '';
  const usualPort = address.scheme === 'https' ? /:443$/ : /:80$/;
  const host = address.url.slice(`${address.scheme}://`.length).replace(usualPort, '');
  return clouds[address.host] ?? host.slice(0, limits.nameLength);
}
