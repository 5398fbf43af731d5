import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import { limits } from '../../core/limits.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { firstTryText } from '../api/server-text.ts';
import { closeTyped } from '../state/close-typed.ts';
import { toast } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../ui/dialog-commands.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import type { Fault } from './address-fault.ts';
import { alreadyText, sameServer } from './same-server.ts';
import { apiOf, flavours, type Typed, useAddressForm } from './use-address-form.ts';

export interface AddressStepProps {
  /** Absent for a new one. */
  readonly connection: Connection | undefined;
  /** It is being connected now: it may be kept already, and was never logged in. */
  readonly isNew: boolean;
  /** It was made in this dialog and goes with it. */
  readonly isUnused: boolean;
  /** Begin with the address of the agent service. */
  readonly atAgentService: boolean;
  /** `wasThere`: it was begun earlier, and stays when the dialog is left. */
  readonly onKept: (connection: Connection, wasThere: boolean) => void;
  /** Kept although no server was found there: to be logged in another time. */
  readonly onKeptForLater: () => void;
  readonly onClose: () => void;
}

/** Where the server is and what it is called. It is asked whether it is one before anybody logs in. */
export function AddressStep(props: AddressStepProps) {
  const { connection, isNew, isUnused, atAgentService, onKept, onKeptForLater } = props;
  const { connections = [] } = useQuery(connectionQueries.list()).data ?? {};
  const form = useAddressForm(connection, connections);
  const { typed, set, address, exposed, missing, save } = form;
  const [advanced, setAdvanced] = useState(
    atAgentService || typed.agentUrl !== '' || typed.caFile !== '' || typed.flavour !== 'detect',
  );
  const already =
    address === undefined
      ? undefined
      : form.begun === undefined
        ? alreadyText(sameServer(connections, { id: connection?.id, url: address.url }))
        : `${form.begun.name} has this address and was never logged in: this goes on with it.`;
  const formId = useId();
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (missing) return;
    const saved = await save.submit();
    if (saved !== undefined) onKept(saved, form.begun !== undefined);
  };
  const close = () => {
    save.stop();
    void closeTyped(form.changed || isUnused, props.onClose);
  };
  const mayKeep = save.notReached !== undefined && !save.running;
  const keepForLater = async () => {
    if ((await save.unasked()) === undefined) return;
    toast('info', `${typed.name} is kept. Settings lists it, with the way to log in.`);
    onKeptForLater();
  };
  const goOn = connection?.credential === undefined ? 'Continue' : 'Save';
  return (
    <Dialog
      title={isNew || connection === undefined ? 'Connect a server' : `Edit ${connection.name}`}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          {mayKeep && (
            <Button chord="Alt+K" onPress={() => void keepForLater()}>
              Keep it for later
            </Button>
          )}
          <Button
            look="primary"
            type="submit"
            form={formId}
            chord="Mod+Enter"
            isDisabled={missing || save.running}
          >
            {save.asking ? 'Asking the server…' : save.notReached === undefined ? goOn : 'Try again'}
          </Button>
        </>
      }
    >
      <DialogCommands
        commands={[
          submitCommand(goOn, !missing && !save.running, submit),
          {
            id: 'connect.later',
            title: 'Keep it for later',
            group: 'Connections',
            keys: ['Alt+K'],
            enabled: () => mayKeep,
            run: () => void keepForLater(),
          },
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
          autoFocus={!atAgentService}
          mono
          placeholder="e.g. https://cloud.trigger.dev"
          value={typed.url}
          onChange={(url) => set({ url })}
          maxLength={2_000}
          {...faultProps(form.faults.url)}
          hint={
            form.faults.url !== undefined
              ? undefined
              : address === undefined
                ? 'Of its dashboard or API. A pasted page will do.'
                : `The console will speak with ${apiOf(address)}${typed.agentUrl.trim() === '' ? '' : ', the agent service'} and with nobody else.`
          }
        />
        <TextField
          label="Name"
          value={typed.name}
          onChange={(name) => set({ name })}
          maxLength={limits.nameLength}
          {...faultProps(form.faults.name)}
          hint="As the switcher and the history call it."
        />
        {already !== undefined && (
          <p className="note note-info" role="status">
            {already}
          </p>
        )}
        {exposed && (
          <div className="note note-warn">
            <Checkbox isSelected={typed.allowHttp} onChange={(allowHttp) => set({ allowHttp })}>
              This address is not encrypted: anybody on the way can read the token and all values. Use it
              nevertheless
            </Checkbox>
          </div>
        )}
        <Button look="quiet" chord="Alt+V" aria-expanded={advanced} onPress={() => setAdvanced(!advanced)}>
          {advanced ? 'Fewer fields' : 'Agent service, certificate authority…'}
        </Button>
        {advanced && (
          <AdvancedFields
            typed={typed}
            set={set}
            agentUrlFault={form.faults.agentUrl}
            focused={atAgentService}
          />
        )}
        {connection?.credential !== undefined && form.moves && (
          <p className="note note-warn">
            This leads to another server: its token is forgotten here, and you log in again.
          </p>
        )}
        {connection?.agentAccess !== undefined && !form.moves && form.movesAgents && (
          <p className="note note-warn">
            This leads to another agent service: what opens its projects is forgotten here.
          </p>
        )}
        {save.error !== undefined && (
          <ErrorNote
            error={save.error}
            {...(save.notReached === undefined || address === undefined
              ? {}
              : { text: firstTryText(save.notReached.problem, address.url, save.notReached.status) })}
          />
        )}
      </form>
    </Dialog>
  );
}

/** What is wrong is said at its field. A token is hidden there, as in the field that is meant for it. */
const faultProps = (fault: Fault | undefined) =>
  fault === undefined
    ? {}
    : { error: fault.text, type: fault.isToken ? ('password' as const) : ('text' as const) };

function AdvancedFields(props: {
  readonly typed: Typed;
  readonly set: (part: Partial<Typed>) => void;
  readonly agentUrlFault: Fault | undefined;
  /** Whether it begins with the focus. */
  readonly focused: boolean;
}) {
  const { typed, set, agentUrlFault, focused } = props;
  return (
    <>
      <TextField
        label="Address of the agent service"
        autoFocus={focused}
        mono
        placeholder="e.g. https://agents.example"
        value={typed.agentUrl}
        onChange={(agentUrl) => set({ agentUrl })}
        {...faultProps(agentUrlFault)}
        hint="Of a Platos deployment that has one: agents and provider keys are there. Variables do not need it."
      />
      <TextField
        label="File of your organization’s certificate authority"
        mono
        placeholder="e.g. /etc/ssl/our-ca.pem"
        value={typed.caFile}
        onChange={(caFile) => set({ caFile })}
        hint="A PEM file, trusted for this connection besides the authorities of the system."
      />
      <Select
        label="What it speaks"
        options={flavours}
        value={typed.flavour}
        onChange={(flavour) => set({ flavour })}
      />
    </>
  );
}
