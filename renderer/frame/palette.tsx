import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import type { ListedConnection } from '../../core/connection.ts';
import type { Workspace } from '../../core/environment.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { type Command, isEnabled } from '../commands/command.ts';
import { registry } from '../commands/keyboard.ts';
import { LayerContext, useLayer } from '../commands/use-commands.ts';
import { pathOf } from '../router/paths.ts';
import { projectPlaces, serverName } from '../router/places.ts';
import { type Here, projectKey, useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { EnvironmentTag } from '../ui/environment-tag.tsx';
import { Mono } from '../ui/mono.tsx';
import { connectionItems } from './palette-connections.ts';
import { searchOf } from './palette-search.ts';
import { Picker, type PickerItem } from './picker.tsx';

/** A window over the page with one field: the shape of the palette and its kin. */
export function PickerOverlay(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly find: (text: string) => readonly PickerItem[];
  readonly onClose: () => void;
}) {
  const layer = useLayer();
  return (
    <LayerContext value={layer}>
      <ModalOverlay
        isOpen
        isDismissable
        className="scrim"
        onOpenChange={(open) => {
          if (!open) props.onClose();
        }}
      >
        <Modal className="modal modal-palette">
          <AriaDialog className="dialog" aria-label={props.label}>
            <Picker {...props} />
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </LayerContext>
  );
}

/** Everything by its name: environments, pages, actions, projects, keys. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const here = useEnv();
  const go = useGo();
  // What was valid when the palette opened: over the page it is the page's commands that are meant.
  const [commands] = useState(() => registry.below());
  const scope = useQuery(scopeQueries.list()).data;
  const connections = useQuery(connectionQueries.list()).data?.connections ?? none;
  const variables = useQuery(variableQueries.list(here.ref)).data;
  const find = useMemo(() => {
    const things = [
      ...environmentItems(here, go),
      ...commandItems(commands),
      ...projectItems(scope?.workspaces ?? [], here, go),
      ...connectionItems(connections, go),
    ];
    return searchOf(things, keyItems(variables?.rows ?? [], here, go));
  }, [commands, scope, connections, variables, here, go]);
  return (
    <PickerOverlay
      label="Find or do anything"
      placeholder="Environment, page, action, project, connection or key"
      find={find}
      onClose={onClose}
    />
  );
}

const none: readonly ListedConnection[] = [];

type Go = ReturnType<typeof useGo>;

/** Those of one name are told apart by their server, and stand in one order wherever one is. */
function projectItems(workspaces: readonly Workspace[], here: Here, go: Go): readonly PickerItem[] {
  return projectPlaces(workspaces, here.page)
    .filter((place) => place.id !== projectKey(here.ref))
    .map((place) => ({
      id: `project:${place.id}`,
      title: [place.name, ...serverName(place)].join(' on '),
      detail: `Project of ${place.organization}`,
      run: () => go.path(pathOf(place.place)),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

function environmentItems(here: Here, go: Go): readonly PickerItem[] {
  return here.environments
    .map((environment, index) => ({
      id: `environment:${environment.slug}`,
      title: environment.name,
      shown: <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />,
      detail: environment.slug === here.ref.slug ? 'You are here' : 'Environment',
      chord: index < 9 ? `Mod+${index + 1}` : undefined,
      run: () => go.environment(environment.slug),
    }))
    .sort((a, b) => Number(a.detail === 'You are here') - Number(b.detail === 'You are here'));
}

function commandItems(commands: readonly Command[]): readonly PickerItem[] {
  return commands
    .filter((command) => command.palette !== false && isEnabled(command))
    .map((command) => ({
      id: `command:${command.id}`,
      title: command.title,
      detail: command.group,
      chord: command.keys[0],
      run: command.run,
    }));
}

/** Made only when searched: there may be tens of thousands. */
function keyItems(rows: readonly { readonly key: string }[], here: Here, go: Go) {
  return {
    keys: rows.map((row) => row.key),
    item: (key: string): PickerItem => ({
      id: `key:${key}`,
      title: key,
      shown: <Mono text={key} />,
      detail: `Key in ${here.environment.name}`,
      run: () => go.page('environment-variables', { key }),
    }),
  };
}
