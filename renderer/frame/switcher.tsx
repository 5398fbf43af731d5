import '../ui/popover.css';
import { useQuery } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import Cloud from 'lucide-react/icons/cloud';
import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components';
import { connectionQueries } from '../api/connection-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { pathOf } from '../router/paths.ts';
import { draftsOf, type Place, projectPlaces } from '../router/places.ts';
import { projectKey, useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { Badge } from '../ui/badge.tsx';
import { EnvironmentTag } from '../ui/environment-tag.tsx';
import { Kbd } from '../ui/kbd.tsx';

/** Where you are, and where else you could be: environments with their drafts, and the other projects. */
export function Switcher() {
  const { workspace, organization, project, environment } = useEnv();
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        className="switcher"
        aria-label={`${workspace.kind === 'server' ? `${workspace.name}, ` : ''}${organization.name}, ${project.name}, ${environment.name}. Switch environment or project`}
      >
        {workspace.kind === 'server' && (
          <>
            <Cloud size={14} className="soft" aria-hidden />
            <span className="switcher-part">{workspace.name}</span>
            <span className="switcher-slash">/</span>
          </>
        )}
        <span className="switcher-part">{organization.name}</span>
        <span className="switcher-slash">/</span>
        <span className="switcher-part switcher-part-project">{project.name}</span>
        <span className="switcher-slash">/</span>
        <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
        <ChevronsUpDown size={14} className="soft" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog aria-label="Switch environment or project" className="switcher-dialog">
          <Places onChosen={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Places({ onChosen }: { readonly onChosen: () => void }) {
  const here = useEnv();
  const go = useGo();
  const scope = useQuery(scopeQueries.list()).data;
  const { connections = [] } = useQuery(connectionQueries.list()).data ?? {};
  const projects = projectPlaces(scope?.workspaces ?? [], here.page).filter(
    (place) => place.id !== projectKey(here.ref),
  );
  const choose = (id: string) => {
    onChosen();
    const [what, name] = id.split(/:(.*)/s);
    if (what === 'environment' && name !== undefined) go.environment(name);
    const place = projects.find((each) => each.id === name);
    if (what === 'project' && place !== undefined) go.path(pathOf(place.place));
  };
  return (
    <ListBox
      className="switcher-list"
      aria-label="Environments and projects"
      autoFocus
      selectionMode="single"
      selectedKeys={[`environment:${here.ref.slug}`]}
      disallowEmptySelection
      onAction={(id) => choose(String(id))}
      shouldFocusWrap
    >
      <ListBoxSection className="switcher-section">
        <Header className="switcher-head">Environments of {here.project.name}</Header>
        {here.environments.map((environment, index) => (
          <ListBoxItem
            key={environment.slug}
            id={`environment:${environment.slug}`}
            textValue={environment.name}
            className="switcher-row"
          >
            <span className="switcher-tick">
              {environment.slug === here.ref.slug && <Check size={14} aria-hidden />}
            </span>
            <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
            <Drafts count={draftsOf(scope?.drafts ?? [], { ...here.ref, slug: environment.slug })} />
            {index < 9 && <Kbd chord={`Mod+${index + 1}`} />}
          </ListBoxItem>
        ))}
      </ListBoxSection>
      {[...Map.groupBy(projects, ({ workspace }) => workspace.id)].map(([id, ofOne]) => (
        <OtherProjects
          key={id}
          projects={ofOne}
          account={connections.find((each) => each.id === id)?.account?.email}
        />
      ))}
    </ListBox>
  );
}

/** The projects of one workspace, under its name and account. */
function OtherProjects({
  projects,
  account,
}: {
  readonly projects: readonly Place[];
  readonly account: string | undefined;
}) {
  const name = projects[0]?.workspace.name ?? '';
  return (
    <ListBoxSection className="switcher-section">
      <Header className="switcher-head">
        {account === undefined ? `Projects on ${name}` : `Projects on ${name}, as ${account}`}
      </Header>
      {projects.map((place) => (
        <ListBoxItem
          key={place.id}
          id={`project:${place.id}`}
          textValue={place.name}
          className="switcher-row"
        >
          <span className="switcher-tick" />
          <span className="switcher-row-name">{place.name}</span>
          <span className="soft">{place.organization}</span>
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}

/** The count of drafts that wait in an environment. */
function Drafts({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return <Badge tone="info">{count === 1 ? '1 draft' : `${count} drafts`}</Badge>;
}
