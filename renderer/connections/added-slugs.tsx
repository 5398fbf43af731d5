import { useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { Project } from '../../core/environment.ts';
import { holdsToken } from '../../core/token-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { useIsThere } from '../ui/use-is-there.ts';
import { useProjectsOf } from './use-projects-of.ts';

/** Environments that the server lists nowhere: added by their slug, and taken out again. */
export function AddedSlugs({ connection }: { readonly connection: Connection }) {
  const { id, addedSlugs } = connection;
  const [adding, setAdding] = useState(false);
  const remove = useAsk('connections.removeSlug');
  const projects = useProjectsOf(id);
  const nameOf = (projectId: string) => projects.find((each) => each.id === projectId)?.name ?? projectId;
  return (
    <>
      <div className="connection-slugs">
        <span className="soft">Environments added by hand:</span>
        {addedSlugs.length === 0 && <span className="soft">none</span>}
        {addedSlugs.map(({ projectId, slug }) => (
          <Button
            key={`${projectId} ${slug}`}
            aria-label={`Take ${slug} of ${nameOf(projectId)} out`}
            isDisabled={remove.running}
            onPress={() => void remove.go({ id, projectId, slug })}
          >
            {`${nameOf(projectId)} / ${slug} ×`}
          </Button>
        ))}
        <Button isDisabled={projects.length === 0} onPress={() => setAdding(true)}>
          Add one…
        </Button>
      </div>
      {remove.error !== undefined && <ErrorNote error={remove.error} />}
      {adding && <AddSlug connection={connection} projects={projects} onClose={() => setAdding(false)} />}
    </>
  );
}

function AddSlug({
  connection,
  projects,
  onClose,
}: {
  readonly connection: Connection;
  readonly projects: readonly Project[];
  readonly onClose: () => void;
}) {
  const [projectId, setProject] = useState(projects[0]?.id ?? '');
  const [slug, setSlug] = useState('');
  const add = useAsk('connections.addSlug');
  const isThere = useIsThere();
  const listed = projects
    .find((project) => project.id === projectId)
    ?.environments.find((environment) => environment.slug === slug.trim());
  const isToken = holdsToken(slug);
  const wrong = isToken
    ? 'This is a token, not a slug. It was not sent anywhere.'
    : listed && `${listed.slug} is already in the list, as ${listed.name}.`;
  const may = slug.trim() !== '' && wrong === undefined && !add.running;
  const submit = async () => {
    if ((await add.go({ id: connection.id, projectId, slug: slug.trim() })) !== undefined && isThere())
      onClose();
  };
  return (
    <FormDialog
      title="Add an environment by its slug"
      onClose={onClose}
      submit={add.running ? 'Asking the server…' : 'Add'}
      may={may}
      lacks={slug.trim() === '' ? 'Type a slug first.' : undefined}
      onSubmit={submit}
      error={add.error}
    >
      <p className="soft">
        Some servers list no environments, so the console asks for the usual ones: dev, stg, preview, prod.
        Any other one is added here.
      </p>
      <Select
        label="Project"
        options={projects.map((project) => ({ id: project.id, text: project.name }))}
        value={projectId}
        onChange={setProject}
      />
      <TextField
        label="Slug"
        mono
        autoFocus
        value={slug}
        onChange={(text) => {
          setSlug(text);
          add.forget();
        }}
        hint="As in the address of its page on the server."
        type={isToken ? 'password' : 'text'}
        {...(wrong === undefined ? {} : { error: wrong })}
      />
    </FormDialog>
  );
}
