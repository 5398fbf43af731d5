import { useState } from 'react';
import type { Connection, ConnectionInput, Flavour } from '../../core/connection.ts';
import { limits } from '../../core/limits.ts';
import { type ServerAddress, serverAddress } from '../../core/server-url.ts';
import { useAsk } from '../api/use-ask.ts';
import type { SelectOption } from '../ui/select.tsx';

interface Typed {
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
  { id: 'detect', text: 'Found out by the console' },
  { id: 'trigger', text: 'Trigger.dev' },
  { id: 'platos-tables', text: 'Platos, on the tables of Trigger.dev' },
  { id: 'platos-tenancy', text: 'Platos, on its own tenancy database' },
];

/** What was typed about a server, and whether it can be kept. The name follows the host until it is typed. */
export function useAddressForm(connection: Connection | undefined) {
  const [typed, setTyped] = useState<Typed>({
    url: connection?.url ?? '',
    name: connection?.name,
    agentUrl: connection?.agentUrl ?? '',
    caFile: connection?.caFile ?? '',
    allowHttp: connection?.allowHttp ?? false,
    flavour: connection?.flavour ?? 'detect',
  });
  const add = useAsk('connections.add');
  const update = useAsk('connections.update');
  const address = serverAddress(typed.url);
  const exposed = [address, serverAddress(typed.agentUrl)].some(
    (each) => each?.scheme === 'http' && !each.loopback,
  );
  const name = typed.name ?? suggestedName(address);
  const text = (part: string) => (part.trim() === '' ? undefined : part.trim());
  const input: ConnectionInput = {
    name,
    url: typed.url,
    allowHttp: exposed && typed.allowHttp,
    agentUrl: text(typed.agentUrl),
    caFile: text(typed.caFile),
    flavour: typed.flavour === 'detect' ? undefined : typed.flavour,
  };
  return {
    typed: { ...typed, name },
    set: (part: Partial<Typed>) => {
      setTyped((before) => ({ ...before, ...part }));
      add.forget();
      update.forget();
    },
    address,
    exposed,
    moves: address !== undefined && address.url !== connection?.url,
    movesAgents: serverAddress(typed.agentUrl)?.url !== connection?.agentUrl,
    missing: address === undefined || name.trim() === '' || (exposed && !typed.allowHttp),
    save: {
      submit: () => (connection === undefined ? add.go(input) : update.go({ id: connection.id, input })),
      running: add.running || update.running,
      error: add.error ?? update.error,
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
