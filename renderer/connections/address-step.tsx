import { type FormEvent, useId, useState } from 'react';
import type { Connection, ConnectionInput } from '../../core/connection.ts';
import { limits } from '../../core/limits.ts';
import { type ServerAddress, serverAddress } from '../../core/server-url.ts';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../ui/dialog-commands.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';

export interface AddressStepProps {
  /** Absent for a new one. */
  readonly connection: Connection | undefined;
  readonly onKept: (connection: Connection) => void;
  readonly onClose: () => void;
}

/** Where the server is and what it is called. Nothing is sent yet. */
export function AddressStep({ connection, onKept, onClose }: AddressStepProps) {
  const form = useAddressForm(connection);
  const { typed, set, address, exposed, missing, save } = form;
  const [advanced, setAdvanced] = useState(typed.agentUrl !== '' || typed.caFile !== '');
  const formId = useId();
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (missing) return;
    const saved = await save.submit();
    if (saved !== undefined) onKept(saved);
  };
  return (
    <Dialog
      title={connection === undefined ? 'Connect a server' : `Edit ${connection.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            chord="Mod+Enter"
            isDisabled={missing || save.running}
          >
            {connection?.credential === undefined ? 'Continue' : 'Save'}
          </Button>
        </>
      }
    >
      <DialogCommands
        commands={[
          submitCommand('Continue', !missing && !save.running, submit),
          {
            id: 'connect.advanced',
            title: 'More or fewer fields',
            group: 'Connections',
            keys: ['Alt+V'],
            run: () => setAdvanced(!advanced),
          },
        ]}
      />
      <form id={formId} className="connect-form" onSubmit={submit}>
        <TextField
          label="Address of Platos or Trigger.dev"
          autoFocus
          mono
          placeholder="https://cloud.trigger.dev"
          value={typed.url}
          onChange={(url) => set({ url })}
          maxLength={2_000}
          hint={
            address === undefined
              ? 'Of its dashboard or API. A pasted page will do.'
              : `The console will speak with ${apiOf(address)} and with nobody else.`
          }
        />
        <TextField
          label="Name"
          value={typed.name}
          onChange={(name) => set({ name })}
          maxLength={limits.nameLength}
          hint="As the switcher and the history call it."
        />
        {exposed && (
          <div className="note note-warn">
            <Checkbox isSelected={typed.allowHttp} onChange={(allowHttp) => set({ allowHttp })}>
              This address is not encrypted: anybody on the way can read the token and all values. Use it
              nevertheless
            </Checkbox>
          </div>
        )}
        <Button look="quiet" chord="Alt+V" aria-expanded={advanced} onPress={() => setAdvanced(!advanced)}>
          {advanced ? 'Fewer fields' : 'Agent service, own authority…'}
        </Button>
        {advanced && (
          <>
            <TextField
              label="Address of the agent service"
              mono
              placeholder="https://agents.example"
              value={typed.agentUrl}
              onChange={(agentUrl) => set({ agentUrl })}
              hint="Of a Platos deployment that has one. Kept for later; variables do not need it."
            />
            <TextField
              label="File of your organization’s certificate authority"
              mono
              placeholder="/etc/ssl/our-ca.pem"
              value={typed.caFile}
              onChange={(caFile) => set({ caFile })}
              hint="A PEM file, trusted for this connection besides the authorities of the system."
            />
          </>
        )}
        {connection?.credential !== undefined && form.moves && (
          <p className="note note-warn">
            This leads to another server: its token is forgotten here, and you log in again.
          </p>
        )}
        {save.error !== undefined && <ErrorNote error={save.error} />}
      </form>
    </Dialog>
  );
}

interface Typed {
  readonly url: string;
  /** Undefined while the host suggests it. */
  readonly name: string | undefined;
  readonly agentUrl: string;
  readonly caFile: string;
  readonly allowHttp: boolean;
}

function useAddressForm(connection: Connection | undefined) {
  const [typed, setTyped] = useState<Typed>({
    url: connection?.url ?? '',
    name: connection?.name,
    agentUrl: connection?.agentUrl ?? '',
    caFile: connection?.caFile ?? '',
    allowHttp: connection?.allowHttp ?? false,
  });
  const add = useAsk('connections.add');
  const update = useAsk('connections.update');
  const address = serverAddress(typed.url);
  const exposed = [address, serverAddress(typed.agentUrl)].some(
    (each) => each?.scheme === 'http' && !each.loopback,
  );
  const name = typed.name ?? suggestedName(address?.host);
  const text = (part: string) => (part.trim() === '' ? undefined : part.trim());
  const input: ConnectionInput = {
    name,
    url: typed.url,
    allowHttp: exposed && typed.allowHttp,
    agentUrl: text(typed.agentUrl),
    caFile: text(typed.caFile),
    flavour: connection?.flavour,
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
    missing: address === undefined || name.trim() === '' || (exposed && !typed.allowHttp),
    save: {
      submit: () => (connection === undefined ? add.go(input) : update.go({ id: connection.id, input })),
      running: add.running || update.running,
      error: add.error ?? update.error,
    },
  };
}

/** The dashboard of Trigger.dev's own cloud stands for its API. */
const apiOf = ({ host, url }: ServerAddress): string =>
  host === 'cloud.trigger.dev' ? 'https://api.trigger.dev' : url;

const clouds: Readonly<Record<string, string>> = {
  'cloud.trigger.dev': 'Trigger.dev Cloud',
  'api.trigger.dev': 'Trigger.dev Cloud',
};

/** A name to begin with: what stands first in the host, or the whole of an address by number. */
function suggestedName(host: string | undefined): string {
  if (host === undefined) return '';
  return clouds[host] ?? host.slice(0, limits.nameLength);
}
